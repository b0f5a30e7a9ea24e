using System.Globalization;
using Volunteer.Platform;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Tells people what others noted about them (A11).</summary>
internal sealed class AttendanceNotices(IMessageQueue messages, ICommunity community, TimeProvider clock)
{
    private static readonly TimeSpan Useful = TimeSpan.FromDays(7);

    /// <summary>Once for each outcome that differs from the last one told; nobody is told what they did themselves.</summary>
    public async Task TellAsync(AttendanceRecord record, Shift shift, CancellationToken cancellationToken)
    {
        if (record.NotedBy is null || record.NotedBy == record.PersonId || record.ToldOutcome == record.Outcome)
        {
            return;
        }

        var template = record.Outcome switch
        {
            AttendanceOutcome.NoShow => "Volunteering.Mail.NotedNoShow",
            AttendanceOutcome.Excused => "Volunteering.Mail.NotedExcused",
            AttendanceOutcome.Unmarked => "Volunteering.Mail.NotedUnmarked",
            _ => "Volunteering.Mail.NotedPresent",
        };
        var zone = (await community.CurrentAsync(cancellationToken)).TimeZone;
        record.Told();
        messages.Enqueue(new MessageDraft(
            record.PersonId,
            template,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["title"] = shift.Title,
                ["date"] = LocalTimes.ToLocal(shift.StartsAt, zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture),
            },
            $"noted:{record.Id}:{record.Version}",
            clock.GetUtcNow() + Useful,
            shift.ClubId,
            "/hours"));
    }
}
