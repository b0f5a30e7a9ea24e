using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

internal enum RecordingReminderKind
{
    /// <summary>To the club's leaders, before the last day.</summary>
    DueSoon,

    /// <summary>To the secretaries, after it.</summary>
    Overdue,
}

/// <summary>Somebody was reminded of a shift: once of each kind, however often the job runs.</summary>
[NotAudited]
internal sealed class RecordingReminder(Guid shiftId, RecordingReminderKind kind, DateTimeOffset sentAt) : TenantEntity
{
    public Guid ShiftId { get; private set; } = shiftId;

    public RecordingReminderKind Kind { get; private set; } = kind;

    public DateTimeOffset SentAt { get; private set; } = sentAt;
}

internal sealed class RecordingReminderMapping : IEntityTypeConfiguration<RecordingReminder>
{
    public void Configure(EntityTypeBuilder<RecordingReminder> reminder)
    {
        reminder.ToTable("volunteering_recording_reminders");
        reminder.HasIndex(r => new { r.TenantId, r.ShiftId, r.Kind }).IsUnique();
        reminder.HasOne<Shift>().WithMany().HasForeignKey(r => new { r.TenantId, r.ShiftId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>
/// At eight in the morning, local: leaders hear of shifts that must be recorded within three days, the secretary of those
/// that are overdue. Wakes every hour, because communities may lie in several zones.
/// </summary>
internal sealed class RemindOfRecording(
    VolunteerDbContext db,
    UnrecordedShifts unrecorded,
    IClubs clubs,
    IRoleHolders roles,
    IMessageQueue messages,
    ICommunity community,
    TimeProvider clock) : IRecurringJob
{
    public const string Name = "volunteering.recording-clock";

    private const int Hour = 8;
    private const int DaysBefore = 3;
    private static readonly TimeSpan Useful = TimeSpan.FromDays(3);

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        if (LocalTimes.ToLocal(scheduledFor, (await community.CurrentAsync(cancellationToken)).TimeZone).Hour != Hour)
        {
            return;
        }

        var open = await unrecorded.ListAsync(clubIds: null, cancellationToken);
        var ids = open.Select(shift => shift.ShiftId).ToList();
        var sent = (await db.Set<RecordingReminder>().Where(r => ids.Contains(r.ShiftId)).Select(r => new { r.ShiftId, r.Kind }).ToListAsync(cancellationToken))
            .Select(r => (r.ShiftId, r.Kind)).ToHashSet();

        foreach (var club in open.Where(shift => shift is { IsOverdue: false, DaysLeft: <= DaysBefore } && !sent.Contains((shift.ShiftId, RecordingReminderKind.DueSoon))).GroupBy(shift => shift.ClubId))
        {
            Remind(RecordingReminderKind.DueSoon, [.. club], await clubs.LeadersOfAsync(club.Key, cancellationToken), scheduledFor);
        }

        var overdue = open.Where(shift => shift.IsOverdue && !sent.Contains((shift.ShiftId, RecordingReminderKind.Overdue))).ToList();
        if (overdue.Count > 0)
        {
            Remind(RecordingReminderKind.Overdue, overdue, await roles.HoldersOfAsync(RoleNames.Secretary, cancellationToken), scheduledFor);
        }
    }

    /// <summary>One message a person for all shifts of the morning.</summary>
    private void Remind(RecordingReminderKind kind, List<UnrecordedShift> shifts, IReadOnlyCollection<Guid> people, DateTimeOffset scheduledFor)
    {
        var now = clock.GetUtcNow();
        foreach (var person in people)
        {
            messages.Enqueue(new MessageDraft(
                person,
                kind is RecordingReminderKind.DueSoon ? "Volunteering.Mail.RecordingDueSoon" : "Volunteering.Mail.RecordingOverdue",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["count"] = shifts.Count.ToString(CultureInfo.InvariantCulture),
                    ["club"] = string.Join('、', shifts.Select(shift => shift.ClubName).Distinct(StringComparer.Ordinal)),
                    ["title"] = shifts[0].Title,
                    ["due"] = shifts.Min(shift => shift.DueOn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                },
                $"recording:{kind}:{shifts[0].ShiftId}:{person}:{scheduledFor.ToUnixTimeSeconds()}",
                now + Useful,
                kind is RecordingReminderKind.DueSoon ? shifts[0].ClubId : null,
                "/console/hours"));
        }

        db.AddRange(shifts.Select(shift => new RecordingReminder(shift.ShiftId, kind, now)));
    }
}
