using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Seeding;

/// <summary>
/// A year of people coming and going in the demo community, on the shifts that the duties' seeder made. A shift that has
/// attendance already is left alone, so that a later run adds the days since.
/// </summary>
internal sealed class AttendanceSeeder(VolunteerDbContext db, ICurrentTenant tenant, RecordingClock recording, TimeProvider clock) : ISeeder
{
    private readonly List<Signup> _signups = [];
    private readonly List<AttendanceRecord> _records = [];
    private readonly List<HoursEntry> _hours = [];
    private readonly List<ShiftClosing> _closings = [];
    private readonly Dictionary<string, List<(DateTimeOffset From, DateTimeOffset To)>> _busy = new(StringComparer.Ordinal);

    public int Order => 310;

    public async Task SeedAsync(SeedFolder folder, CancellationToken cancellationToken)
    {
        var community = (await folder.ReadAsync<List<SeedCommunity>>("communities", cancellationToken)).Single(candidate => candidate.Complete).Code;
        var profile = await folder.ReadAsync<AttendanceProfile>("attendance-profile", cancellationToken);
        var people = (await folder.ReadAsync<List<AttendingPerson>>("people", cancellationToken)).ToDictionary(person => person.Key, StringComparer.Ordinal);
        var duties = (await folder.ReadAsync<List<AttendedDuty>>("duties", cancellationToken)).ToDictionary(duty => duty.Key, StringComparer.Ordinal);

        using var entered = tenant.Change(SeedIds.Community(community));
        var now = clock.GetUtcNow();
        var today = await recording.TodayAsync(cancellationToken);
        var through = profile.Through is { } day && day < today ? day : today.AddDays(-1);
        var dutyIds = profile.Duties.ToDictionary(duty => SeedIds.Of("duty", $"{community}/{duty.Duty}"), duty => duty.Duty);
        var ids = dutyIds.Keys.ToList();
        var shifts = (await db.Set<Shift>().AsNoTracking()
            .Where(s => ids.Contains(s.DutyId) && s.State == ShiftState.Open && s.LocalDate >= profile.From && s.LocalDate <= through && s.EndsAt <= now)
            .OrderBy(s => s.StartsAt)
            .ToListAsync(cancellationToken)).ToLookup(s => dutyIds[s.DutyId], StringComparer.Ordinal);
        var done = await db.Set<Signup>().Select(s => s.ShiftId).Distinct().ToHashSetAsync(cancellationToken);
        done.UnionWith(await db.Set<AttendanceRecord>().Select(r => r.ShiftId).Distinct().ToListAsync(cancellationToken));
        await RememberBusyAsync(community, people.Keys, profile.From, cancellationToken);

        foreach (var duty in profile.Duties)
        {
            foreach (var (turn, shift) in shifts[duty.Duty].Index())
            {
                if (!done.Contains(shift.Id))
                {
                    await SeedShiftAsync(community, profile, duty, duties[duty.Duty], people, shift, turn, today, now, cancellationToken);
                }
            }
        }

        await db.InTransactionAsync(() => WriteAsync(cancellationToken), cancellationToken);
    }

    private async Task RememberBusyAsync(string community, IEnumerable<string> keys, DateOnly from, CancellationToken cancellationToken)
    {
        var byId = keys.ToDictionary(key => SeedIds.Person(community, key));
        var since = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero).AddDays(-1);
        foreach (var held in await db.Set<Signup>()
            .Where(s => s.StartsAt >= since && (s.State == SignupState.Confirmed || s.State == SignupState.Offered))
            .Select(s => new { s.PersonId, s.StartsAt, s.EndsAt })
            .ToListAsync(cancellationToken))
        {
            if (byId.TryGetValue(held.PersonId, out var key))
            {
                Occupy(key, held.StartsAt, held.EndsAt);
            }
        }
    }

    private async Task SeedShiftAsync(
        string community,
        AttendanceProfile profile,
        DutyProfile duty,
        AttendedDuty terms,
        Dictionary<string, AttendingPerson> people,
        Shift shift,
        int turn,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var draw = new Draw(profile.Seed, duty.Duty, shift.OriginalDate);
        var due = await recording.DueOnAsync(shift.EndsAt, cancellationToken);
        foreach (var (key, role) in Pick(duty, terms, people, shift, turn, draw))
        {
            Occupy(key, shift.StartsAt, shift.EndsAt);
            var personId = SeedIds.Person(community, key);
            var signedUp = shift.StartsAt.AddHours(-draw.Between(3, 150, "ahead", key));
            _signups.Add(new Signup(shift, personId, role, SignupState.Confirmed, waitlistNumber: null, personId, signedUp));

            var recorder = duty.RecordedBy[0] == key ? duty.RecordedBy[1] : duty.RecordedBy[0];
            var recorderId = SeedIds.Person(community, recorder);
            var outcome = draw.Choose("outcome", key, duty.Outcome.Present, duty.Outcome.Excused, duty.Outcome.NoShow);
            if (outcome > 0)
            {
                Mark(shift, personId, outcome == 1 ? RollCallOutcome.Excused : RollCallOutcome.NoShow, recorderId, null, null);
                continue;
            }

            var (arrived, left) = Presence(duty, shift, draw, key);
            var grade = (EvidenceGrade)draw.Choose("evidence", key, duty.Evidence.BothScans, duty.Evidence.RollCall, duty.Evidence.BackEntry);
            switch (grade)
            {
                case EvidenceGrade.BothScans:
                    var record = new AttendanceRecord(shift.Id, personId);
                    record.CheckIn(arrived, AttendanceMeans.SelfScan, notedBy: null, arrived);
                    record.CheckOut(left, AttendanceMeans.SelfScan, notedBy: null, left);
                    _records.Add(record);
                    break;
                case EvidenceGrade.RollCall:
                    Mark(shift, personId, RollCallOutcome.Present, recorderId, arrived, left);
                    break;
                default:
                    break;
            }

            if (duty.YieldsHours && shift.Kind is DutyKind.Volunteering && HoursMath.Credit(arrived, left, shift.StartsAt, shift.EndsAt) is { } credit)
            {
                var confirmer = profile.ConfirmedBy.Find(by => by != key && by != recorder)
                    ?? throw new InvalidDataException($"Nobody in {nameof(profile.ConfirmedBy)} may confirm {key} on {duty.Duty}.");
                AddHours(shift, personId, credit, grade, recorderId, SeedIds.Person(community, confirmer), due, shift.LocalDate > today.AddDays(-profile.OpenDays - 1), draw.Between(20, 100, "confirmed", key), now);
            }
        }

        _closings.Add(new ShiftClosing(shift.Id, shift.EndsAt + CloseAttendance.Patience));
    }

    /// <summary>Who stands on the shift: roles with a skill first, then the rest, in turn or by chance.</summary>
    private List<(string Key, string? Role)> Pick(DutyProfile duty, AttendedDuty terms, Dictionary<string, AttendingPerson> people, Shift shift, int turn, Draw draw)
    {
        var wanted = draw.Between(duty.PerShift.Min, duty.PerShift.Max, "count");
        var able = duty.Usual.Where(key => MayCome(people[key], terms, shift)).ToList();
        var inOrder = duty.Rotation == "InTurn"
            ? [.. Enumerable.Range(0, able.Count).Select(index => able[(index + (turn * duty.PerShift.Max)) % able.Count])]
            : able.OrderBy(key => draw.Of("pick", key)).ToList();
        var picked = new List<(string Key, string? Role)>();
        foreach (var role in terms.Roles.OrderBy(role => role.Skill is null))
        {
            foreach (var key in inOrder.Where(key => role.Skill is null || people[key].Has(role.Skill, shift.LocalDate)).Take(Math.Min(role.Places, wanted - picked.Count)).ToList())
            {
                picked.Add((key, role.Key));
                inOrder.Remove(key);
            }
        }

        picked.AddRange(inOrder.Take(Math.Min(shift.Places, wanted - picked.Count)).Select(key => (key, (string?)null)));
        return picked;
    }

    private bool MayCome(AttendingPerson person, AttendedDuty terms, Shift shift) =>
        person.RegisteredOn < shift.LocalDate
        && (terms.MinimumAge is not { } age || person.BirthDate is not { } born || SignupRules.AgeOn(born, shift.LocalDate) >= age)
        && !_busy.GetValueOrDefault(person.Key, []).Exists(span => span.From < shift.EndsAt && span.To > shift.StartsAt);

    private void Occupy(string key, DateTimeOffset from, DateTimeOffset to)
    {
        if (!_busy.TryGetValue(key, out var spans))
        {
            _busy.Add(key, spans = []);
        }

        spans.Add((from, to));
    }

    private static (DateTimeOffset Arrived, DateTimeOffset Left) Presence(DutyProfile duty, Shift shift, Draw draw, string key)
    {
        var late = draw.Of("is-late", key) < duty.Late.Probability;
        var early = draw.Of("leaves-early", key) < duty.EarlyLeave.Probability;
        return (
            shift.StartsAt.AddMinutes(late ? draw.Between(3, duty.Late.MaxMinutes, "late", key) : -draw.Between(0, 12, "before", key)),
            shift.EndsAt.AddMinutes(early ? -draw.Between(3, duty.EarlyLeave.MaxMinutes, "early", key) : draw.Between(0, 8, "after", key)));
    }

    private void Mark(Shift shift, Guid personId, RollCallOutcome outcome, Guid by, DateTimeOffset? arrived, DateTimeOffset? left)
    {
        var record = new AttendanceRecord(shift.Id, personId);
        record.Apply(new RollCallMark(Guid.CreateVersion7(), shift.Id, personId, outcome, shift.EndsAt, by, sequence: 0, shift.EndsAt) { ArrivedAt = arrived, LeftAt = left }, shift);
        record.Told();
        _records.Add(record);
    }

    private void AddHours(Shift shift, Guid personId, Credit credit, EvidenceGrade grade, Guid recorder, Guid confirmer, DateOnly due, bool isOpen, int hoursLater, DateTimeOffset now)
    {
        var byHand = grade is EvidenceGrade.BackEntry;
        var author = byHand ? new HoursAuthor(recorder, Guid.Empty, "当天忘记签到，负责人补录", "现场签到表") : null;
        var entry = new HoursEntry(shift, personId, credit, grade, author, due, byHand ? Before(shift.EndsAt.AddHours(12), now) : Before(shift.EndsAt + CloseAttendance.Patience, now));
        if (grade is EvidenceGrade.BothScans)
        {
            entry.Approve(by: null, shift.LocalDate, entry.EnteredAt);
        }
        else if (!isOpen)
        {
            entry.Approve(confirmer, shift.LocalDate, Before(entry.EnteredAt.AddHours(hoursLater), now));
        }

        _hours.Add(entry);
    }

    private static DateTimeOffset Before(DateTimeOffset moment, DateTimeOffset now) => moment < now ? moment : now;

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await db.InsertManyAsync(tenant, _signups, cancellationToken);
        await db.InsertManyAsync(tenant, _records, cancellationToken);
        await db.InsertManyAsync(tenant, _hours, cancellationToken);
        await db.InsertManyAsync(tenant, _closings, cancellationToken);

        // The places follow from the sign-ups, in one statement each.
        var (tenantId, now) = (tenant.Id!.Value, clock.GetUtcNow().UtcDateTime);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE volunteering_shifts SET taken = (
              SELECT count(*) FROM volunteering_signups AS s
              WHERE s.tenant_id = volunteering_shifts.tenant_id AND s.shift_id = volunteering_shifts.id AND s.role_key IS NULL AND s.state IN ('Confirmed', 'Offered'))
            WHERE tenant_id = {tenantId} AND starts_at < {now}
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE volunteering_shift_roles SET taken = (
              SELECT count(*) FROM volunteering_signups AS s
              WHERE s.tenant_id = volunteering_shift_roles.tenant_id AND s.shift_id = volunteering_shift_roles.shift_id AND s.role_key = volunteering_shift_roles.key
                AND s.state IN ('Confirmed', 'Offered'))
            WHERE tenant_id = {tenantId} AND EXISTS (
              SELECT 1 FROM volunteering_shifts AS h WHERE h.tenant_id = volunteering_shift_roles.tenant_id AND h.id = volunteering_shift_roles.shift_id AND h.starts_at < {now})
            """,
            cancellationToken);
    }

    private sealed record SeedCommunity(string Code, bool Complete);
}
