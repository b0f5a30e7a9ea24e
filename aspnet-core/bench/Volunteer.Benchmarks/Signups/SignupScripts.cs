namespace Volunteer.Benchmarks.Signups;

/// <summary>
/// What pgbench runs: one statement on the product's own tables, indexes and constraints. People are random, since
/// sign-ups point at shifts only; ids grow with time as the product's do.
/// </summary>
internal static class SignupScripts
{
    /// <summary>Marks sign-ups that were written without audit and outbox, so that the checker can tell them apart.</summary>
    public const string BareMark = "bare";

    private const string GrowingId =
        "encode(substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) || substring(uuid_send(gen_random_uuid()) FROM 7), 'hex')::uuid";

    /// <summary>The guarded update and the sign-up.</summary>
    public static string Bare(Guid tenantId, int shifts) => $"{Placed(tenantId, shifts, $"'{BareMark}'")} SELECT id FROM added;\n".ReplaceLineEndings(" ").Replace(Newline, "\n", StringComparison.Ordinal);

    /// <summary>The same with the audit row and the fact, and the kept answer when the product is asked to keep one.</summary>
    public static string Full(Guid tenantId, int shifts, string reaction, bool idempotency)
    {
        var account = Guid.CreateVersion7();

        // A colon before a letter would be a variable of pgbench's.
        const string Action = "'HTTP: POST /api/volunteering/shifts/{shiftId' || ':' || 'guid}/signups'";
        const string Changes = """{"ShiftId":[null,"%s"],"PersonId":[null,"%s"],"State":[null,"Confirmed"],"RoleKey":[null,null],"OverrideReason":[null,null]}""";
        const string Answer = """{"signupId":"%s","state":"Confirmed","waitlistNumber": null,"warnings":[]}""";
        var kept = idempotency
            ? $"""
               , kept AS (
                 INSERT INTO platform_idempotent_answers (owner, key, request_hash, status, body, content_type, created_at)
                 SELECT '{account}', gen_random_uuid()::text, sha256(uuid_send(id)), 200, convert_to(format('{Answer}', id), 'UTF8'), 'application/json; charset=utf-8', now() FROM added)
               """
            : string.Empty;
        return
            $"""
             {Placed(tenantId, shifts, "NULL")},
             audited AS (
               INSERT INTO platform_audit_entries (id, at, tenant_id, account_id, action, thing, thing_id, change, changes)
               SELECT {GrowingId}, now(), '{tenantId}', '{account}', {Action}, 'Signup', id, 'Added', format('{Changes}', shift_id, person_id) FROM added),
             told AS (
               INSERT INTO platform_outbox (id, tenant_id, reaction, payload, occurred_at, next_attempt_at, attempts)
               SELECT {GrowingId}, '{tenantId}', '{reaction}', format('%s', json_build_object('SignupId', id)), now(), now(), 0 FROM added)
             {kept}
             SELECT id FROM added;

             """.ReplaceLineEndings(" ").Replace(Newline, "\n", StringComparison.Ordinal);
    }

    /// <summary>pgbench reads its own commands by line and SQL up to the semicolon.</summary>
    private const string Newline = "<line>";

    private static string Placed(Guid tenantId, int shifts, string mark) =>
        $"""
         \set number random(1, {shifts}){Newline}WITH place AS (
           UPDATE volunteering_shifts SET taken = taken + 1
           WHERE tenant_id = '{tenantId}' AND id = ('00000000-0000-7000-8000-' || lpad(to_hex(:number ::int), 12, '0'))::uuid AND state = 'Open' AND taken < places
           RETURNING tenant_id, id, starts_at, ends_at),
         added AS (
           INSERT INTO volunteering_signups (tenant_id, id, version, shift_id, person_id, state, by_person_id, signed_up_at, starts_at, ends_at,
             needs_reconfirmation, override_reason, withdrew_late, accepted_risk)
           SELECT tenant_id, {GrowingId}, 0, id, gen_random_uuid(), 'Confirmed', '{tenantId}', now(), starts_at, ends_at, false, {mark}, false, false
           FROM place
           RETURNING id, shift_id, person_id)
         """;
}
