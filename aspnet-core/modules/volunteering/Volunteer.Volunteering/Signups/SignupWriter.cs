using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Volunteer.Volunteering.Signups;

/// <summary>A sign-up that the rules let through.</summary>
/// <param name="Force">A leader puts the person on the shift although it is full.</param>
internal sealed record NewSignup(ShiftFacts Shift, Guid PersonId, string? RoleKey, Guid ByPersonId, bool AcceptedRisk, string? OverrideReason, bool Force);

/// <param name="WaitlistNumber">Null when the place is sure.</param>
internal sealed record WrittenSignup(Guid Id, int? WaitlistNumber)
{
    public SignupState State => WaitlistNumber is null ? SignupState.Confirmed : SignupState.Waitlisted;
}

/// <summary>
/// The hot write: hundreds may want one shift at the same second. One guarded statement decides between a place and the
/// next number on the waitlist and writes the sign-up with its audit row and its fact; nothing is counted first.
/// </summary>
internal sealed class SignupWriter(
    VolunteerDbContext db,
    ShiftGate gate,
    ICurrentTenant tenant,
    AuditTrail audit,
    OutboxSignal signal,
    IEnumerable<Reaction> reactions,
    TimeProvider clock)
{
    private const string StateMark = "$state";

    private const string Columns =
        "(tenant_id, id, version, shift_id, person_id, role_key, state, waitlist_number, by_person_id, signed_up_at, starts_at, ends_at, needs_reconfirmation, override_reason, withdrew_late, accepted_risk)";

    private const string AuditColumns = "(id, at, tenant_id, account_id, action, thing, thing_id, change, changes)";

    private const string OutboxColumns = "(id, tenant_id, reaction, payload, occurred_at, next_attempt_at, attempts)";

    private const string Guard = "tenant_id = @tenant AND id = @shift AND state = 'Open' AND starts_at > @now AND starts_at = @starts AND ends_at = @ends";

    /// <summary>The person first, then the shift, then the row: always in this order, so that nobody waits in a circle.</summary>
    private const string Postgres =
        $"""
        WITH person AS MATERIALIZED (SELECT pg_advisory_xact_lock(@lock)),
        held AS (
          SELECT s.tenant_id, s.id, s.starts_at, s.ends_at, @force OR s.taken < s.places AS free
          FROM volunteering_shifts s, person
          WHERE s.tenant_id = @tenant AND s.id = @shift AND s.state = 'Open' AND s.starts_at > @now AND s.starts_at = @starts AND s.ends_at = @ends
          FOR NO KEY UPDATE OF s),
        decided AS (
          UPDATE volunteering_shifts s
          SET taken = s.taken + CASE WHEN held.free THEN 1 ELSE 0 END, waitlist_last = s.waitlist_last + CASE WHEN held.free THEN 0 ELSE 1 END
          FROM held WHERE s.tenant_id = held.tenant_id AND s.id = held.id
          RETURNING CASE WHEN held.free THEN NULL ELSE s.waitlist_last END AS number),
        {PostgresTail}
        """;

    private const string PostgresRole =
        $"""
        WITH person AS MATERIALIZED (SELECT pg_advisory_xact_lock(@lock)),
        held AS MATERIALIZED (
          SELECT s.tenant_id, s.id
          FROM volunteering_shifts s, person
          WHERE s.tenant_id = @tenant AND s.id = @shift AND s.state = 'Open' AND s.starts_at > @now AND s.starts_at = @starts AND s.ends_at = @ends
          FOR NO KEY UPDATE OF s),
        slot AS MATERIALIZED (
          SELECT r.tenant_id, r.shift_id, r.key, @force OR r.taken < r.places AS free
          FROM volunteering_shift_roles r, held
          WHERE r.tenant_id = @tenant AND r.shift_id = @shift AND r.key = @role::text AND held.id = r.shift_id
          FOR NO KEY UPDATE OF r),
        placed AS (
          UPDATE volunteering_shift_roles r SET taken = r.taken + 1
          FROM slot WHERE slot.free AND r.tenant_id = slot.tenant_id AND r.shift_id = slot.shift_id AND r.key = slot.key
          RETURNING NULL::int AS number),
        queued AS (
          UPDATE volunteering_shifts s SET waitlist_last = s.waitlist_last + 1
          FROM slot WHERE NOT slot.free AND s.tenant_id = slot.tenant_id AND s.id = slot.shift_id
          RETURNING s.waitlist_last AS number),
        decided AS (SELECT number FROM placed UNION ALL SELECT number FROM queued),
        {PostgresTail}
        """;

    private const string PostgresTail =
        $"""
        added AS (
          INSERT INTO volunteering_signups {Columns}
          SELECT @tenant, @id, 0, @shift, @person, @role::text, CASE WHEN number IS NULL THEN 'Confirmed' ELSE 'Waitlisted' END, number,
            @by, @now, @starts, @ends, false, @override::text, false, @risk
          FROM decided
          RETURNING state, waitlist_number),
        audited AS (
          INSERT INTO platform_audit_entries {AuditColumns}
          SELECT @audit_id, @now, @tenant, @account::uuid, @action, 'Signup', @id, 'Added', replace(@changes, '{StateMark}', state) FROM added),
        told AS (
          INSERT INTO platform_outbox {OutboxColumns}
          SELECT @news_id, @tenant, @reaction, @payload, @now, @now, 0 FROM added WHERE state = 'Confirmed')
        SELECT waitlist_number FROM added
        """;

    /// <returns>Null when the shift changed since the rules looked at it, or the role is gone.</returns>
    public async Task<WrittenSignup?> WriteAsync(NewSignup signup, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        try
        {
            var (found, number) = db.Database.IsNpgsql()
                ? await OneStatementAsync(signup, id, cancellationToken)
                : await gate.RunAsync(() => FewStatementsAsync(signup, id, cancellationToken), cancellationToken);
            if (!found)
            {
                return null;
            }

            if (db.Database.CurrentTransaction is null)
            {
                signal.Wake();
            }

            return new WrittenSignup(id, number);
        }
        catch (DbException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(VolunteeringErrors.AlreadySignedUp);
        }
        catch (DbException exception) when (DatabaseFaults.IsViolationOf(exception, SignupDatabaseRules.NoOverlap))
        {
            throw new BusinessException(VolunteeringErrors.Overlaps);
        }
    }

    private async Task<(bool Found, int? Number)> OneStatementAsync(NewSignup signup, Guid id, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = Command(signup.RoleKey is null ? Postgres : PostgresRole, signup, id);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? (true, await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetInt32(0))
                : (false, null);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<(bool Found, int? Number)> FewStatementsAsync(NewSignup signup, Guid id, CancellationToken cancellationToken)
    {
        var take = signup.RoleKey is null
            ? $"UPDATE volunteering_shifts SET taken = taken + 1 WHERE {Guard} AND (@force OR taken < places) RETURNING 0"
            : $"""
               UPDATE volunteering_shift_roles SET taken = taken + 1
               WHERE tenant_id = @tenant AND shift_id = @shift AND key = @role AND (@force OR taken < places)
                 AND EXISTS (SELECT 1 FROM volunteering_shifts WHERE {Guard})
               RETURNING 0
               """;
        var queue =
            $"""
            UPDATE volunteering_shifts SET waitlist_last = waitlist_last + 1
            WHERE {Guard} AND (@role IS NULL OR EXISTS (SELECT 1 FROM volunteering_shift_roles WHERE tenant_id = @tenant AND shift_id = @shift AND key = @role))
            RETURNING waitlist_last
            """;
        const string Add =
            $"""
            INSERT INTO volunteering_signups {Columns}
            VALUES (@tenant, @id, 0, @shift, @person, @role, CASE WHEN @number IS NULL THEN 'Confirmed' ELSE 'Waitlisted' END, @number,
              @by, @now, @starts, @ends, 0, @override, 0, @risk);
            INSERT INTO platform_audit_entries {AuditColumns}
            VALUES (@audit_id, @now, @tenant, @account, @action, 'Signup', @id, 'Added', replace(@changes, '{StateMark}', CASE WHEN @number IS NULL THEN 'Confirmed' ELSE 'Waitlisted' END));
            INSERT INTO platform_outbox {OutboxColumns}
            SELECT @news_id, @tenant, @reaction, @payload, @now, @now, 0 WHERE @number IS NULL
            """;
        var placed = await ScalarAsync(take, signup, id, cancellationToken);
        var number = placed is null ? await ScalarAsync(queue, signup, id, cancellationToken) : null;
        if (placed is null && number is null)
        {
            return (false, null);
        }

        await using var add = Command(Add, signup, id);
        Parameter(add, "number", number);
        await add.ExecuteNonQueryAsync(cancellationToken);
        return (true, number);
    }

    private async Task<int?> ScalarAsync(string sql, NewSignup signup, Guid id, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, signup, id);
        return await command.ExecuteScalarAsync(cancellationToken) is long value ? (int)value : null;
    }

    private DbCommand Command(string sql, NewSignup signup, Guid id)
    {
        var tenantId = tenant.Id ?? throw new InvalidOperationException("A sign-up belongs to a tenant.");
        var now = clock.GetUtcNow().UtcDateTime;
        var note = audit.Note(nameof(Signup), id, "Added", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Signup.ShiftId)] = new object?[] { null, signup.Shift.Id },
            [nameof(Signup.PersonId)] = new object?[] { null, signup.PersonId },
            [nameof(Signup.State)] = new object?[] { null, StateMark },
            [nameof(Signup.RoleKey)] = new object?[] { null, signup.RoleKey },
            [nameof(Signup.OverrideReason)] = new object?[] { null, signup.OverrideReason },
        });
        var reaction = reactions.Single(candidate => candidate.News == typeof(SignupConfirmed));

        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        Parameter(command, "lock", BitConverter.ToInt64(signup.PersonId.ToByteArray(), 8));
        Parameter(command, "tenant", tenantId);
        Parameter(command, "shift", signup.Shift.Id);
        Parameter(command, "starts", signup.Shift.StartsAt.UtcDateTime);
        Parameter(command, "ends", signup.Shift.EndsAt.UtcDateTime);
        Parameter(command, "now", now);
        Parameter(command, "force", signup.Force);
        Parameter(command, "id", id);
        Parameter(command, "person", signup.PersonId);
        Parameter(command, "role", signup.RoleKey);
        Parameter(command, "by", signup.ByPersonId);
        Parameter(command, "override", signup.OverrideReason);
        Parameter(command, "risk", signup.AcceptedRisk);
        Parameter(command, "audit_id", note.Id);
        Parameter(command, "account", note.AccountId);
        Parameter(command, "action", note.Action);
        Parameter(command, "changes", note.Changes);
        Parameter(command, "news_id", Guid.CreateVersion7());
        Parameter(command, "reaction", reaction.Name);
        Parameter(command, "payload", JsonSerializer.Serialize(new SignupConfirmed(id)));
        return command;
    }

    private static void Parameter(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
