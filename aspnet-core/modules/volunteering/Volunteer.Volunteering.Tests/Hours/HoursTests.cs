using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Tests.Attendance;

namespace Volunteer.Volunteering.Tests.Hours;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class HoursTests(DatabaseProvider database)
{
    private World _world = null!;

    [SetUp]
    public async Task SetUp() => _world = await World.MakeAsync(await TestApp.ForAsync(database));

    private FakeClock Clock => _world.App.Clock;

    [Test]
    public async Task Both_scans_speak_for_themselves()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.CheckInAsync(lin, shift);
        Clock.Set(shift.EndsAt.AddMinutes(-10));
        await _world.CheckOutAsync(lin, shift);
        Assert.That(await _world.HoursAsync(lin.PersonId), Is.Empty, "nothing before the shift has ended");

        Clock.Set(shift.EndsAt);
        await _world.CloseAsync();

        var entry = await _world.TheHoursAsync(lin.PersonId);
        Assert.That((entry.Minutes, entry.Grade, entry.State, entry.DecidedBy), Is.EqualTo((110, EvidenceGrade.BothScans, HoursState.Approved, (Guid?)null)));
        var mine = await World.MyHoursAsync(lin);
        Assert.That(mine.GetProperty("totalMinutes").GetInt32(), Is.EqualTo(110));
        Assert.That(mine.GetProperty("months")[0].GetProperty("month").GetString(), Is.EqualTo("2026-03"));
    }

    [Test]
    public async Task A_community_may_want_the_leader_to_approve_scans_too()
    {
        await _world.SetAsync(VolunteeringSettings.AutoApproveBothScans, "0");
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.CheckInAsync(lin, shift);
        Clock.Set(shift.EndsAt);
        await _world.CheckOutAsync(lin, shift);

        Assert.That((await _world.TheHoursAsync(lin.PersonId)).State, Is.EqualTo(HoursState.Proposed));
    }

    [Test]
    public async Task A6_whoever_forgets_to_check_out_left_at_the_scheduled_end_until_somebody_says_so()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.CheckInAsync(lin, shift);
        Clock.Set(shift.EndsAt.AddMinutes(59));
        await _world.CloseAsync();
        Assert.That((await _world.RecordAsync(shift, lin.PersonId)).LeftAt, Is.Null);

        await _world.CloseAsync(shift);

        var record = await _world.RecordAsync(shift, lin.PersonId);
        Assert.That((record.LeftAt, record.LeftBy), Is.EqualTo(((DateTimeOffset?)shift.EndsAt, (AttendanceMeans?)AttendanceMeans.Automatic)));
        var entry = await _world.TheHoursAsync(lin.PersonId);
        Assert.That((entry.State, entry.Grade, entry.Minutes), Is.EqualTo((HoursState.Proposed, EvidenceGrade.RollCall, 120)));

        var next = await _world.NewShiftAsync(shift.StartsAt.AddDays(1));
        Clock.Set(next.StartsAt);
        await _world.SignUpAsync(next, lin.PersonId);
        await _world.CheckInAsync(lin, next);
        Assert.That((await _world.RecordAsync(next, lin.PersonId)).Outcome, Is.EqualTo(AttendanceOutcome.CheckedIn), "the next day's check-in is a check-in");
    }

    [Test]
    public async Task A6_a_night_patrol_is_not_cut_at_midnight()
    {
        var patrol = await _world.NewShiftAsync(World.Nine.AddHours(13), minutes: 240);
        var lin = await _world.NewVolunteerAsync(patrol);
        Clock.Set(patrol.StartsAt);
        await _world.CheckInAsync(lin, patrol);
        Clock.Set(patrol.StartsAt.AddHours(3));
        await _world.CloseAsync();
        Assert.That((await _world.RecordAsync(patrol, lin.PersonId)).LeftAt, Is.Null);

        await _world.CloseAsync(patrol);

        var entry = await _world.TheHoursAsync(lin.PersonId);
        Assert.That((entry.Minutes, entry.LocalDate), Is.EqualTo((240, new DateOnly(2026, 3, 9))));
    }

    [Test]
    public async Task A6_the_job_twice_proposes_once_and_who_was_never_marked_stays_so()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        var silent = await _world.NewVolunteerAsync(shift, "无消息");
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);
        Clock.Advance(TimeSpan.FromMinutes(5));

        await _world.CloseAsync();

        Assert.That(await _world.HoursAsync(lin.PersonId), Has.Count.EqualTo(1));
        Assert.That(await _world.HoursAsync(silent.PersonId), Is.Empty);
        Assert.That((await _world.RecordsAsync(shift)).Select(r => r.PersonId), Is.EqualTo(new[] { lin.PersonId }));

        await _world.TickAsync(shift, silent.PersonId);
        Assert.That((await _world.TheHoursAsync(silent.PersonId)).Minutes, Is.EqualTo(120), "a roll-call after the closing still proposes");
    }

    [Test]
    public async Task A7_late_early_and_breaks_as_the_leader_says()
    {
        var shift = await _world.NewShiftAsync();
        var person = (await _world.NewVolunteerAsync(shift)).PersonId;
        Clock.Set(shift.EndsAt.AddMinutes(5));

        await World.SavedAsync(_world.Leader, shift, World.Mark(person, "Present", Clock.GetUtcNow(), arrivedAt: World.Nine.AddMinutes(15), leftAt: World.Nine.AddMinutes(105), breakMinutes: 10));

        Assert.That((await _world.TheHoursAsync(person)).Minutes, Is.EqualTo(80));
    }

    [Test]
    public async Task A7_kept_longer_by_the_leader_counts_and_is_limited()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);
        Assert.That((await _world.TheHoursAsync(lin.PersonId)).Minutes, Is.EqualTo(120));
        var url = $"{World.Api}/shifts/{shift.Id}/extension";

        await (await _world.Leader.Http.PutAsJsonAsync(url, new { until = shift.EndsAt.AddHours(5), reason = "雪太大" })).RefusedAsync(HttpStatusCode.BadRequest, VolunteeringErrors.ExtensionOutOfRange);
        await (await _world.Leader.Http.PutAsJsonAsync(url, new { until = shift.EndsAt.AddMinutes(45), reason = "雪太大" })).JsonAsync();

        Assert.That((await _world.TheHoursAsync(lin.PersonId)).Minutes, Is.EqualTo(165));
        Assert.That((await _world.HoursAsync(lin.PersonId)).Select(e => e.State), Is.EqualTo(new[] { HoursState.Superseded, HoursState.Proposed }));
    }

    [Test]
    public async Task A7_a_shift_shortened_afterwards_is_worked_out_anew_before_anybody_approves()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);
        var proposed = await _world.TheHoursAsync(lin.PersonId);
        await _world.ChangeShiftAsync(shift, s => s.MoveTo(s.LocalDate, s.StartsAt, s.StartsAt.AddHours(1), "提前结束", onlyThisDate: true));

        Assert.That(await World.ApproveAsync(_world.Leader, proposed.Id), Is.EqualTo(VolunteeringErrors.HoursOutOfDate));

        var anew = await _world.TheHoursAsync(lin.PersonId);
        Assert.That((anew.Minutes, anew.State), Is.EqualTo((60, HoursState.Proposed)));
        Assert.That(await World.ApproveAsync(_world.Leader, anew.Id), Is.Null);
    }

    [Test]
    public async Task A10_a_leader_who_marks_herself_needs_somebody_else()
    {
        var shift = await _world.NewShiftAsync();
        await _world.SignUpAsync(shift, _world.Leader.PersonId);
        await _world.TickAsync(shift, _world.Leader.PersonId);
        await _world.CloseAsync(shift);
        var entry = await _world.TheHoursAsync(_world.Leader.PersonId);

        var pending = await (await _world.Leader.Http.GetAsync($"{World.Api}/hours/pending")).JsonAsync();
        Assert.That(pending.GetProperty("items")[0].GetProperty("obstacle").GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.HoursOwn));
        Assert.That(await World.ApproveAsync(_world.Leader, entry.Id), Is.EqualTo(VolunteeringErrors.HoursOwn));
        await (await _world.Leader.Http.PostAsJsonAsync($"{World.Api}/hours/{entry.Id}/rejection", new { reason = "不要" })).RefusedAsync(VolunteeringErrors.HoursOwn);
        Assert.That(await World.ApproveAsync(_world.Secretary, entry.Id), Is.Null, "a sole leader has the secretary");
        Assert.That((await _world.TheHoursAsync(_world.Leader.PersonId)).DecidedBy, Is.EqualTo(_world.Secretary.PersonId));
    }

    [Test]
    public async Task A10_a_leader_of_another_club_decides_nothing_here()
    {
        var shift = await _world.NewShiftAsync();
        var other = await _world.NewVolunteerAsync(shift, "别队长");
        await World.NewClubAsync(_world.Secretary, other, "合办的社团");
        await _world.TickAsync(shift, other.PersonId);
        await _world.CloseAsync(shift);
        var entry = await _world.TheHoursAsync(other.PersonId);

        Assert.That(await World.ApproveAsync(other, entry.Id), Is.EqualTo(VolunteeringErrors.NotYourClub));
        Assert.That((await (await other.Http.GetAsync($"{World.Api}/hours/pending")).JsonAsync()).GetProperty("total").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task H1_three_twenties_sum_to_an_hour()
    {
        var lin = await _world.Community.NewMemberAsync();
        for (var index = 0; index < 3; index++)
        {
            var shift = await _world.NewShiftAsync(World.Nine.AddHours(index), minutes: 20);
            Clock.Set(shift.StartsAt);
            await _world.SignUpAsync(shift, lin.PersonId);
            await _world.CheckInAsync(lin, shift);
            Clock.Set(shift.EndsAt);
            await _world.CheckOutAsync(lin, shift);
        }

        Assert.That((await World.MyHoursAsync(lin)).GetProperty("totalMinutes").GetInt32(), Is.EqualTo(60));
    }

    [Test]
    public async Task H2_one_hour_in_two_clubs_counts_once()
    {
        var otherLeader = await _world.Community.NewMemberAsync("别队长");
        var otherClub = await World.NewClubAsync(_world.Secretary, otherLeader, "另一社团");
        var first = await _world.NewShiftAsync();
        var second = await _world.NewShiftAsync(World.Nine.AddHours(1), clubId: otherClub);
        var person = (await _world.NewVolunteerAsync(first)).PersonId;
        await World.SavedAsync(_world.Leader, first, World.Mark(person, "Present", World.Nine));
        Clock.Set(second.EndsAt);
        await World.SavedAsync(otherLeader, second, World.Mark(person, "Present", Clock.GetUtcNow()));

        await _world.CloseAsync(second);

        Assert.That((await _world.HoursAsync(person)).Where(e => e.IsCurrent).Sum(e => e.Minutes), Is.EqualTo(180));
    }

    [Test]
    public async Task H3_one_entry_two_months_in_the_report()
    {
        var patrol = await _world.NewShiftAsync(new DateTimeOffset(2026, 3, 31, 14, 0, 0, TimeSpan.Zero), minutes: 240);
        var lin = await _world.NewVolunteerAsync(patrol);
        Clock.Set(patrol.StartsAt);
        await _world.CheckInAsync(lin, patrol);
        Clock.Set(patrol.EndsAt);
        await _world.CheckOutAsync(lin, patrol);

        var mine = await World.MyHoursAsync(lin);

        Assert.That(mine.GetProperty("entries").GetArrayLength(), Is.EqualTo(1));
        Assert.That(
            mine.GetProperty("months").EnumerateArray().Select(month => (month.GetProperty("month").GetString(), month.GetProperty("minutes").GetInt32())),
            Is.EqualTo(new[] { ("2026-04", 120), ("2026-03", 120) }));
    }

    [Test]
    public async Task H4_hours_by_hand_stay_within_what_is_possible()
    {
        var shift = await _world.NewShiftAsync(minutes: 300);
        var future = await _world.NewShiftAsync(World.Nine.AddDays(7));
        var person = await _world.Community.NewPersonAsync("新登记");
        var unborn = await _world.Community.NewPersonAsync("未出生", birthDate: new DateOnly(2026, 3, 10));
        Clock.Set(shift.EndsAt.AddHours(1));

        await (await World.EnterAsync(_world.Leader, future, person)).RefusedAsync(VolunteeringErrors.HoursFuture);
        await (await World.EnterAsync(_world.Leader, shift, person, shift.EndsAt, shift.StartsAt)).RefusedAsync(VolunteeringErrors.HoursNotPositive);
        await (await World.EnterAsync(_world.Leader, shift, person, shift.StartsAt, shift.StartsAt.AddSeconds(59))).RefusedAsync(VolunteeringErrors.HoursNotPositive);
        await (await World.EnterAsync(_world.Leader, shift, person, shift.StartsAt.AddDays(-2), shift.EndsAt)).RefusedAsync(VolunteeringErrors.HoursOverDay);
        await (await World.EnterAsync(_world.Leader, shift, person, shift.StartsAt, shift.EndsAt.AddMinutes(1))).RefusedAsync(VolunteeringErrors.HoursOutsideShift);
        await (await World.EnterAsync(_world.Leader, shift, person, shift.StartsAt.AddMinutes(-1), shift.EndsAt)).RefusedAsync(VolunteeringErrors.HoursOutsideShift);
        await (await World.EnterAsync(_world.Leader, shift, unborn)).RefusedAsync(VolunteeringErrors.HoursBeforeBirth);
        var before = await _world.NewShiftAsync(FakeClock.Default.AddDays(-1));
        await (await World.EnterAsync(_world.Leader, before, person)).RefusedAsync(VolunteeringErrors.HoursBeforeRegistration);
        Assert.That(await _world.HoursAsync(person), Is.Empty);
    }

    [Test]
    public async Task H4_more_than_the_daily_ceiling_is_refused_by_hand_and_flagged_from_attendance()
    {
        var first = await _world.NewShiftAsync(World.Nine.AddHours(-8), minutes: 480);
        var second = await _world.NewShiftAsync(World.Nine, minutes: 300);
        var third = await _world.NewShiftAsync(World.Nine.AddHours(5), minutes: 60);
        var person = await _world.Community.NewPersonAsync("不停歇");
        Clock.Set(World.Nine.AddDays(1));
        await World.SavedAsync(_world.Leader, first, World.Mark(person, "Present", Clock.GetUtcNow()));
        await World.SavedAsync(_world.Leader, second, World.Mark(person, "Present", Clock.GetUtcNow()));
        await _world.CloseAsync();

        var flagged = (await _world.HoursAsync(person)).Single(e => e.ShiftId == second.Id);
        Assert.That(flagged.Flags, Is.EqualTo(HoursFlags.OverCeiling));
        Assert.That(await World.ApproveAsync(_world.Leader, flagged.Id), Is.EqualTo(VolunteeringErrors.HoursNeedSecretary));
        Assert.That(await World.ApproveAsync(_world.Secretary, flagged.Id), Is.Null);
        await (await World.EnterAsync(_world.Leader, third, person)).RefusedAsync(VolunteeringErrors.HoursOverCeiling);
    }

    [TestCase(DutyKind.Leisure)]
    [TestCase(DutyKind.PartyMeeting)]
    [TestCase(DutyKind.PaidDuty)]
    [TestCase(DutyKind.Training)]
    public async Task H5_what_is_no_volunteering_yields_nothing_by_any_path(DutyKind kind)
    {
        var shift = await _world.NewShiftAsync(kind: kind);
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.CheckInAsync(lin, shift);
        Clock.Set(shift.EndsAt);
        await _world.CheckOutAsync(lin, shift);
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);
        await (await World.EnterAsync(_world.Leader, shift, lin.PersonId)).RefusedAsync(VolunteeringErrors.HoursNotVolunteering);
        await _world.Leader.Http.PutAsJsonAsync($"{World.Api}/shifts/{shift.Id}/extension", new { until = shift.EndsAt.AddHours(1), reason = "延长" });

        Assert.That(await _world.HoursAsync(lin.PersonId), Is.Empty);
        Assert.That((await _world.RecordAsync(shift, lin.PersonId)).IsPresent, Is.True, "attendance itself is kept");
    }

    [Test]
    public async Task H5_the_database_refuses_too()
    {
        var shift = await _world.NewShiftAsync(kind: DutyKind.PartyMeeting);
        var person = await _world.Community.NewPersonAsync();

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => _world.Community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(new HoursEntry(shift, person, new Credit(shift.StartsAt, shift.EndsAt, 120), EvidenceGrade.RollCall, author: null, new DateOnly(2026, 3, 23), World.Nine));
            await db.SaveChangesAsync();
        }));

        Assert.That(DatabaseFaults.IsViolationOf(refused!, HoursDatabaseRules.VolunteeringOnly), Is.True);
    }

    [Test]
    public async Task H5_a_club_that_is_no_volunteering_club_yields_nothing()
    {
        var club = await World.NewClubAsync(_world.Secretary, _world.Leader, "棋牌会", isVolunteering: false);
        var shift = await _world.NewShiftAsync(clubId: club);
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);

        Assert.That(await _world.HoursAsync(lin.PersonId), Is.Empty);
        await (await World.EnterAsync(_world.Leader, shift, lin.PersonId)).RefusedAsync(VolunteeringErrors.HoursNotVolunteering);
    }

    [Test]
    public async Task H6_a_back_entry_needs_reason_evidence_and_a_second_person()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.Community.NewMemberAsync("林小满");
        Clock.Set(shift.EndsAt.AddDays(1));
        var without = await _world.Leader.Http.PostAsJsonAsync($"{World.Api}/hours/back-entries", new { shiftId = shift.Id, personId = lin.PersonId, from = shift.StartsAt, to = shift.EndsAt, reason = "", evidence = "" });
        Assert.That(without.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        var id = (await (await World.EnterAsync(_world.Leader, shift, lin.PersonId)).JsonAsync()).GetProperty("id").GetGuid();
        await (await World.EnterAsync(_world.Leader, shift, lin.PersonId)).RefusedAsync(VolunteeringErrors.HoursExist);

        Assert.That(await World.ApproveAsync(_world.Leader, id), Is.EqualTo(VolunteeringErrors.HoursSamePerson));
        Assert.That(await World.ApproveAsync(_world.Secretary, id), Is.Null);
        var entry = await _world.TheHoursAsync(lin.PersonId);
        Assert.That((entry.Grade, entry.EnteredBy, entry.DecidedBy), Is.EqualTo((EvidenceGrade.BackEntry, (Guid?)_world.Leader.PersonId, (Guid?)_world.Secretary.PersonId)));
    }

    [Test]
    public async Task H6_neither_a_role_gained_later_nor_a_second_account_makes_it_somebody_else()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift, "林小满");
        Clock.Set(shift.EndsAt.AddDays(1));
        var id = (await (await World.EnterAsync(_world.Leader, shift, lin.PersonId)).JsonAsync()).GetProperty("id").GetGuid();
        Assert.That((await lin.Http.PostAsJsonAsync($"{World.Api}/hours/approvals", new { ids = new[] { id } })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));

        await World.NewClubAsync(_world.Secretary, lin, "自己的社团");
        await _world.Secretary.Http.PostAsJsonAsync($"/api/platform/people/{lin.PersonId}/roles", new { role = RoleNames.Secretary });
        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await World.ApproveAsync(lin, id), Is.EqualTo(VolunteeringErrors.HoursOwn));
        Assert.That((await _world.TheHoursAsync(lin.PersonId)).State, Is.EqualTo(HoursState.Proposed));
    }

    [Test]
    public async Task H6_fifty_entries_by_one_hand_go_to_the_secretary()
    {
        var shift = await _world.NewShiftAsync(places: 60);
        var deputy = await _world.Community.NewMemberAsync("副队长");
        Clock.Set(shift.EndsAt.AddDays(1));
        await _world.Community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            for (var index = 0; index < 49; index++)
            {
                db.Add(new HoursEntry(
                    shift,
                    Guid.CreateVersion7(),
                    new Credit(shift.StartsAt, shift.EndsAt, 120),
                    EvidenceGrade.BackEntry,
                    new HoursAuthor(_world.Leader.PersonId, _world.Leader.AccountId, "补录", "名单"),
                    new DateOnly(2026, 3, 23),
                    Clock.GetUtcNow().AddHours(-2)));
            }

            await db.SaveChangesAsync();
        });

        var fiftieth = await (await World.EnterAsync(_world.Leader, shift, deputy.PersonId)).JsonAsync();

        Assert.That(fiftieth.GetProperty("flags").GetString(), Is.EqualTo("Bulk"));
        var flagged = await _world.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<HoursEntry>().CountAsync(e => e.ShiftId == shift.Id && e.Flags == HoursFlags.Bulk));
        Assert.That(flagged, Is.EqualTo(50));
    }

    [Test]
    public async Task H7_approved_twice_at_once_counts_once()
    {
        var (_, id) = await ProposedAsync();

        var answers = await Task.WhenAll(World.ApproveAsync(_world.Leader, id), World.ApproveAsync(_world.Secretary, id), World.ApproveAsync(_world.Secretary, id));

        Assert.That(answers.Count(code => code is null), Is.EqualTo(1));
        Assert.That(answers.OfType<string>(), Is.All.EqualTo(VolunteeringErrors.HoursDecided));
    }

    [Test]
    public async Task H7_approve_and_reject_at_once_have_one_winner()
    {
        var (person, id) = await ProposedAsync();

        var approval = World.ApproveAsync(_world.Leader, id);
        var rejection = _world.Secretary.Http.PostAsJsonAsync($"{World.Api}/hours/{id}/rejection", new { reason = "没来" });
        await Task.WhenAll(approval, rejection);

        var won = (await approval is null, (await rejection).IsSuccessStatusCode);
        Assert.That(won, Is.EqualTo((true, false)).Or.EqualTo((false, true)));
        Assert.That((await _world.HoursAsync(person)).Single().State, Is.EqualTo(won.Item1 ? HoursState.Approved : HoursState.Rejected));
    }

    [Test]
    public async Task H7_what_the_attendance_no_longer_says_cannot_be_approved()
    {
        var (person, id) = await ProposedAsync();
        var shift = await ShiftOfAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await World.SavedAsync(_world.Leader, shift, World.Mark(person, "Excused", Clock.GetUtcNow()));

        Assert.That(await World.ApproveAsync(_world.Secretary, id), Is.EqualTo(VolunteeringErrors.HoursDecided));
        Assert.That((await _world.HoursAsync(person)).Single().State, Is.EqualTo(HoursState.Superseded));
    }

    [Test]
    public async Task H7_bulk_approval_takes_each_for_itself()
    {
        var (_, first) = await ProposedAsync();
        var (_, second) = await ProposedAsync("钱二");
        await World.ApproveAsync(_world.Secretary, first);

        var answer = await (await _world.Leader.Http.PostAsJsonAsync($"{World.Api}/hours/approvals", new { ids = new[] { first, Guid.CreateVersion7(), second } })).JsonAsync();

        Assert.That(answer.GetProperty("approved").EnumerateArray().Select(id => id.GetGuid()), Is.EqualTo(new[] { second }));
        Assert.That(answer.GetProperty("refused").EnumerateArray().Select(refused => refused.GetProperty("code").GetString()), Is.EqualTo(new[] { VolunteeringErrors.HoursDecided, FrameworkErrors.NotFound }));
    }

    [Test]
    public async Task H8_a_correction_reverses_and_replaces_with_four_eyes()
    {
        var (person, id) = await ProposedAsync();
        await World.ApproveAsync(_world.Secretary, id);
        var (_, untouched) = await ProposedAsync("旁人");
        await World.ApproveAsync(_world.Secretary, untouched);

        var correction = await (await CorrectAsync(_world.Leader, id, 90)).JsonAsync();
        Assert.That(await TotalAsync(person), Is.EqualTo(120), "nothing counts before the second person");
        await (await CorrectAsync(_world.Secretary, id, 60)).RefusedAsync(VolunteeringErrors.HoursInCorrection);
        var replacement = correction.GetProperty("replacementId").GetGuid();
        Assert.That(await World.ApproveAsync(_world.Leader, replacement), Is.EqualTo(VolunteeringErrors.HoursSamePerson));

        Assert.That(await World.ApproveAsync(_world.Secretary, replacement), Is.Null);

        Assert.That(await TotalAsync(person), Is.EqualTo(90));
        var lines = await _world.HoursAsync(person);
        Assert.Multiple(() =>
        {
            Assert.That(lines.Select(e => e.Minutes), Is.EquivalentTo(new[] { 120, -120, 90 }));
            Assert.That(lines.Single(e => e.Id == id).State, Is.EqualTo(HoursState.Approved), "the old line is not overwritten");
            Assert.That(lines.Single(e => e.ReversesId == id).Reason, Is.EqualTo("提前走了"));
            Assert.That(lines.Single(e => e.IsCurrent).ReplacesId, Is.EqualTo(id));
        });
        var ledger = await (await _world.Leader.Http.GetAsync($"{World.Api}/hours/ledger?personId={person}")).JsonAsync();
        Assert.That(ledger.GetProperty("approvedMinutes").GetInt32(), Is.EqualTo(90));
        Assert.That(ledger.GetProperty("items").EnumerateArray().Single(line => line.GetProperty("minutes").GetInt32() == 90).GetProperty("recordedBy").GetString(), Is.EqualTo("何领队"));
        Assert.That((await _world.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<HoursEntry>().SingleAsync(e => e.Id == untouched))).Minutes, Is.EqualTo(120), "sum unchanged elsewhere");
    }

    [Test]
    public async Task H8_hours_are_taken_back_altogether_once()
    {
        var (person, id) = await ProposedAsync();
        await World.ApproveAsync(_world.Secretary, id);
        var reversal = (await (await CorrectAsync(_world.Leader, id, 0)).JsonAsync()).GetProperty("reversalId").GetGuid();

        Assert.That(await World.ApproveAsync(_world.Secretary, reversal), Is.Null);

        Assert.That(await TotalAsync(person), Is.Zero);
        await (await CorrectAsync(_world.Leader, id, 30)).RefusedAsync(VolunteeringErrors.HoursNotApproved);
        await (await CorrectAsync(_world.Leader, reversal, 30)).RefusedAsync(VolunteeringErrors.HoursNotApproved);
    }

    [Test]
    public async Task H8_a_rejected_correction_leaves_everything_and_another_may_follow()
    {
        var (person, id) = await ProposedAsync();
        await World.ApproveAsync(_world.Secretary, id);
        var first = (await (await CorrectAsync(_world.Leader, id, 90)).JsonAsync()).GetProperty("replacementId").GetGuid();
        Assert.That((await _world.Secretary.Http.PostAsJsonAsync($"{World.Api}/hours/{first}/rejection", new { reason = "有照片为证" })).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await TotalAsync(person), Is.EqualTo(120));

        await (await CorrectAsync(_world.Leader, id, 120)).RefusedAsync(VolunteeringErrors.HoursUnchanged);
        await (await CorrectAsync(_world.Leader, id, 121)).RefusedAsync(VolunteeringErrors.HoursOutsideShift);
        var second = (await (await CorrectAsync(_world.Leader, id, 100)).JsonAsync()).GetProperty("replacementId").GetGuid();
        Assert.That(await World.ApproveAsync(_world.Secretary, second), Is.Null);
        Assert.That(await TotalAsync(person), Is.EqualTo(100));
    }

    [Test]
    public async Task A_mark_on_approved_hours_is_told_and_changes_nothing()
    {
        var (person, id) = await ProposedAsync();
        await World.ApproveAsync(_world.Secretary, id);
        var shift = await ShiftOfAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await World.SavedAsync(_world.Leader, shift, World.Mark(person, "NoShow", Clock.GetUtcNow()));

        Assert.That(answer.GetProperty("ignored")[0].GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.MarkHoursApproved));
        Assert.That(await TotalAsync(person), Is.EqualTo(120));
    }

    [Test]
    public async Task O5_undecided_hours_keep_a_club_from_being_dissolved()
    {
        var (_, id) = await ProposedAsync();
        Assert.That(await OpenItemsAsync(), Is.EqualTo(new[] { new OpenItem(VolunteeringErrors.UndecidedHours, 1) }));

        await World.ApproveAsync(_world.Secretary, id);

        Assert.That(await OpenItemsAsync(), Is.Empty);
    }

    [Test]
    public async Task The_export_of_ones_own_data_holds_attendance_and_hours()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);

        var export = await (await lin.Http.GetAsync("/api/platform/me/export")).JsonAsync();

        var service = export.GetProperty("sections").GetProperty("service");
        Assert.That(service.GetProperty("attendance")[0].GetProperty("notedBySomebodyElse").GetBoolean(), Is.True);
        Assert.That(service.GetProperty("hours")[0].GetProperty("minutes").GetInt32(), Is.EqualTo(120));
    }

    [Test]
    public async Task S24_a_shift_cancelled_after_some_had_come_keeps_their_time()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.CheckInAsync(lin, shift);
        Clock.Set(World.Nine.AddMinutes(40));
        await _world.CheckOutAsync(lin, shift);
        await _world.ChangeShiftAsync(shift, s => s.Cancel("停水"));

        await _world.CloseAsync(shift);

        Assert.That((await _world.TheHoursAsync(lin.PersonId)).Minutes, Is.EqualTo(40));
    }

    /// <summary>Two hours by roll-call that wait for somebody's yes.</summary>
    private async Task<(Guid PersonId, Guid EntryId)> ProposedAsync(string name = "赵一")
    {
        Clock.Set(World.Nine);
        var shift = await _world.NewShiftAsync();
        var person = await _world.Community.NewPersonAsync(name);
        await _world.SignUpAsync(shift, person);
        await _world.TickAsync(shift, person);
        await _world.CloseAsync(shift);
        return (person, (await _world.TheHoursAsync(person)).Id);
    }

    private Task<Shift> ShiftOfAsync(Guid entryId) => _world.Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var entry = await db.Set<HoursEntry>().SingleAsync(e => e.Id == entryId);
        return await db.Set<Shift>().AsNoTracking().SingleAsync(s => s.Id == entry.ShiftId);
    });

    private static Task<HttpResponseMessage> CorrectAsync(TestUser by, Guid id, int minutes) =>
        by.Http.PostAsJsonAsync($"{World.Api}/hours/{id}/corrections", new { minutes, reason = "提前走了" });

    private async Task<int> TotalAsync(Guid person) => (await _world.HoursAsync(person)).Where(e => e.State == HoursState.Approved).Sum(e => e.Minutes);

    private Task<IReadOnlyList<OpenItem>> OpenItemsAsync() => _world.Community.InsideAsync<IReadOnlyList<OpenItem>>(async services =>
        [.. (await Task.WhenAll(services.GetServices<IClubSettlement>().OfType<HoursSettlement>().Select(settlement => settlement.OpenItemsAsync(_world.ClubId, CancellationToken.None)))).SelectMany(items => items)]);
}
