using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>What hours typed by hand cannot be (H4).</summary>
internal sealed class HoursLimits(HoursLedger ledger, ICommunity community, ISettings settings, TimeProvider clock)
{
    /// <param name="minutes">Fewer than the time between, when a break is taken off.</param>
    /// <param name="replaced">The entry that a correction replaces.</param>
    public async Task<Credit> CheckAsync(
        Shift shift,
        PersonCard person,
        DateTimeOffset from,
        DateTimeOffset to,
        int? minutes,
        HoursEntry? replaced,
        CancellationToken cancellationToken)
    {
        var given = minutes ?? (int)Math.Floor((to - from).TotalMinutes);
        if (to <= from || given <= 0)
        {
            throw new BusinessException(VolunteeringErrors.HoursNotPositive);
        }

        if (to - from > TimeSpan.FromDays(1))
        {
            throw new BusinessException(VolunteeringErrors.HoursOverDay);
        }

        if (to > clock.GetUtcNow())
        {
            throw new BusinessException(VolunteeringErrors.HoursFuture);
        }

        if (from < shift.StartsAt || to > await ledger.EndAsync(shift, cancellationToken) || given > (to - from).TotalMinutes)
        {
            throw new BusinessException(VolunteeringErrors.HoursOutsideShift);
        }

        var day = LocalTimes.ToLocal(from, (await community.CurrentAsync(cancellationToken)).TimeZone).Date.ToDateOnly();
        if (day < person.BirthDate)
        {
            throw new BusinessException(VolunteeringErrors.HoursBeforeBirth);
        }

        if (to < person.RegisteredAt)
        {
            throw new BusinessException(VolunteeringErrors.HoursBeforeRegistration);
        }

        if ((await ledger.ElsewhereAsync(person.Id, shift.Id, from, to, than: null, cancellationToken)).Count > 0)
        {
            throw new BusinessException(VolunteeringErrors.HoursOverlap);
        }

        var ceiling = await settings.GetIntegerAsync(VolunteeringSettings.HoursCeilingMinutes, cancellationToken);
        return await ledger.MinutesOfDayAsync(person.Id, shift.LocalDate, replaced?.Id, cancellationToken) + given > ceiling
            ? throw new BusinessException(VolunteeringErrors.HoursOverCeiling).With("hours", ceiling / 60)
            : new Credit(from, to, given);
    }
}

/// <summary>Fifty entries typed by one person within a day are looked at by the secretary (H6; the cases of sold hours).</summary>
internal sealed class BulkWatch(VolunteerDbContext db, TimeProvider clock)
{
    private const int Many = 50;

    public async Task<HoursFlags> FlagAsync(Guid enteredBy, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-1);
        var typed = await db.Set<HoursEntry>()
            .Where(e => e.EnteredBy == enteredBy && e.EnteredAt > since && e.Grade == EvidenceGrade.BackEntry && e.State == HoursState.Proposed)
            .ToListAsync(cancellationToken);
        if (typed.Count < Many)
        {
            return HoursFlags.None;
        }

        typed.ForEach(entry => entry.Flag(HoursFlags.Bulk));
        await db.SaveChangesAsync(cancellationToken);
        return HoursFlags.Bulk;
    }
}
