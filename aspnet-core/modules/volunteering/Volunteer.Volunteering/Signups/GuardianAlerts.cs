using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// A minor keeps the place when the guardian's consent ends or is taken back, and the leaders are told: they call the
/// guardian, or remove the minor (S21). Part of the caller's unit of work.
/// </summary>
internal sealed class GuardianAlerts(VolunteerDbContext db, IPeople people, IGuardians guardians, SignupMessages messages, TimeProvider clock)
{
    /// <summary>Looks at everything these people are signed up for and that is still to come.</summary>
    public async Task CheckAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Set<Signup>()
            .Where(s => personIds.Contains(s.PersonId) && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
            .Join(db.Set<Shift>().Where(shift => shift.StartsAt > now && shift.State != ShiftState.Cancelled), s => s.ShiftId, shift => shift.Id, (s, shift) => new { Signup = s, Shift = shift })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Signup.PersonId).Distinct().ToList();
        var cards = await people.FindAsync(ids, cancellationToken);
        var consents = await guardians.ConsentsAsync(ids, cancellationToken);
        foreach (var row in rows)
        {
            var person = row.Signup.PersonId;
            var lacks = SignupRules.LacksGuardian(cards.GetValueOrDefault(person)?.BirthDate, consents.TryGetValue(person, out var until) ? until : null, row.Shift.LocalDate);
            if (lacks == row.Signup.GuardianAlertAt is not null)
            {
                continue;
            }

            row.Signup.LacksGuardian(lacks ? now : null);
            if (lacks)
            {
                await messages.GuardianLacksAsync(await messages.AboutAsync(row.Shift, cancellationToken), row.Signup, cancellationToken);
            }
        }
    }
}

/// <summary>Given, renewed or taken back: what is signed up is looked at at once.</summary>
internal sealed class FlagMinor(GuardianAlerts alerts) : IReactTo<GuardianConsentChanged>
{
    public Task ReactAsync(GuardianConsentChanged news, CancellationToken cancellationToken) => alerts.CheckAsync([news.PersonId], cancellationToken);
}

/// <summary>Every morning, because a day on which a consent ends makes no noise.</summary>
internal sealed class CheckGuardians(IGuardians guardians, GuardianAlerts alerts, ICommunity community, TimeProvider clock) : IRecurringJob
{
    public const string Name = "volunteering.check-guardians";
    public const string Cron = "0 40 5 * * ?";
    private const int Batch = 500;

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var time = await LocalTime.OfAsync(community, cancellationToken);
        var minors = await guardians.BornAfterAsync(time.Day(clock.GetUtcNow()).AddYears(-SignupRules.Adult), cancellationToken);
        foreach (var some in minors.Chunk(Batch))
        {
            await alerts.CheckAsync(some, cancellationToken);
        }
    }
}
