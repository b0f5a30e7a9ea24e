using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Somebody has scanned the code of a shift.</summary>
/// <param name="Key">When the client may send it again: the answer is kept with the check-in.</param>
internal sealed record CheckInWish(Guid ShiftId, Guid PersonId, long Step, AuditOrigin Origin, IdempotencyKey? Key) : IWish
{
    public Guid Apart => PersonId;

    public Guid Together => ShiftId;
}

/// <param name="Response">Null when it is no plain case: then nothing was written, and <see cref="CheckInDesk"/> decides.</param>
internal sealed record CheckInAnswer(CheckIn.Response? Response);

/// <summary>
/// What nearly everybody at the door is: expected, not here yet, and nowhere else. Those are written together; whoever comes
/// without a place, twice, from another shift or outside the time takes the way of <see cref="CheckInDesk"/>.
/// </summary>
internal sealed class CheckInBatch(
    VolunteerDbContext db,
    CheckInDesk desk,
    ICurrentTenant tenant,
    AuditTrail audit,
    IOptions<JsonOptions> json,
    TimeProvider clock) : IBatchWriter<CheckInWish, CheckInAnswer>
{
    private static readonly CheckInAnswer NotPlain = new((CheckIn.Response?)null);

    public async Task<IReadOnlyList<Outcome<CheckInAnswer>?>> WriteAsync(IReadOnlyList<CheckInWish> wishes, CancellationToken cancellationToken)
    {
        var outcomes = new Outcome<CheckInAnswer>?[wishes.Count];
        await db.InTransactionAsync(() => WriteAsync(wishes, outcomes, cancellationToken), cancellationToken);
        return outcomes;
    }

    /// <summary>Whatever stood in the way, the desk meets it again and knows what to say.</summary>
    public Task<CheckInAnswer> ExplainAsync(CheckInWish wish, Exception failure, CancellationToken cancellationToken) =>
        DatabaseFaults.IsUniqueViolation(failure) ? Task.FromResult(NotPlain) : Task.FromException<CheckInAnswer>(failure);

    private async Task WriteAsync(IReadOnlyList<CheckInWish> wishes, Outcome<CheckInAnswer>?[] outcomes, CancellationToken cancellationToken)
    {
        var held = await HoldAsync([.. wishes.Select(wish => wish.ShiftId).Distinct()], cancellationToken);
        Guid[] shiftIds = [.. held];
        Guid[] people = [.. wishes.Select(wish => wish.PersonId)];
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => EF.Parameter(shiftIds).Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        var expected = (await db.Set<Signup>()
            .Where(s => EF.Parameter(shiftIds).Contains(s.ShiftId) && EF.Parameter(people).Contains(s.PersonId) && s.State == SignupState.Confirmed && !s.NeedsReconfirmation)
            .Select(s => new { s.ShiftId, s.PersonId })
            .ToListAsync(cancellationToken)).ConvertAll(s => (s.ShiftId, s.PersonId)).ToHashSet();

        // A record of this shift, or of any other that is still open.
        var known = (await db.Set<AttendanceRecord>()
            .Where(r => EF.Parameter(people).Contains(r.PersonId) && (EF.Parameter(shiftIds).Contains(r.ShiftId) || (r.Outcome == AttendanceOutcome.CheckedIn && r.LeftAt == null)))
            .Select(r => new { r.ShiftId, r.PersonId, IsOpen = r.Outcome == AttendanceOutcome.CheckedIn && r.LeftAt == null })
            .ToListAsync(cancellationToken)).ToLookup(r => r.PersonId);
        var used = (await db.Set<UsedCode>()
            .Where(c => EF.Parameter(shiftIds).Contains(c.ShiftId) && EF.Parameter(people).Contains(c.PersonId) && c.Use == CodeUse.CheckIn)
            .Select(c => new { c.ShiftId, c.PersonId })
            .ToListAsync(cancellationToken)).ConvertAll(c => (c.ShiftId, c.PersonId)).ToHashSet();

        var now = clock.GetUtcNow();
        var (records, codes, entries, answers) = (new List<AttendanceRecord>(), new List<UsedCode>(), new List<AuditEntry>(), new List<IdempotentAnswer>());
        for (var index = 0; index < wishes.Count; index++)
        {
            var wish = wishes[index];
            if (!held.Contains(wish.ShiftId))
            {
                continue;
            }

            var isPlain = shifts.TryGetValue(wish.ShiftId, out var shift)
                && expected.Contains((wish.ShiftId, wish.PersonId))
                && !used.Contains((wish.ShiftId, wish.PersonId))
                && !known[wish.PersonId].Any(r => r.ShiftId == wish.ShiftId || r.IsOpen)
                && await desk.IsOpenAsync(shift, now, cancellationToken);
            if (!isPlain)
            {
                outcomes[index] = new(NotPlain, null);
                continue;
            }

            var record = new AttendanceRecord(shift!.Id, wish.PersonId);
            record.CheckIn(now, AttendanceMeans.SelfScan, notedBy: null, now);
            var response = CheckIn.Answer(shift, new CheckedIn(record, null));
            records.Add(record);
            codes.Add(new UsedCode(shift.Id, wish.PersonId, CodeUse.CheckIn, wish.Step));
            entries.Add(Audited(wish, record));
            if (wish.Key is { } key)
            {
                answers.Add(key.Keep(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(response, json.Value.SerializerOptions), CheckIn.ContentType, now));
            }

            outcomes[index] = new(new CheckInAnswer(response), null);
        }

        var batch = new StatementBatch(db);
        batch.Insert(tenant, records);
        batch.Insert(tenant, codes);
        batch.Insert(tenant, entries);
        batch.Insert(tenant, answers);
        await batch.SendAsync(cancellationToken);
    }

    /// <summary>The lock of <see cref="AttendanceLock"/>. Who wants several shifts takes those that are free, so that nobody waits in a circle.</summary>
    private async Task<HashSet<Guid>> HoldAsync(Guid[] shiftIds, CancellationToken cancellationToken)
    {
        if (shiftIds.Length == 1 || !db.Database.IsNpgsql())
        {
            await db.WaitForAsync("shift", shiftIds[0], cancellationToken);
            return [.. shiftIds];
        }

        await using var command = new NpgsqlCommand(
            "SELECT id FROM unnest($1, $2) AS s(id, key) WHERE pg_try_advisory_xact_lock(hashtextextended(key, 0))",
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        command.Parameters.Add(new NpgsqlParameter { Value = shiftIds });
        command.Parameters.Add(new NpgsqlParameter { Value = shiftIds.Select(id => AttendanceLock.KeyOf("shift", id)).ToArray() });
        var held = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            held.Add(reader.GetGuid(0));
        }

        return held;
    }

    private AuditEntry Audited(CheckInWish wish, AttendanceRecord record) => audit.Added(wish.Origin, nameof(AttendanceRecord), record.Id, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(AttendanceRecord.ShiftId)] = record.ShiftId,
        [nameof(AttendanceRecord.PersonId)] = record.PersonId,
        [nameof(AttendanceRecord.Outcome)] = record.Outcome,
        [nameof(AttendanceRecord.ScannedInAt)] = record.ScannedInAt,
        [nameof(AttendanceRecord.ScannedInBy)] = record.ScannedInBy,
        [nameof(AttendanceRecord.ArrivedAt)] = record.ArrivedAt,
        [nameof(AttendanceRecord.ArrivedBy)] = record.ArrivedBy,
        [nameof(AttendanceRecord.BreakMinutes)] = record.BreakMinutes,
        [nameof(AttendanceRecord.IsWalkIn)] = record.IsWalkIn,
        [nameof(AttendanceRecord.MarkedAt)] = record.MarkedAt,
    });
}
