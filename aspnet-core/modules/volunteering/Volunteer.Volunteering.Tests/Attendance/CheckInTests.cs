using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Attendance;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class CheckInTests(DatabaseProvider database) : AttendanceTests(database)
{
    [Test]
    public async Task The_leader_shows_a_code_and_whoever_scans_it_is_there()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        Clock.Set(World.Nine.AddMinutes(-3));

        var code = await World.CodeAsync(shift);
        var answer = await (await World.CheckInAsync(lin, code.GetProperty("token").GetString()!)).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(code.GetProperty("qrSvg").GetString(), Does.StartWith("<svg"));
            Assert.That(code.GetProperty("url").GetString(), Does.EndWith("/check-in/" + code.GetProperty("token").GetString()));
            Assert.That(code.GetProperty("sixDigits").GetString(), Does.Match("^[0-9]{6}$"));
            Assert.That(answer.GetProperty("arrivedAt").GetDateTimeOffset(), Is.EqualTo(World.Nine.AddMinutes(-3)));
            Assert.That(answer.GetProperty("isWalkIn").GetBoolean(), Is.False);
        });
        Assert.That((await World.RecordAsync(shift, lin.PersonId)).ArrivedBy, Is.EqualTo(AttendanceMeans.SelfScan));
    }

    [Test]
    public async Task My_list_keeps_the_shift_that_runs_until_I_have_left()
    {
        var shift = await World.NewShiftAsync();
        var lin = await World.NewVolunteerAsync(shift);
        var absent = await World.NewVolunteerAsync(shift, "何未到");
        var other = await World.Community.NewMemberAsync("路人");

        Clock.Set(World.Nine.AddMinutes(5));
        Assert.That(await MineAsync(lin), Is.EqualTo((true, false, false)), "expected");
        Assert.That(await MineAsync(other), Is.EqualTo((false, false, false)), "a running shift is open to nobody else");

        await World.CheckInAsync(lin, shift);
        Clock.Set(shift.EndsAt.AddMinutes(10));
        Assert.That(await MineAsync(lin), Is.EqualTo((true, true, false)), "still has to check out");
        Assert.That(await MineAsync(absent), Is.EqualTo((false, false, false)));

        await World.CheckOutAsync(lin, shift);
        Assert.That(await MineAsync(lin), Is.EqualTo((false, false, false)));

        async Task<(bool IsListed, bool HasArrived, bool HasLeft)> MineAsync(TestUser user)
        {
            var items = (await (await user.Http.GetAsync($"{World.Api}/my/open-shifts")).JsonAsync()).GetProperty("items");
            if (items.GetArrayLength() == 0)
            {
                return default;
            }

            var mine = items[0].GetProperty("mine");
            return (true, mine.GetProperty("arrivedAt").ValueKind is JsonValueKind.String, mine.GetProperty("leftAt").ValueKind is JsonValueKind.String);
        }
    }

    [Test]
    public async Task A1_check_in_opens_thirty_minutes_before_and_ends_with_the_shift()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();

        Clock.Set(World.Nine.AddMinutes(-30).AddSeconds(-1));
        await (await World.CheckInAsync(lin, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckInTooEarly);
        Clock.Set(shift.EndsAt);
        await (await World.CheckInAsync(lin, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckInOver);
        Assert.That(await World.RecordsAsync(shift), Is.Empty);

        Clock.Set(World.Nine.AddMinutes(-30));
        await World.CheckInAsync(lin, shift);
        var late = await World.NewVolunteerAsync(shift, "迟小东");
        Clock.Set(shift.EndsAt.AddSeconds(-1));
        await World.CheckInAsync(late, shift);
        Assert.That(await World.RecordsAsync(shift), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A3_a_repeat_with_its_key_gets_the_same_bytes_whether_expected_or_walk_in()
    {
        var shift = await World.NewShiftAsync();
        var expected = await World.NewVolunteerAsync(shift);
        var walkIn = await World.Community.NewMemberAsync("顾路明");
        Clock.Set(World.Nine);
        foreach (var person in new[] { expected, walkIn })
        {
            var token = await World.TokenAsync(shift);
            var key = Guid.NewGuid().ToString();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(person, new { token }, key)));
            Clock.Set(Clock.GetUtcNow().AddSeconds(90));
            var late = await SendAsync(person, new { token }, key);

            var bodies = await Task.WhenAll(answers.Append(late).Select(answer => answer.Content.ReadAsStringAsync()));
            Assert.That(bodies.Distinct().Count(), Is.EqualTo(1));
            Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await SendAsync(person, new { shiftId = shift.Id, sixDigits = "000000" }, key)).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        }

        Assert.That(await World.RecordsAsync(shift), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A3_a_key_that_was_used_for_another_check_in_is_422()
    {
        var (first, second) = (await World.NewShiftAsync(), await World.NewShiftAsync());
        var lin = await World.NewVolunteerAsync(first);
        Clock.Set(World.Nine);
        var key = Guid.NewGuid().ToString();
        await (await SendAsync(lin, new { token = await World.TokenAsync(first) }, key)).JsonAsync();

        var reused = await SendAsync(lin, new { token = await World.TokenAsync(second) }, key);

        Assert.That(reused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await World.RecordsAsync(second), Is.Empty);
    }

    [Test]
    public async Task A_crowd_at_the_door_of_two_shifts_is_let_in_as_far_as_it_may()
    {
        var (first, second) = (await World.NewShiftAsync(), await World.NewShiftAsync());
        var people = new List<(TestUser Person, Shift Shift)>();
        for (var index = 0; index < 20; index++)
        {
            var shift = index % 2 == 0 ? first : second;
            people.Add((await World.NewVolunteerAsync(shift), shift));
        }

        Clock.Set(World.Nine);
        var tokens = new Dictionary<Guid, string> { [first.Id] = await World.TokenAsync(first), [second.Id] = await World.TokenAsync(second) };

        var answers = await Task.WhenAll(people.Select(pair => World.CheckInAsync(pair.Person, tokens[pair.Shift.Id])).Append(World.CheckInAsync(people[0].Person, "made-up")));

        Assert.That(answers.Take(20).Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        await answers[^1].RefusedAsync(VolunteeringErrors.CheckInCodeUnknown);
        Assert.That((await World.RecordsAsync(first)).Select(record => record.PersonId), Is.EquivalentTo(people.Where(pair => pair.Shift == first).Select(pair => pair.Person.PersonId)));
        Assert.That(await World.RecordsAsync(second), Has.Count.EqualTo(10));
    }

    [Test]
    public async Task A1_a_community_may_close_check_in_some_minutes_after_the_start()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.SetAsync(VolunteeringSettings.CheckInClosesMinutesAfter, "20");

        Clock.Set(World.Nine.AddMinutes(20).AddSeconds(1));
        await (await World.CheckInAsync(lin, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckInTooLate);

        Clock.Set(World.Nine.AddMinutes(20));
        await World.CheckInAsync(lin, shift);
    }

    [Test]
    public async Task A1_a_cancelled_or_undecided_shift_takes_nobody()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var token = await World.TokenAsync(shift);
        await World.ChangeShiftAsync(shift, s => s.Cancel("下雨"));

        await (await World.CheckInAsync(lin, token)).RefusedAsync(VolunteeringErrors.CheckInCancelled);
        Assert.That(await World.RecordsAsync(shift), Is.Empty);
    }

    [Test]
    public async Task A1_whoever_has_not_signed_up_comes_in_while_there_is_room()
    {
        var shift = await World.NewShiftAsync(places: 2);
        await World.NewVolunteerAsync(shift);
        var passer = await World.Community.NewMemberAsync("路过客");
        var second = await World.Community.NewMemberAsync("又一位");

        var answer = await World.CheckInAsync(passer, shift);

        Assert.That(answer.GetProperty("isWalkIn").GetBoolean(), Is.True);
        await (await World.CheckInAsync(second, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckInFull);
        Assert.That(await World.TakenAsync(shift), Is.EqualTo(2));
    }

    [Test]
    public async Task A1_the_last_place_goes_to_one_of_two_walk_ins()
    {
        var shift = await World.NewShiftAsync(places: 1);
        TestUser[] passers = [await World.Community.NewMemberAsync("甲一"), await World.Community.NewMemberAsync("乙二"), await World.Community.NewMemberAsync("丙三")];
        var token = await World.TokenAsync(shift);

        var answers = await Task.WhenAll(passers.Select(passer => World.CheckInAsync(passer, token)));

        Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            await refused.RefusedAsync(VolunteeringErrors.CheckInFull);
        }

        Assert.That(await World.TakenAsync(shift), Is.EqualTo(1));
    }

    [Test]
    public async Task A1_whoever_waits_on_the_list_gets_in_only_if_a_place_is_free()
    {
        var shift = await World.NewShiftAsync(places: 1);
        await World.NewVolunteerAsync(shift);
        var waiting = await World.Community.NewMemberAsync("候补人");
        await World.SignUpAsync(shift, waiting.PersonId, SignupState.Waitlisted);

        await (await World.CheckInAsync(waiting, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckInFull);
    }

    [Test]
    public async Task A1_a_walk_in_gets_a_role_place_that_asks_for_nothing()
    {
        var skill = await World.Community.NewSkillAsync();
        var shift = await World.NewShiftAsync(places: 0, roles: [new DutyRole("nurse", "护士", "Nurse", 1, skill), new DutyRole("helper", "帮手", "Helper", 1, null)]);
        var first = await World.Community.NewMemberAsync("甲一");
        var second = await World.Community.NewMemberAsync("乙二");

        await World.CheckInAsync(first, shift);

        Assert.That((await World.Community.SignupAsync(shift.Id, first.PersonId)).RoleKey, Is.EqualTo("helper"));
        await (await World.CheckInAsync(second, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckInFull);
    }

    [Test]
    public async Task A1_no_minor_walks_into_dangerous_work_whoever_lets_them_in()
    {
        var shift = await World.NewShiftAsync(isDangerous: true);
        var minor = await World.Community.NewMemberAsync("小少年", birthDate: new DateOnly(2010, 5, 1));

        await (await World.CheckInAsync(minor, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.NoMinorsInDanger);
        await (await World.Leader.Http.PostAsJsonAsync($"{World.Api}/shifts/{shift.Id}/walk-ins", new { personId = minor.PersonId, evenIfFull = true })).RefusedAsync(VolunteeringErrors.NoMinorsInDanger);
        var marked = await World.SavedAsync(World.Leader, shift, World.Mark(minor.PersonId, "Present", Clock.GetUtcNow()));
        Assert.That(marked.GetProperty("ignored")[0].GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.NoMinorsInDanger));
        Assert.That(await World.RecordsAsync(shift), Is.Empty);
    }

    [Test]
    public async Task A1_only_leaders_of_the_club_get_the_code()
    {
        var shift = await World.NewShiftAsync();
        var stranger = await World.Community.NewMemberAsync("别队长");
        await World.NewClubAsync(World.Secretary, stranger, "别的社团");
        var resident = await World.Community.NewMemberAsync("居民甲");

        await (await stranger.Http.GetAsync($"{World.Api}/shifts/{shift.Id}/check-in-code")).RefusedAsync(HttpStatusCode.Forbidden, VolunteeringErrors.NotYourClub);
        Assert.That((await resident.Http.GetAsync($"{World.Api}/shifts/{shift.Id}/check-in-code")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await World.Secretary.Http.GetAsync($"{World.Api}/shifts/{shift.Id}/check-in-code")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A2_one_scan_closes_the_first_shift_and_opens_the_second_without_gap_or_overlap()
    {
        var first = await World.NewShiftAsync(World.Nine, minutes: 60);
        var second = await World.NewShiftAsync(World.Nine.AddHours(1), minutes: 60);
        var lin = await World.NewVolunteerAsync(first);
        await World.SignUpAsync(second, lin.PersonId);
        await World.CheckInAsync(lin, first);

        Clock.Set(World.Nine.AddMinutes(67));
        var answer = await World.CheckInAsync(lin, second);

        var (before, after) = (await World.RecordAsync(first, lin.PersonId), await World.RecordAsync(second, lin.PersonId));
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("closedShiftId").GetGuid(), Is.EqualTo(first.Id));
            Assert.That(before.LeftAt, Is.EqualTo(first.EndsAt));
            Assert.That(after.ArrivedAt, Is.EqualTo(before.LeftAt));
        });
        Clock.Set(second.EndsAt);
        await World.CheckOutAsync(lin, second);
        await World.CloseAsync(second);
        Assert.That((await World.HoursAsync(lin.PersonId)).Sum(e => e.Minutes), Is.EqualTo(120));
    }

    [Test]
    public async Task A2_whoever_leaves_the_first_shift_early_for_the_second_gets_no_minute_twice()
    {
        var first = await World.NewShiftAsync(World.Nine, minutes: 60);
        var second = await World.NewShiftAsync(World.Nine.AddMinutes(30), minutes: 60);
        var lin = await World.NewVolunteerAsync(first);
        await World.CheckInAsync(lin, first);

        Clock.Set(World.Nine.AddMinutes(40));
        var passer = await (await World.CheckInAsync(lin, await World.TokenAsync(second))).JsonAsync();

        Assert.That(passer.GetProperty("closedShiftId").GetGuid(), Is.EqualTo(first.Id));
        Assert.That((await World.RecordAsync(first, lin.PersonId)).LeftAt, Is.EqualTo(World.Nine.AddMinutes(40)));
        Assert.That((await World.RecordAsync(second, lin.PersonId)).ArrivedAt, Is.EqualTo(World.Nine.AddMinutes(40)));
    }

    [Test]
    public async Task A3_a_double_scan_within_a_minute_is_one_and_answers_the_same()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var otherDevice = await World.App.SignedInAsync(lin.AccountId, lin.MembershipId);
        var token = await World.TokenAsync(shift);

        var first = await (await World.CheckInAsync(lin, token)).Content.ReadAsStringAsync();
        Clock.Advance(TimeSpan.FromSeconds(20));
        var second = await (await otherDevice.PostAsJsonAsync($"{World.Api}/check-ins", new { token })).Content.ReadAsStringAsync();
        Clock.Advance(TimeSpan.FromSeconds(39));
        var third = await (await World.CheckInAsync(lin, await World.TokenAsync(shift))).Content.ReadAsStringAsync();

        Assert.That(second, Is.EqualTo(first));
        Assert.That(third, Is.EqualTo(first));
        Clock.Advance(TimeSpan.FromSeconds(2));
        await (await World.CheckInAsync(lin, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckedInAlready);
        Assert.That(await World.RecordsAsync(shift), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A3_a_scan_after_leaving_is_refused_and_leaving_twice_is_once()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.CheckInAsync(lin, shift);
        Clock.Set(World.Nine.AddMinutes(90));
        var left = await World.CheckOutAsync(lin, shift);
        Clock.Advance(TimeSpan.FromSeconds(31));

        var again = await World.CheckOutAsync(lin, shift);
        Assert.That(again.GetProperty("leftAt").GetDateTimeOffset(), Is.EqualTo(left.GetProperty("leftAt").GetDateTimeOffset()));
        Clock.Advance(TimeSpan.FromSeconds(31));
        await (await World.CheckInAsync(lin, await World.TokenAsync(shift))).RefusedAsync(VolunteeringErrors.CheckedOutAlready);
        await (await lin.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { shiftId = shift.Id })).RefusedAsync(VolunteeringErrors.CheckedOutAlready);
    }

    [Test]
    public async Task A4_a_photo_of_the_code_is_worthless_a_minute_later()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var token = await World.TokenAsync(shift);

        Clock.Advance(TimeSpan.FromSeconds(60));
        await (await World.CheckInAsync(lin, token)).RefusedAsync(VolunteeringErrors.CheckInCodeExpired);

        Clock.Advance(TimeSpan.FromSeconds(-1));
        await (await World.CheckInAsync(lin, token)).JsonAsync();
    }

    [Test]
    public async Task A4_a_code_from_the_future_is_no_code_either()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        Clock.Advance(TimeSpan.FromSeconds(60));
        var token = await World.TokenAsync(shift);

        Clock.Advance(TimeSpan.FromSeconds(-60));
        await (await World.CheckInAsync(lin, token)).RefusedAsync(VolunteeringErrors.CheckInCodeExpired);
    }

    [Test]
    public async Task A4_a_code_serves_each_person_once()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var token = await World.TokenAsync(shift);
        await (await World.CheckInAsync(lin, token)).JsonAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        await (await lin.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { token })).JsonAsync();

        Clock.Advance(TimeSpan.FromSeconds(5));
        await (await World.CheckInAsync(lin, token)).RefusedAsync(VolunteeringErrors.CheckInCodeUsed);
    }

    [Test]
    public async Task A4_a_code_of_another_community_and_a_made_up_one_get_the_same_answer()
    {
        var shift = await World.NewShiftAsync();
        var token = await World.TokenAsync(shift);
        var elsewhere = await World.App.NewCommunityAsync();
        var stranger = await elsewhere.NewMemberAsync("外来人");

        var foreign = await (await World.CheckInAsync(stranger, token)).RefusedAsync(VolunteeringErrors.CheckInCodeUnknown);
        var broken = await (await World.CheckInAsync(stranger, token[..^2] + "AA")).RefusedAsync(VolunteeringErrors.CheckInCodeUnknown);
        var madeUp = await (await World.CheckInAsync(stranger, "不是码")).RefusedAsync(VolunteeringErrors.CheckInCodeUnknown);

        Assert.That(foreign.GetProperty("title").GetString(), Is.EqualTo(broken.GetProperty("title").GetString()).And.EqualTo(madeUp.GetProperty("title").GetString()));
        Assert.That(await World.RecordsAsync(shift), Is.Empty);
    }

    [Test]
    public async Task A4_a_forged_token_of_ones_own_community_is_unknown()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var token = await World.TokenAsync(shift);

        await (await World.CheckInAsync(lin, token[..^4] + (token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"))).RefusedAsync(VolunteeringErrors.CheckInCodeUnknown);
    }

    [Test]
    public async Task A4_one_code_seen_by_thirty_phones_makes_one_record_a_person()
    {
        var shift = await World.NewShiftAsync(places: 30);
        var users = new List<TestUser>();
        for (var index = 0; index < 6; index++)
        {
            users.Add(await World.NewVolunteerAsync(shift, $"同时{(char)('甲' + index)}"));
        }

        var token = await World.TokenAsync(shift);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(index => World.CheckInAsync(users[index % users.Count], token)));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await World.RecordsAsync(shift), Has.Count.EqualTo(6));
        Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.That((await World.CheckInAsync(users[0], token)).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Six_digits_do_what_the_picture_does_and_are_not_to_be_guessed()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var guesser = await World.NewVolunteerAsync(shift, "猜数人");
        var digits = (await World.CodeAsync(shift)).GetProperty("sixDigits").GetString();
        var wrong = digits == "000000" ? "000001" : "000000";

        await (await lin.Http.PostAsJsonAsync($"{World.Api}/check-ins", new { shiftId = shift.Id, sixDigits = digits })).JsonAsync();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await (await guesser.Http.PostAsJsonAsync($"{World.Api}/check-ins", new { shiftId = shift.Id, sixDigits = wrong })).RefusedAsync(VolunteeringErrors.CheckInCodeUnknown);
        }

        var stopped = await guesser.Http.PostAsJsonAsync($"{World.Api}/check-ins", new { shiftId = shift.Id, sixDigits = digits });
        await stopped.RefusedAsync(HttpStatusCode.TooManyRequests, FrameworkErrors.TooManyRequests);
    }

    [Test]
    public async Task A_request_with_neither_or_both_kinds_of_code_is_invalid()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        object[] requests = [new { }, new { token = "x", shiftId = shift.Id }, new { shiftId = shift.Id }, new { shiftId = shift.Id, sixDigits = "12a456" }, new { sixDigits = "123456" }];

        foreach (var request in requests)
        {
            Assert.That((await lin.Http.PostAsJsonAsync($"{World.Api}/check-ins", request)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), request.ToString());
        }
    }

    [Test]
    public async Task Leaving_without_the_code_is_allowed_unless_the_community_wants_it_but_is_no_proof()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.CheckInAsync(lin, shift);
        Clock.Set(shift.EndsAt);
        await World.SetAsync(VolunteeringSettings.CheckOutNeedsCode, "1");
        await (await lin.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { shiftId = shift.Id })).RefusedAsync(VolunteeringErrors.CheckOutNeedsCode);
        await World.SetAsync(VolunteeringSettings.CheckOutNeedsCode, null);

        await (await lin.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { shiftId = shift.Id })).JsonAsync();

        var hours = await World.TheHoursAsync(lin.PersonId);
        Assert.That((hours.State, hours.Grade, hours.Minutes), Is.EqualTo((Volunteering.Hours.HoursState.Proposed, Volunteering.Hours.EvidenceGrade.RollCall, 120)));
    }

    [Test]
    public async Task A_leader_checks_somebody_out_and_nobody_else_may()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        var other = await World.NewVolunteerAsync(shift, "另一人");
        await World.CheckInAsync(lin, shift);
        Clock.Set(World.Nine.AddHours(1));

        Assert.That((await other.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { shiftId = shift.Id, personId = lin.PersonId })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        await (await World.Leader.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { shiftId = shift.Id, personId = lin.PersonId })).JsonAsync();

        var record = await World.RecordAsync(shift, lin.PersonId);
        Assert.That((record.LeftBy, record.NotedBy), Is.EqualTo(((AttendanceMeans?)AttendanceMeans.RollCall, (Guid?)World.Leader.PersonId)));
        await (await other.Http.PostAsJsonAsync($"{World.Api}/check-outs", new { shiftId = shift.Id })).RefusedAsync(VolunteeringErrors.NotCheckedIn);
    }

    [Test]
    public async Task A_clock_that_jumps_back_lets_nobody_leave_before_they_came()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        Clock.Set(World.Nine.AddMinutes(10));
        await World.CheckInAsync(lin, shift);
        Clock.Set(World.Nine.AddMinutes(5));

        var left = await World.CheckOutAsync(lin, shift);

        Assert.That(left.GetProperty("leftAt").GetDateTimeOffset(), Is.EqualTo(left.GetProperty("arrivedAt").GetDateTimeOffset()));
    }

    private static async Task<HttpResponseMessage> SendAsync(TestUser person, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/volunteering/check-ins") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await person.Http.SendAsync(request);
    }
}
