namespace Volunteer.Benchmarks.CheckIns;

/// <summary>The rows of a check-in in one statement: attendance, used code, audit and kept answer.</summary>
internal static class CheckInScript
{
    private const string GrowingId =
        "encode(substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) || substring(uuid_send(gen_random_uuid()) FROM 7), 'hex')::uuid";

    public static string Text(Guid tenantId, int shifts)
    {
        var account = Guid.CreateVersion7();

        // A colon before a letter or a digit would be a variable of pgbench's.
        const string Changes =
            """{"ShiftId": [null,"%s"],"PersonId": [null,"%s"],"Outcome": [null,"CheckedIn"],"ScannedInAt": [null,"2026-01-01T00 00"],"ScannedInBy": [null,"SelfScan"],"ArrivedAt": [null,"2026-01-01T00 00"],"ArrivedBy": [null,"SelfScan"],"BreakMinutes": [null,0],"IsWalkIn": [null,false],"MarkedAt": [null,"2026-01-01T00 00"]}""";
        const string Answer =
            """{"shiftId":"%s","title":"-","titleEn":"Daily cleaning","startsAt":"2026-01-01T00 00","endsAt":"2026-01-01T00 00","arrivedAt":"2026-01-01T00 00","leftAt": null,"isWalkIn": false,"closedShiftId": null}""";
        var statement =
            $"""
             WITH place AS (
               SELECT tenant_id, id FROM volunteering_shifts
               WHERE tenant_id = '{tenantId}' AND id = ('00000000-0000-7000-8000-' || lpad(to_hex(:number ::int), 12, '0'))::uuid AND state = 'Open'),
             added AS (
               INSERT INTO volunteering_attendance (tenant_id, id, version, shift_id, person_id, outcome, scanned_in_at, scanned_in_by, arrived_at, arrived_by, break_minutes, is_walk_in, marked_at)
               SELECT tenant_id, {GrowingId}, 1, id, gen_random_uuid(), 'CheckedIn', now(), 'SelfScan', now(), 'SelfScan', 0, false, now() FROM place
               RETURNING tenant_id, id, shift_id, person_id),
             used AS (
               INSERT INTO volunteering_used_codes (tenant_id, id, shift_id, person_id, "use", step)
               SELECT tenant_id, {GrowingId}, shift_id, person_id, 'CheckIn', 1 FROM added),
             audited AS (
               INSERT INTO platform_audit_entries (id, at, tenant_id, account_id, action, thing, thing_id, change, changes)
               SELECT {GrowingId}, now(), tenant_id, '{account}', 'HTTP POST /api/volunteering/check-ins', 'AttendanceRecord', id, 'Added', format('{Changes}', shift_id, person_id) FROM added),
             kept AS (
               INSERT INTO platform_idempotent_answers (owner, key, request_hash, status, body, content_type, created_at)
               SELECT '{account}', gen_random_uuid()::text, sha256(uuid_send(id)), 200, convert_to(format('{Answer}', shift_id), 'UTF8'), 'application/json; charset=utf-8', now() FROM added)
             SELECT id FROM added;
             """.ReplaceLineEndings(" ");
        return $"\\set number random(1, {shifts})\n{statement}\n";
    }
}
