using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Shifts;

/// <summary>
/// Makes the shifts of duties up to the horizon. The duties are taken first, so that two runs work one after the other,
/// and the second finds nothing left; the unique index of the series and date is the net below.
/// </summary>
internal sealed class ShiftGeneration(VolunteerDbContext db, ICurrentTenant tenant, DutyPlanning planning)
{
    /// <summary>Whether any duty of the community is behind.</summary>
    public async Task<bool> IsBehindAsync(CancellationToken cancellationToken)
    {
        var (_, _, today, horizon) = await planning.DaysAsync(cancellationToken);
        return await Behind(today, horizon).AnyAsync(cancellationToken);
    }

    /// <summary>All duties of the community that are behind. Inside a transaction only.</summary>
    /// <returns>How many shifts were made.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        var (_, _, today, horizon) = await planning.DaysAsync(cancellationToken);
        if (!await Behind(today, horizon).AnyAsync(cancellationToken))
        {
            return 0;
        }

        // Taking the rows makes a second run wait here; afterwards its own question finds them done.
        await Behind(today, horizon).ExecuteUpdateAsync(set => set.SetProperty(duty => duty.Version, duty => duty.Version), cancellationToken);
        var duties = await Behind(today, horizon).AsNoTracking().ToListAsync(cancellationToken);
        if (duties.Count == 0)
        {
            return 0;
        }

        var plan = await planning.NowAsync(cancellationToken);
        var from = duties.Min(plan.NextDate);
        var series = duties.Select(duty => duty.SeriesId).Distinct().ToList();
        var known = await KnownAsync(from, series, cancellationToken);
        var shifts = duties.SelectMany(duty => New(plan, duty, plan.NextDate(duty), known[duty.SeriesId])).ToList();
        await db.InsertManyAsync(tenant, shifts, cancellationToken);

        var ids = duties.Select(duty => duty.Id).ToList();
        await db.Set<Duty>().Where(duty => ids.Contains(duty.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(duty => duty.GeneratedUntil, horizon), cancellationToken);
        return shifts.Count;
    }

    /// <summary>One duty that was saved in this unit of work, from a date on. Inside a transaction only.</summary>
    public async Task CatchUpAsync(Duty duty, DateOnly from, CancellationToken cancellationToken)
    {
        if (duty.State != DutyState.Active || duty.ClubRests)
        {
            return;
        }

        var plan = await planning.NowAsync(cancellationToken);
        var known = await KnownAsync(from, [duty.SeriesId], cancellationToken);
        await db.InsertManyAsync(tenant, [.. New(plan, duty, from, known[duty.SeriesId])], cancellationToken);
        if (duty.GeneratedUntil is null || duty.GeneratedUntil < plan.Horizon)
        {
            duty.GeneratedTo(plan.Horizon);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<Shift> New(Planning plan, Duty duty, DateOnly from, IEnumerable<KnownDate> known)
    {
        var dates = known.ToList();
        var busy = dates.Where(date => date.State == ShiftState.Open).Select(date => date.LocalDate).ToHashSet();
        return plan.Missing(duty, from, dates.Select(date => date.OriginalDate).ToHashSet(), busy).Select(slot => new Shift(duty, slot));
    }

    private IQueryable<Duty> Behind(DateOnly today, DateOnly horizon) => db.Set<Duty>().Where(duty =>
        duty.State == DutyState.Active
        && !duty.ClubRests
        && (duty.GeneratedUntil == null || duty.GeneratedUntil < horizon)
        && (duty.EndDate == null || (duty.EndDate >= today && (duty.GeneratedUntil == null || duty.GeneratedUntil <= duty.EndDate))));

    private async Task<ILookup<Guid, KnownDate>> KnownAsync(DateOnly from, List<Guid> series, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Shift>()
            .Where(shift => series.Contains(shift.SeriesId) && shift.OriginalDate >= from)
            .Select(shift => new KnownDate(shift.SeriesId, shift.OriginalDate, shift.LocalDate, shift.State))
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.SeriesId);
    }

    private sealed record KnownDate(Guid SeriesId, DateOnly OriginalDate, DateOnly LocalDate, ShiftState State);
}

/// <summary>Keeps every duty of a community generated up to the horizon.</summary>
internal sealed class GenerateShifts(ShiftGeneration generation) : IDueJob
{
    public const string Name = "volunteering.generate-shifts";

    public Task<bool> IsDueAsync(CancellationToken cancellationToken) => generation.IsBehindAsync(cancellationToken);

    public Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken) => generation.CatchUpAsync(cancellationToken);
}
