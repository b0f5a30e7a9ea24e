using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>Says yes or no to hours: never to one's own, never to what one typed, and only once (H6, H7).</summary>
internal sealed class HoursDecisions(
    VolunteerDbContext db,
    HoursLedger ledger,
    ClubScope scope,
    RecordingClock recording,
    ICurrentUser user,
    TimeProvider clock)
{
    /// <returns>Null, or why this one was not approved; then nothing of it changed.</returns>
    public async Task<string?> ApproveAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await db.AtomicallyAsync(() => ApproveInOneGoAsync(id, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (RefusalOf(exception) is not null)
        {
            return RefusalOf(exception);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    public async Task RejectAsync(Guid id, string reason, CancellationToken cancellationToken) => await db.AtomicallyAsync(
        async () =>
        {
            foreach (var entry in await OpenAsync(id, cancellationToken))
            {
                entry.Reject(user.RequirePersonId(), reason, clock.GetUtcNow());
            }

            return await db.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    private async Task<string?> ApproveInOneGoAsync(Guid id, CancellationToken cancellationToken)
    {
        var entries = await OpenAsync(id, cancellationToken);
        var shift = await db.Set<Shift>().AsNoTracking().SingleAsync(s => s.Id == entries[0].ShiftId, cancellationToken);
        await ledger.RequireVolunteeringAsync(shift, cancellationToken);
        var now = clock.GetUtcNow();
        var today = await recording.TodayAsync(cancellationToken);
        if (entries[0].IsCorrection)
        {
            var earlierId = entries[0].ReversesId ?? entries[0].ReplacesId;
            var earlier = await db.Set<HoursEntry>().SingleAsync(e => e.Id == earlierId, cancellationToken);
            earlier.StepBack();
            await db.SaveChangesAsync(cancellationToken);
        }
        else if (entries[0].Grade is not EvidenceGrade.BackEntry)
        {
            var record = await db.Set<AttendanceRecord>().SingleOrDefaultAsync(r => r.ShiftId == shift.Id && r.PersonId == entries[0].PersonId, cancellationToken);
            if (!await ledger.IsUpToDateAsync(entries[0], shift, record, cancellationToken))
            {
                // The shift was shortened or the attendance changed: the proposal is made anew, and somebody looks again.
                await ledger.ProposeAsync(shift, record is null ? [] : [record], cancellationToken);
                return VolunteeringErrors.HoursOutOfDate;
            }
        }

        foreach (var entry in entries)
        {
            entry.Approve(user.RequirePersonId(), today, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>The entry, with its other half if it is a correction, after all that stands against this person deciding it.</summary>
    private async Task<IReadOnlyList<HoursEntry>> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var personId = await db.Set<HoursEntry>().Where(e => e.Id == id).Select(e => (Guid?)e.PersonId).SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException();
        await db.WaitForAsync("hours", personId, cancellationToken);
        var entry = await db.Set<HoursEntry>().SingleAsync(e => e.Id == id, cancellationToken);
        await scope.RequireAsync(entry.ClubId, cancellationToken);
        if (entry.State is not HoursState.Proposed)
        {
            throw new BusinessException(VolunteeringErrors.HoursDecided);
        }

        if (entry.PersonId == user.RequirePersonId())
        {
            throw new BusinessException(VolunteeringErrors.HoursOwn);
        }

        if (entry.EnteredBy == user.PersonId || entry.EnteredByAccount == user.AccountId)
        {
            throw new BusinessException(VolunteeringErrors.HoursSamePerson);
        }

        if (entry.Flags is not HoursFlags.None && !user.Roles.Contains(RoleNames.Secretary))
        {
            throw new BusinessException(VolunteeringErrors.HoursNeedSecretary);
        }

        if (!entry.IsCorrection)
        {
            return [entry];
        }

        var earlierId = entry.ReversesId ?? entry.ReplacesId;
        return await db.Set<HoursEntry>()
            .Where(e => e.State == HoursState.Proposed && (e.ReversesId == earlierId || e.ReplacesId == earlierId))
            .OrderBy(e => e.Minutes)
            .ToListAsync(cancellationToken);
    }

    private static string? RefusalOf(Exception exception) => exception switch
    {
        BusinessException refusal => refusal.Code,
        ForbiddenException forbidden => forbidden.Code,
        NotFoundException => FrameworkErrors.NotFound,
        DbUpdateConcurrencyException => VolunteeringErrors.HoursDecided,
        _ => null,
    };
}
