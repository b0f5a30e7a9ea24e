using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>Somebody wants a place on a shift.</summary>
/// <param name="OverrideReason">A leader's reason to go past everything but the hard stops, capacity included (S17).</param>
/// <param name="Key">When the client may send it again: the answer is kept with the sign-up.</param>
internal sealed record SignupWish(
    Guid ShiftId,
    Guid PersonId,
    string? RoleKey,
    bool AcceptsRisk,
    Guid ByPersonId,
    string? OverrideReason,
    AuditOrigin Origin,
    IdempotencyKey? Key) : IWish
{
    public Guid Apart => PersonId;

    public Guid Together => ShiftId;
}

/// <summary>One of the two.</summary>
/// <param name="Earlier">What this request was answered when it came first.</param>
internal sealed record SignupAnswer(SignUpForShift.Response? Fresh, IdempotentAnswer? Earlier);

/// <summary>
/// The hot write: hundreds may want places at the same second. People and shifts are held first, then everything the rules
/// ask is read, then places and waitlist numbers are given out in the order of arrival, and all rows are written: sign-up,
/// audit, fact and kept answer. What was read cannot change before it is written.
/// </summary>
internal sealed class SignupBatch(
    VolunteerDbContext db,
    SignupFacts facts,
    ClashesElsewhere elsewhere,
    ICurrentTenant tenant,
    AuditTrail audit,
    OutboxSignal signal,
    IEnumerable<Reaction> reactions,
    IOptions<JsonOptions> json,
    TimeProvider clock) : IBatchWriter<SignupWish, SignupAnswer>
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>One wish in the caller's own transaction, for work that does more than this.</summary>
    public async Task<SignUpForShift.Response> SignUpAsync(SignupWish wish, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = (await WriteAsync([wish], cancellationToken))[0]!;
            return outcome.Refusal is null ? outcome.Answer!.Fresh! : throw outcome.Refusal;
        }
        catch (DbException exception) when (RefusalOf(exception) is not null)
        {
            throw new BusinessException(RefusalOf(exception)!);
        }
    }

    public async Task<IReadOnlyList<Outcome<SignupAnswer>?>> WriteAsync(IReadOnlyList<SignupWish> wishes, CancellationToken cancellationToken)
    {
        var outcomes = new Outcome<SignupAnswer>?[wishes.Count];
        var isOwn = db.Database.CurrentTransaction is null;
        var confirmed = await db.AtomicallyAsync(() => WriteAsync(wishes, outcomes, cancellationToken), cancellationToken);
        if (confirmed && isOwn)
        {
            signal.Wake();
        }

        return outcomes;
    }

    public async Task<SignupAnswer> ExplainAsync(SignupWish wish, Exception failure, CancellationToken cancellationToken)
    {
        if (wish.Key is { } key && await key.FindAsync(db, cancellationToken) is { } earlier)
        {
            return new SignupAnswer(null, earlier);
        }

        if (RefusalOf(failure) is { } code)
        {
            throw new BusinessException(code);
        }

        ExceptionDispatchInfo.Throw(failure);
        throw new UnreachableException();
    }

    private static string? RefusalOf(Exception failure) =>
        DatabaseFaults.IsUniqueViolation(failure) ? VolunteeringErrors.AlreadySignedUp
        : DatabaseFaults.IsViolationOf(failure, SignupDatabaseRules.NoOverlap) ? VolunteeringErrors.Overlaps
        : null;

    /// <returns>Whether anybody got a place for sure.</returns>
    private async Task<bool> WriteAsync(IReadOnlyList<SignupWish> wishes, Outcome<SignupAnswer>?[] outcomes, CancellationToken cancellationToken)
    {
        var held = await HoldAsync(wishes, cancellationToken);
        var limits = await facts.LimitsAsync(cancellationToken);
        var shifts = await ShiftsAsync(held, cancellationToken);
        var people = await facts.PeopleAsync([.. wishes.Where(wish => shifts.ContainsKey(wish.ShiftId)).Select(wish => (wish.PersonId, shifts[wish.ShiftId].Facts))], cancellationToken);
        var places = await elsewhere.PlacesAsync([.. wishes.Where(IsOwn).Select(wish => wish.Origin.AccountId).OfType<Guid>()], cancellationToken);
        var now = clock.GetUtcNow();
        var written = new Written();
        for (var index = 0; index < wishes.Count; index++)
        {
            var wish = wishes[index];
            if (!held.Contains(wish.ShiftId))
            {
                // Somebody else is at work on it, and who holds several shifts must not wait: again, this shift alone.
                continue;
            }

            if (Check(wish, shifts, people, limits, now) is { } refusal)
            {
                outcomes[index] = wish.Key is { } key && await key.FindAsync(db, cancellationToken) is { } earlier
                    ? new(new SignupAnswer(null, earlier), null)
                    : new(null, refusal);
                continue;
            }

            var shift = shifts[wish.ShiftId];
            var number = shift.Give(wish);
            var signup = new Signup(shift.Facts, wish, number is null ? SignupState.Confirmed : SignupState.Waitlisted, number, now);
            var clashes = IsOwn(wish) && wish.Origin.AccountId is { } account && await elsewhere.AnyAsync(places[account], signup.StartsAt, signup.EndsAt, cancellationToken);
            var answer = new SignUpForShift.Response(signup.Id, signup.State, number, clashes ? [VolunteeringErrors.ClashElsewhere] : []);
            written.Signups.Add(signup);
            written.Audit.Add(Audited(wish, signup));
            if (wish.Key is { } kept)
            {
                written.Answers.Add(kept.Keep(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.SerializerOptions), ContentType, now));
            }

            outcomes[index] = new(new SignupAnswer(answer, null), null);
        }

        return await SendAsync(shifts.Values, written, now, cancellationToken);
    }

    /// <summary>A clash elsewhere is told to nobody but the person.</summary>
    private static bool IsOwn(SignupWish wish) => wish.ByPersonId == wish.PersonId;

    private static Exception? Check(SignupWish wish, Dictionary<Guid, HeldShift> shifts, IReadOnlyDictionary<Guid, PersonFacts> people, SignupLimits limits, DateTimeOffset now)
    {
        if (!shifts.TryGetValue(wish.ShiftId, out var shift) || !people.TryGetValue(wish.PersonId, out var person))
        {
            return new NotFoundException();
        }

        var refusal = SignupRules.Check(shift.Facts, person, limits, wish.RoleKey, wish.AcceptsRisk, now)
            .FirstOrDefault(candidate => candidate.IsHard || wish.OverrideReason is null);
        return refusal is not null ? refusal.ToException()
            : person.Entries.Any(entry => entry.ShiftId == wish.ShiftId) ? new BusinessException(VolunteeringErrors.AlreadySignedUp)
            : null;
    }

    /// <summary>
    /// The people first, in one order for everybody, then the shifts, so that nobody waits in a circle: who holds several
    /// shifts takes only those that nobody else holds. On SQLite the transaction has the whole database.
    /// </summary>
    /// <returns>The shifts that may be decided now; one that does not exist among them.</returns>
    private async Task<HashSet<Guid>> HoldAsync(IReadOnlyList<SignupWish> wishes, CancellationToken cancellationToken)
    {
        var wanted = wishes.Select(wish => wish.ShiftId).ToHashSet();
        if (!db.Database.IsNpgsql())
        {
            return wanted;
        }

        var tenantId = tenant.Id ?? throw new InvalidOperationException("A sign-up belongs to a tenant.");
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        long[] locks = [.. wishes.Select(wish => BitConverter.ToInt64(wish.PersonId.ToByteArray(), 8)).Distinct().Order()];
        batch.BatchCommands.Add(Command("SELECT count(pg_advisory_xact_lock(k)) FROM unnest($1) AS k", locks));
        batch.BatchCommands.Add(Command(
            $"SELECT id FROM volunteering_shifts WHERE tenant_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE{(wanted.Count > 1 ? " SKIP LOCKED" : string.Empty)}",
            tenantId,
            wanted.ToArray()));
        if (wishes.Any(wish => wish.RoleKey is not null))
        {
            batch.BatchCommands.Add(Command(
                "SELECT 1 FROM volunteering_shift_roles WHERE tenant_id = $1 AND shift_id = ANY ($2) ORDER BY shift_id, key FOR NO KEY UPDATE",
                tenantId,
                wishes.Where(wish => wish.RoleKey is not null).Select(wish => wish.ShiftId).Distinct().ToArray()));
        }

        var held = new HashSet<Guid>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            held.Add(reader.GetGuid(0));
        }

        // To the end: a failure of the last statement shows there.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return wanted.Count > 1 ? held : wanted;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task<Dictionary<Guid, HeldShift>> ShiftsAsync(HashSet<Guid> held, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. held];
        return (await facts.ShiftsAsync(db.Set<Shift>().Where(shift => EF.Parameter(ids).Contains(shift.Id)), cancellationToken))
            .ToDictionary(shift => shift.Id, shift => new HeldShift(shift));
    }

    private AuditEntry Audited(SignupWish wish, Signup signup) => audit.Added(wish.Origin, nameof(Signup), signup.Id, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Signup.ShiftId)] = signup.ShiftId,
        [nameof(Signup.PersonId)] = signup.PersonId,
        [nameof(Signup.State)] = signup.State,
        [nameof(Signup.RoleKey)] = signup.RoleKey,
        [nameof(Signup.OverrideReason)] = signup.OverrideReason,
    });

    /// <summary>The guards say again what was decided: nothing is counted here that the database would not refuse.</summary>
    private async Task<bool> SendAsync(IEnumerable<HeldShift> shifts, Written written, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tenantId = tenant.Id!.Value;
        var batch = new StatementBatch(db);
        CountShifts(batch, tenantId, [.. shifts.Where(shift => shift.HasChanged)]);
        batch.Insert(tenant, written.Signups);
        batch.Insert(tenant, written.Audit);
        var reaction = reactions.Single(candidate => candidate.News == typeof(SignupConfirmed)).Name;
        var news = written.Signups.Where(signup => signup.State == SignupState.Confirmed)
            .Select(signup => new OutboxMessage(tenantId, reaction, JsonSerializer.Serialize(new SignupConfirmed(signup.Id)), now)).ToList();
        batch.Insert(tenant, news);
        batch.Insert(tenant, written.Answers);
        await batch.SendAsync(cancellationToken);
        return news.Count > 0;
    }

    private void CountShifts(StatementBatch batch, Guid tenantId, List<HeldShift> shifts)
    {
        var roles = shifts.SelectMany(shift => shift.Roles.Where(role => role.Value.Given > 0).Select(role => (ShiftId: shift.Facts.Id, role.Key, Slot: role.Value))).ToList();
        if (!db.Database.IsNpgsql())
        {
            foreach (var shift in shifts)
            {
                batch.Execute(
                    "UPDATE volunteering_shifts SET taken = taken + $3, waitlist_last = waitlist_last + $4 WHERE tenant_id = $1 AND id = $2 AND ($5 OR $3 = 0 OR taken + $3 <= places)",
                    rows: 1,
                    tenantId,
                    shift.Facts.Id,
                    shift.General.Given,
                    shift.Queued,
                    shift.General.IsForced);
            }

            foreach (var (shiftId, key, slot) in roles)
            {
                batch.Execute(
                    "UPDATE volunteering_shift_roles SET taken = taken + $4 WHERE tenant_id = $1 AND shift_id = $2 AND key = $3 AND ($5 OR taken + $4 <= places)",
                    rows: 1,
                    tenantId,
                    shiftId,
                    key,
                    slot.Given,
                    slot.IsForced);
            }

            return;
        }

        if (shifts.Count > 0)
        {
            batch.Execute(
                """
                UPDATE volunteering_shifts s SET taken = s.taken + d.taken, waitlist_last = s.waitlist_last + d.queued
                FROM unnest($2, $3, $4, $5) AS d(id, taken, queued, forced)
                WHERE s.tenant_id = $1 AND s.id = ANY ($2) AND s.id = d.id AND (d.forced OR d.taken = 0 OR s.taken + d.taken <= s.places)
                """,
                shifts.Count,
                tenantId,
                shifts.Select(shift => shift.Facts.Id).ToArray(),
                shifts.Select(shift => shift.General.Given).ToArray(),
                shifts.Select(shift => shift.Queued).ToArray(),
                shifts.Select(shift => shift.General.IsForced).ToArray());
        }

        if (roles.Count > 0)
        {
            batch.Execute(
                """
                UPDATE volunteering_shift_roles r SET taken = r.taken + d.taken
                FROM unnest($2, $3, $4, $5) AS d(shift_id, key, taken, forced)
                WHERE r.tenant_id = $1 AND r.shift_id = ANY ($2) AND r.shift_id = d.shift_id AND r.key = d.key AND (d.forced OR r.taken + d.taken <= r.places)
                """,
                roles.Count,
                tenantId,
                roles.Select(role => role.ShiftId).ToArray(),
                roles.Select(role => role.Key).ToArray(),
                roles.Select(role => role.Slot.Given).ToArray(),
                roles.Select(role => role.Slot.IsForced).ToArray());
        }
    }

    /// <summary>The rows of a batch.</summary>
    private sealed class Written
    {
        public List<Signup> Signups { get; } = [];

        public List<AuditEntry> Audit { get; } = [];

        public List<IdempotentAnswer> Answers { get; } = [];
    }

    /// <summary>A shift that nobody else can change now, and what this batch has given out of it.</summary>
    private sealed class HeldShift(ShiftFacts facts)
    {
        public ShiftFacts Facts => facts;

        public Slot General { get; } = new(facts.Places, facts.Taken);

        public Dictionary<string, Slot> Roles { get; } = facts.Roles.ToDictionary(role => role.Key, role => new Slot(role.Places, role.Taken), StringComparer.Ordinal);

        public int Queued { get; private set; }

        public bool HasChanged => Queued > 0 || General.Given > 0 || Roles.Values.Any(role => role.Given > 0);

        /// <returns>The number on the waitlist, or null with a place.</returns>
        public int? Give(SignupWish wish)
        {
            var slot = wish.RoleKey is { } role ? Roles[role] : General;
            return slot.TryGive(force: wish.OverrideReason is not null) ? null : facts.WaitlistLast + ++Queued;
        }
    }

    private sealed class Slot(int places, int taken)
    {
        public int Given { get; private set; }

        public bool IsForced { get; private set; }

        public bool TryGive(bool force)
        {
            if (!force && taken + Given >= places)
            {
                return false;
            }

            IsForced |= force;
            Given++;
            return true;
        }
    }
}
