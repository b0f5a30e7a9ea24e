using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Reminders;

/// <summary>
/// Every five minutes: a reminder the day before and one shortly before, once each, also after a standstill; and a word to
/// the leaders when somebody's skill will not be valid on the day (S8).
/// </summary>
internal sealed class SendReminders(VolunteerDbContext db, SignupMessages messages, ISettings settings, TimeProvider clock) : IRecurringJob
{
    public const string Name = "volunteering.send-reminders";
    public const string Cron = "0 0/5 * * * ?";

    private const int SkillAlertDays = 7;
    private readonly Dictionary<Guid, ShiftNotice> _notices = [];

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var first = await settings.GetIntegerAsync(VolunteeringSettings.FirstReminderHours, cancellationToken);
        var last = await settings.GetIntegerAsync(VolunteeringSettings.LastReminderHours, cancellationToken);
        await RemindLastAsync(now, last, cancellationToken);
        await RemindFirstAsync(now, first, last, cancellationToken);
        await AlertSkillsAsync(now, cancellationToken);
    }

    private async Task RemindLastAsync(DateTimeOffset now, int hours, CancellationToken cancellationToken)
    {
        var until = now.AddHours(hours);
        var due = await Coming(now, until).Where(s => s.LastReminderAt == null).Select(s => new { s.Id, s.PersonId, s.ShiftId }).ToListAsync(cancellationToken);
        foreach (var signup in due)
        {
            messages.LastReminder(await AboutAsync(signup.ShiftId, cancellationToken), signup.Id, signup.PersonId);
        }

        await MarkAsync(due.ConvertAll(s => s.Id), set => set.SetProperty(s => s.LastReminderAt, now), cancellationToken);
    }

    /// <summary>Who signs up when the last reminder is near needs no first one.</summary>
    private async Task RemindFirstAsync(DateTimeOffset now, int hours, int lastHours, CancellationToken cancellationToken)
    {
        var (from, until) = (now.AddHours(lastHours), now.AddHours(hours));
        var due = await Coming(from, until).Where(s => s.FirstReminderAt == null).Select(s => new { s.Id, s.PersonId, s.ShiftId }).ToListAsync(cancellationToken);
        foreach (var signup in due)
        {
            messages.FirstReminder(await AboutAsync(signup.ShiftId, cancellationToken), signup.Id, signup.PersonId);
        }

        await MarkAsync(due.ConvertAll(s => s.Id), set => set.SetProperty(s => s.FirstReminderAt, now), cancellationToken);
    }

    private async Task AlertSkillsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await Coming(now, now.AddDays(SkillAlertDays))
            .Where(s => s.RoleKey != null && s.SkillAlertAt == null)
            .Join(
                db.Set<Shift>().SelectMany(shift => shift.Roles, (shift, role) => new { shift.Id, shift.LocalDate, role.Key, role.SkillId }),
                s => new { Id = s.ShiftId, Key = s.RoleKey! },
                role => new { role.Id, role.Key },
                (s, role) => new { Signup = s, role.SkillId, role.LocalDate })
            .Where(row => row.SkillId != null && !db.Set<PersonSkill>().Any(skill =>
                skill.PersonId == row.Signup.PersonId && skill.SkillId == row.SkillId && (skill.ValidUntil == null || skill.ValidUntil >= row.LocalDate)))
            .Select(row => new { row.Signup.Id, row.Signup.PersonId, row.Signup.ShiftId })
            .ToListAsync(cancellationToken);
        foreach (var signup in due)
        {
            await messages.SkillEndsAsync(await AboutAsync(signup.ShiftId, cancellationToken), signup.Id, signup.PersonId, cancellationToken);
        }

        await MarkAsync(due.ConvertAll(s => s.Id), set => set.SetProperty(s => s.SkillAlertAt, now), cancellationToken);
    }

    /// <summary>Sure places on open shifts that start after the first and not after the second instant.</summary>
    private IQueryable<Signup> Coming(DateTimeOffset after, DateTimeOffset until) => db.Set<Signup>().AsNoTracking()
        .Where(s => s.State == SignupState.Confirmed
            && db.Set<Shift>().Any(shift => shift.Id == s.ShiftId && shift.State == ShiftState.Open && shift.StartsAt > after && shift.StartsAt <= until));

    private async Task<ShiftNotice> AboutAsync(Guid shiftId, CancellationToken cancellationToken) =>
        _notices.TryGetValue(shiftId, out var notice) ? notice : _notices[shiftId] = await messages.AboutAsync(shiftId, cancellationToken);

    private async Task MarkAsync(List<Guid> ids, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Signup>> set, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await db.Set<Signup>().Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(set, cancellationToken);
        }
    }
}
