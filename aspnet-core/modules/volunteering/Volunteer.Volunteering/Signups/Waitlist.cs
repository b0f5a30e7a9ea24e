using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// A freed place goes to the first on the waitlist who can come, as an offer with a deadline. While the offer stands the
/// place counts as taken, so nobody who comes later gets past it (S10, S11). Callers hold the shift (<see cref="ShiftGate"/>).
/// </summary>
internal sealed class Waitlist(
    VolunteerDbContext db,
    SignupFacts facts,
    SignupMessages messages,
    ISettings settings,
    AuditTrail audit,
    ICurrentTenant tenant,
    TimeProvider clock)
{
    /// <summary>Nobody can get ready later than this.</summary>
    public static readonly TimeSpan LastOfferBeforeStart = TimeSpan.FromMinutes(30);

    private const int Chunk = 20;

    /// <summary>A place is free again: pass it on.</summary>
    public async Task FreeAsync(Guid shiftId, string? roleKey, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await CountAsync(shiftId, roleKey, -1, cancellationToken);
        await RunAsync(shiftId, cancellationToken);
    }

    /// <summary>Offers whatever is free, in order of arrival.</summary>
    public async Task RunAsync(Guid shiftId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await facts.ShiftAsync(shiftId, cancellationToken) is not { State: ShiftState.Open } shift)
        {
            return;
        }

        var byPatience = now.AddMinutes(await settings.GetIntegerAsync(VolunteeringSettings.OfferMinutes, cancellationToken));
        var byStart = shift.StartsAt - LastOfferBeforeStart;
        var expiresAt = byPatience < byStart ? byPatience : byStart;
        if (expiresAt <= now)
        {
            return;
        }

        var slots = await db.Set<Shift>().AsNoTracking().Where(s => s.Id == shiftId)
            .Select(s => new { s.Places, s.Taken, Roles = s.Roles.Select(role => new { role.Key, Free = role.Places - role.Taken }).ToList() })
            .SingleAsync(cancellationToken);
        await OfferAsync(shift, null, slots.Places - slots.Taken, expiresAt, cancellationToken);
        foreach (var role in slots.Roles)
        {
            await OfferAsync(shift, role.Key, role.Free, expiresAt, cancellationToken);
        }
    }

    /// <summary>Moves the number of taken places; the shift itself is not loaded for it.</summary>
    public Task CountAsync(Guid shiftId, string? roleKey, int by, CancellationToken cancellationToken) => roleKey is null
        ? db.Set<Shift>().Where(s => s.Id == shiftId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + by), cancellationToken)
        : db.Database.ExecuteSqlAsync(
            $"UPDATE volunteering_shift_roles SET taken = taken + {by} WHERE tenant_id = {tenant.Id} AND shift_id = {shiftId} AND key = {roleKey}",
            cancellationToken);

    private async Task OfferAsync(ShiftFacts shift, string? roleKey, int free, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var limits = await facts.LimitsAsync(cancellationToken);
        var after = 0;
        while (free > 0)
        {
            var waiting = await db.Set<Signup>().AsNoTracking()
                .Where(s => s.ShiftId == shift.Id && s.State == SignupState.Waitlisted && s.RoleKey == roleKey && s.WaitlistNumber > after)
                .OrderBy(s => s.WaitlistNumber)
                .Select(s => new { s.Id, s.PersonId, s.WaitlistNumber })
                .Take(Chunk)
                .ToListAsync(cancellationToken);
            if (waiting.Count == 0)
            {
                return;
            }

            var people = await facts.PeopleAsync([.. waiting.Select(s => s.PersonId)], [shift], cancellationToken);
            foreach (var next in waiting.TakeWhile(_ => free > 0))
            {
                after = next.WaitlistNumber ?? after;
                var canCome = people.TryGetValue(next.PersonId, out var person)
                    && SignupRules.First(shift, person, limits, roleKey, acceptsRisk: true, clock.GetUtcNow()) is null;
                if (canCome && await TryOfferAsync(shift, next.Id, next.PersonId, roleKey, expiresAt, cancellationToken))
                {
                    free--;
                }
            }
        }
    }

    private async Task<bool> TryOfferAsync(ShiftFacts shift, Guid signupId, Guid personId, string? roleKey, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        const string BeforeOffer = "before_offer";
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Offers are made inside a transaction.");
        await transaction.CreateSavepointAsync(BeforeOffer, cancellationToken);
        try
        {
            var offered = await db.Set<Signup>()
                .Where(s => s.Id == signupId && s.State == SignupState.Waitlisted)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(s => s.State, SignupState.Offered)
                        .SetProperty(s => s.OfferExpiresAt, expiresAt)
                        .SetProperty(s => s.Version, s => s.Version + 1),
                    cancellationToken);
            if (offered == 0)
            {
                return false;
            }
        }
        catch (DbException exception) when (DatabaseFaults.IsViolationOf(exception, SignupDatabaseRules.NoOverlap))
        {
            // A moment ago the person took something else at that time.
            await transaction.RollbackToSavepointAsync(BeforeOffer, cancellationToken);
            return false;
        }

        await CountAsync(shift.Id, roleKey, +1, cancellationToken);
        db.Add(audit.Note(nameof(Signup), signupId, "Offered", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Signup.State)] = new object?[] { SignupState.Waitlisted.ToString(), SignupState.Offered.ToString() },
            [nameof(Signup.OfferExpiresAt)] = new object?[] { null, expiresAt },
        }));
        await messages.OfferedAsync(await messages.AboutAsync(shift.Id, cancellationToken), signupId, personId, expiresAt, cancellationToken);
        return true;
    }
}
