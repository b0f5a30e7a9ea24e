using System.Net;
using System.Net.Http.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Signups;
using static Volunteer.Volunteering.Tests.ShiftMother;

namespace Volunteer.Volunteering.Tests.Signups;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class SignUpForShiftTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
    }

    [Test]
    public async Task S1_hundred_requests_for_one_place_confirm_exactly_one()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 1 });
        var people = await PeopleAsync(100);

        var answers = await Task.WhenAll(people.Select(person => person.SignUpAsync(shift)));

        var bodies = await Task.WhenAll(answers.Select(answer => answer.JsonAsync()));
        var numbers = bodies.Where(body => body.Text("state") == "Waitlisted").Select(body => body.GetProperty("waitlistNumber").GetInt32()).Order();
        Assert.That(bodies.Count(body => body.Text("state") == "Confirmed"), Is.EqualTo(1));
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, 99)));
        var rows = await _community.SignupsAsync(shift);
        Assert.That(rows.Select(row => row.PersonId), Is.EquivalentTo(people.Select(person => person.PersonId)));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task S1_role_places_are_as_safe_as_general_ones()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 0, Roles = [Role("tea", 3)] });
        var people = await PeopleAsync(30);

        var bodies = await Task.WhenAll(people.Select(person => person.SignedUpAsync(shift, "tea")));

        Assert.That(bodies.Count(body => body.Text("state") == "Confirmed"), Is.EqualTo(3));
        Assert.That(
            bodies.Where(body => body.Text("state") == "Waitlisted").Select(body => body.GetProperty("waitlistNumber").GetInt32()).Order(),
            Is.EqualTo(Enumerable.Range(1, 27)));
        Assert.That((await _community.ShiftAsync(shift)).Roles.Single().Taken, Is.EqualTo(3));
    }

    [Test]
    public async Task S2_fifty_repeats_of_one_request_make_one_entry_and_give_one_answer()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 5 });
        var person = await _community.NewMemberAsync();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync()));

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers[0], Does.Contain("Confirmed"));
        Assert.That(await _community.SignupsAsync(shift), Has.Count.EqualTo(1));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));

        async Task<string> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/shifts/{shift}/signups") { Content = JsonContent.Create(new { }) };
            request.Headers.Add("Idempotency-Key", key);
            return await (await person.Http.SendAsync(request)).Content.ReadAsStringAsync();
        }
    }

    [Test]
    public async Task S2_a_key_that_was_used_for_another_shift_is_422_in_the_middle_of_a_crowd()
    {
        var (first, second) = (await _community.NewShiftAsync(), await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddDays(2), Places = 50 }));
        var key = Guid.NewGuid().ToString();
        var person = await _community.NewMemberAsync();
        await (await SendAsync(person, first, key)).JsonAsync();
        var crowd = await PeopleAsync(20);

        var answers = await Task.WhenAll(crowd.Select(other => SendAsync(other, second, key)).Append(SendAsync(person, second, key)));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(20));
        Assert.That(answers[^1].StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await _community.SignupsAsync(second)).Select(row => row.PersonId), Is.EquivalentTo(crowd.Select(other => other.PersonId)));
        Assert.That((await _community.ShiftAsync(second)).Taken, Is.EqualTo(20));
    }

    [Test]
    public async Task S2_a_late_repeat_gets_the_old_answer_even_after_withdrawing()
    {
        var shift = await _community.NewShiftAsync();
        var person = await _community.NewMemberAsync();
        var key = Guid.NewGuid().ToString();
        var first = await (await SendAsync(person, shift, key)).Content.ReadAsStringAsync();
        (await person.Http.DeleteAsync($"{Api}/shifts/{shift}/signups/mine")).EnsureSuccessStatusCode();

        var again = await SendAsync(person, shift, key);

        Assert.That(await again.Content.ReadAsStringAsync(), Is.EqualTo(first));
        Assert.That(again.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.Zero);
    }

    [Test]
    public async Task S1_refusals_in_a_crowd_cost_nobody_else_their_place()
    {
        var busy = await _community.NewShiftAsync(new ShiftWish { Places = 50 });
        var wanted = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddMinutes(30), Places = 10 });
        var people = await PeopleAsync(40);
        foreach (var person in people.Where((_, index) => index % 2 == 0))
        {
            await person.SignedUpAsync(busy);
        }

        var answers = await Task.WhenAll(people.Select(person => person.SignUpAsync(wanted)).Append(people[1].SignUpAsync(Guid.NewGuid())));

        Assert.That(answers.Where((_, index) => index < 40 && index % 2 == 0).Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(answers.Where((_, index) => index % 2 == 1).Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(answers[^1].StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var rows = await _community.SignupsAsync(wanted);
        Assert.That(rows.Count(row => row.State == SignupState.Confirmed), Is.EqualTo(10));
        Assert.That(rows.Select(row => row.WaitlistNumber).OfType<int>().Order(), Is.EqualTo(Enumerable.Range(1, 10)));
    }

    [Test]
    public async Task S2_a_second_request_without_a_key_is_refused_in_words()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 5 });
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(shift);

        await (await person.SignUpAsync(shift)).RefusedAsync(VolunteeringErrors.AlreadySignedUp);
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task S3_two_devices_and_two_overlapping_shifts_at_once_leave_exactly_one()
    {
        for (var round = 0; round < 10; round++)
        {
            var first = await _community.NewShiftAsync();
            var second = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddMinutes(30) });
            var person = await _community.NewMemberAsync();
            Guid[] order = round % 2 == 0 ? [first, second] : [second, first];

            var answers = await Task.WhenAll(order.Select(shift => person.SignUpAsync(shift)));

            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
            await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK).RefusedAsync(VolunteeringErrors.Overlaps);
            Assert.That((await _community.ShiftAsync(first)).Taken + (await _community.ShiftAsync(second)).Taken, Is.EqualTo(1));
        }
    }

    [TestCase("2026-03-05 09:00", 90, false, Description = "identical")]
    [TestCase("2026-03-05 09:30", 30, false, Description = "contained")]
    [TestCase("2026-03-05 08:00", 300, false, Description = "containing")]
    [TestCase("2026-03-05 08:00", 61, false, Description = "left")]
    [TestCase("2026-03-05 10:29", 60, false, Description = "right")]
    [TestCase("2026-03-05 08:00", 60, true, Description = "touching before")]
    [TestCase("2026-03-05 10:30", 60, true, Description = "touching after")]
    public async Task S4_overlap_matrix(string start, int minutes, bool isFine)
    {
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(await _community.NewShiftAsync());
        var other = await _community.NewShiftAsync(new ShiftWish { StartsAt = Shanghai(start), Minutes = minutes });

        var answer = await person.SignUpAsync(other);

        if (isFine)
        {
            await answer.JsonAsync();
        }
        else
        {
            await answer.RefusedAsync(VolunteeringErrors.Overlaps);
        }
    }

    [Test]
    public async Task S4_a_shift_across_midnight_clashes_on_both_sides_of_it()
    {
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(await _community.NewShiftAsync(new ShiftWish { StartsAt = Shanghai("2026-03-05 22:00"), Minutes = 240 }));
        var after = await _community.NewShiftAsync(new ShiftWish { StartsAt = Shanghai("2026-03-06 01:00") });
        var touching = await _community.NewShiftAsync(new ShiftWish { StartsAt = Shanghai("2026-03-06 02:00") });

        await (await person.SignUpAsync(after)).RefusedAsync(VolunteeringErrors.Overlaps);
        await person.SignedUpAsync(touching);
    }

    [Test]
    public async Task S4_a_clash_in_another_community_warns_and_tells_nothing_of_it()
    {
        var other = await _app.NewCommunityAsync();
        var person = await _community.NewMemberAsync();
        var there = await other.JoinAsync(person);
        var busy = await other.NewShiftAsync(new ShiftWish { Title = "外社区的秘密巡逻" });
        await there.SignedUpAsync(busy);
        var shift = await _community.NewShiftAsync();
        var touching = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddMinutes(90) });

        var answer = await person.SignUpAsync(shift);

        var body = await answer.JsonAsync();
        Assert.That(body.Text("state"), Is.EqualTo("Confirmed"));
        Assert.That(body.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()), Is.EqualTo(new[] { VolunteeringErrors.ClashElsewhere }));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(text, Does.Not.Contain("秘密").And.Not.Contain(other.TenantId.ToString()).And.Not.Contain(busy.ToString()));
        Assert.That((await person.SignedUpAsync(touching)).GetProperty("warnings").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task S5_with_a_minimum_rest_touching_is_refused()
    {
        var secretary = await _community.NewSecretaryAsync();
        await secretary.SetAsync(VolunteeringSettings.MinimumRestMinutes, 30);
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(await _community.NewShiftAsync());

        var touching = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddMinutes(90) });
        var contained = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddMinutes(40), Minutes = 10 });
        var rested = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddMinutes(120) });

        await (await person.SignUpAsync(touching)).RefusedAsync(VolunteeringErrors.RestTooShort);
        await (await person.SignUpAsync(contained)).RefusedAsync(VolunteeringErrors.Overlaps);
        await person.SignedUpAsync(rested);
    }

    [Test]
    public async Task S6_waitlisted_and_withdrawn_entries_are_no_conflict_and_take_no_place()
    {
        var full = await _community.NewShiftAsync();
        await (await _community.NewMemberAsync()).SignedUpAsync(full);
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(full);
        var left = await _community.NewShiftAsync();
        await person.SignedUpAsync(left);
        await (await person.WithdrawAsync(left)).JsonAsync();
        var same = await _community.NewShiftAsync();

        Assert.That((await person.SignedUpAsync(same)).Text("state"), Is.EqualTo("Confirmed"));
        Assert.That((await (await _community.NewMemberAsync()).SignedUpAsync(left)).Text("state"), Is.EqualTo("Confirmed"));
    }

    [Test]
    public async Task S7_general_places_full_and_the_first_aid_place_is_for_those_who_can()
    {
        var skill = await _community.NewSkillAsync();
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 2, Roles = [Role("first-aid", 1, skill)] });
        var people = await PeopleAsync(4);
        await people[0].SignedUpAsync(shift);
        await people[1].SignedUpAsync(shift);
        await _community.GiveSkillAsync(people[3].PersonId, skill);

        await (await people[2].SignUpAsync(shift, "first-aid")).RefusedAsync(VolunteeringErrors.SkillMissing);
        Assert.That((await people[2].SignedUpAsync(shift)).Text("state"), Is.EqualTo("Waitlisted"));
        Assert.That((await people[3].SignedUpAsync(shift, "first-aid")).Text("state"), Is.EqualTo("Confirmed"));
    }

    [Test]
    public async Task S21_a_minor_without_a_guardian_is_refused_and_comes_of_age_until_the_shift()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 5 });
        var child = await _community.NewMemberAsync("小雨", new DateOnly(2013, 1, 1));
        var almost = await _community.NewMemberAsync("小松", new DateOnly(2008, 3, 6));
        var justAdult = await _community.NewMemberAsync("小柏", new DateOnly(2008, 3, 5));

        await (await child.SignUpAsync(shift)).RefusedAsync(VolunteeringErrors.GuardianNeeded);
        await (await almost.SignUpAsync(shift)).RefusedAsync(VolunteeringErrors.GuardianNeeded);
        Assert.That((await justAdult.SignedUpAsync(shift)).Text("state"), Is.EqualTo("Confirmed"));
    }

    [Test]
    public async Task S26_sign_up_opens_at_eight_on_the_servers_clock()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { OpensDaysBefore = 2 });
        var person = await _community.NewMemberAsync();

        _app.Clock.Set(Shanghai("2026-03-03 08:00").AddMilliseconds(-1));
        var early = await (await person.SignUpAsync(shift)).RefusedAsync(VolunteeringErrors.SignUpNotOpen);
        _app.Clock.Set(Shanghai("2026-03-03 08:00"));

        Assert.That(early.GetProperty("details").GetProperty("opensAt").GetDateTimeOffset(), Is.EqualTo(Shanghai("2026-03-03 08:00")));
        await person.SignedUpAsync(shift);
    }

    [Test]
    public async Task A_started_or_cancelled_shift_is_refused_and_nothing_changes()
    {
        var cancelled = await _community.NewShiftAsync();
        await _community.ChangeShiftAsync(cancelled, (shift, changes) =>
        {
            shift.Cancel("下大雨");
            return changes.ShiftCancelledAsync(shift, CancellationToken.None);
        });
        var started = await _community.NewShiftAsync(new ShiftWish { StartsAt = FakeClock.Default });
        var person = await _community.NewMemberAsync();

        await (await person.SignUpAsync(cancelled)).RefusedAsync(VolunteeringErrors.ShiftCancelled);
        await (await person.SignUpAsync(started)).RefusedAsync(VolunteeringErrors.ShiftStarted);
        Assert.That(await _community.SignupsAsync(started), Is.Empty);
        Assert.That(await _community.SignupsAsync(cancelled), Is.Empty);
    }

    [Test]
    public async Task A_risk_has_to_be_accepted()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Risk = "要搬重物" });
        var person = await _community.NewMemberAsync();

        var refused = await (await person.SignUpAsync(shift)).RefusedAsync(VolunteeringErrors.RiskNotAccepted);
        Assert.That(refused.Text("title"), Does.Contain("要搬重物"));
        await (await person.SignUpAsync(shift, acceptRisk: true)).JsonAsync();
    }

    [Test]
    public async Task The_hours_of_one_day_have_a_ceiling()
    {
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(await _community.NewShiftAsync(new ShiftWish { StartsAt = Shanghai("2026-03-05 06:00"), Minutes = 480 }));
        var evening = await _community.NewShiftAsync(new ShiftWish { StartsAt = Shanghai("2026-03-05 18:00"), Minutes = 241 });

        await (await person.SignUpAsync(evening)).RefusedAsync(VolunteeringErrors.DailyCeiling);
    }

    [Test]
    public async Task S28_a_foreign_shift_and_no_shift_are_the_same_404_in_every_verb()
    {
        var other = await _app.NewCommunityAsync();
        var foreign = await other.NewShiftAsync();
        var stranger = await other.NewMemberAsync();
        var foreignSignup = (await stranger.SignedUpAsync(foreign)).GetProperty("signupId").GetGuid();
        var secretary = await _community.NewSecretaryAsync();
        var mine = await _community.NewShiftAsync();
        var (noShift, noSignup) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Func<Guid, Guid, Guid, HttpRequestMessage>[] calls =
        [
            (shift, _, _) => new(HttpMethod.Get, $"{Api}/shifts/{shift}"),
            (shift, _, _) => new(HttpMethod.Get, $"{Api}/shifts/{shift}/roster"),
            (shift, _, _) => new(HttpMethod.Post, $"{Api}/shifts/{shift}/signups") { Content = JsonContent.Create(new { }) },
            (shift, _, _) => new(HttpMethod.Post, $"{Api}/shifts/{shift}/signups/proxy") { Content = JsonContent.Create(new { personId = secretary.PersonId }) },
            (_, _, person) => new(HttpMethod.Post, $"{Api}/shifts/{mine}/signups/proxy") { Content = JsonContent.Create(new { personId = person }) },
            (shift, _, _) => new(HttpMethod.Delete, $"{Api}/shifts/{shift}/signups/mine"),
            (shift, signup, _) => new(HttpMethod.Delete, $"{Api}/shifts/{shift}/signups/{signup}") { Content = JsonContent.Create(new { reason = "试" }) },
            (_, signup, _) => new(HttpMethod.Delete, $"{Api}/shifts/{mine}/signups/{signup}") { Content = JsonContent.Create(new { reason = "试" }) },
            (_, signup, _) => new(HttpMethod.Post, $"{Api}/offers/{signup}/acceptance"),
            (_, signup, _) => new(HttpMethod.Post, $"{Api}/offers/{signup}/refusal"),
            (_, signup, _) => new(HttpMethod.Post, $"{Api}/signups/{signup}/reconfirmation"),
        ];

        foreach (var call in calls)
        {
            Assert.That(await AnswerAsync(call(foreign, foreignSignup, stranger.PersonId)), Is.EqualTo(await AnswerAsync(call(noShift, noSignup, Guid.CreateVersion7()))));
        }

        Assert.That((await other.SignupsAsync(foreign)).Single().State, Is.EqualTo(SignupState.Confirmed));

        async Task<string> AnswerAsync(HttpRequestMessage request)
        {
            using (request)
            {
                var answer = await secretary.Http.SendAsync(request);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), request.RequestUri?.ToString());
                var problem = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
                problem.Remove("traceId");
                return problem.ToJsonString();
            }
        }
    }

    [Test]
    public async Task S28_somebody_elses_offer_is_as_unknown_as_none()
    {
        var shift = await _community.NewShiftAsync();
        var owner = await _community.NewMemberAsync();
        var signup = (await owner.SignedUpAsync(shift)).GetProperty("signupId").GetGuid();

        var answer = await (await _community.NewMemberAsync()).AcceptAsync(signup);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_list_shows_what_is_open_to_me_and_why_not_for_the_rest()
    {
        var person = await _community.NewMemberAsync();
        var skill = await _community.NewSkillAsync();
        var taken = await _community.NewShiftAsync(new ShiftWish { Places = 3 });
        await person.SignedUpAsync(taken);
        var clashing = await _community.NewShiftAsync();
        var free = await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddHours(8), Places = 2, Roles = [Role("first-aid", 1, skill)] });
        await _community.NewShiftAsync(new ShiftWish { WhoMayCome = WhoMayCome.ClubMembers });
        await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddDays(30) });

        var list = await (await person.Http.GetAsync($"{Api}/my/open-shifts")).JsonAsync();

        var items = list.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("shiftId").GetGuid());
        Assert.That(items.Keys, Is.EquivalentTo(new[] { taken, clashing, free }));
        Assert.That(list.GetProperty("items")[2].GetProperty("shiftId").GetGuid(), Is.EqualTo(clashing), "what is possible comes first");
        Assert.That(items[taken].GetProperty("mine").Text("state"), Is.EqualTo("Confirmed"));
        Assert.That(items[taken].GetProperty("placesLeft").GetInt32(), Is.EqualTo(2));
        Assert.That(items[clashing].GetProperty("cannot").Text("code"), Is.EqualTo(VolunteeringErrors.Overlaps));
        Assert.That(items[clashing].GetProperty("cannot").Text("text"), Is.EqualTo("您在这段时间已经有别的班次。"));
        Assert.That(items[free].GetProperty("cannot").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(items[free].GetProperty("roles")[0].GetProperty("cannot").Text("code"), Is.EqualTo(VolunteeringErrors.SkillMissing));
    }

    [TestCase("days=0")]
    [TestCase("days=63")]
    [TestCase("from=0001-01-01")]
    [TestCase("from=9999-12-31")]
    [TestCase("from=2026-02-30")]
    public async Task The_list_refuses_a_range_that_makes_no_sense(string query)
    {
        var answer = await (await _community.NewMemberAsync()).Http.GetAsync($"{Api}/my/open-shifts?{query}");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Who_comes_too_is_told_only_to_those_who_come()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 2 });
        var comes = await _community.NewMemberAsync("王秀英");
        await comes.SignedUpAsync(shift);
        var looksOn = await _community.NewMemberAsync("赵文兰");

        var inside = await (await comes.Http.GetAsync($"{Api}/shifts/{shift}")).JsonAsync();
        var outside = await (await looksOn.Http.GetAsync($"{Api}/shifts/{shift}")).JsonAsync();

        Assert.That(inside.GetProperty("names").EnumerateArray().Select(name => name.GetString()), Is.EqualTo(new[] { "秀英" }));
        Assert.That(outside.GetProperty("names").GetArrayLength(), Is.Zero);
        Assert.That(outside.GetProperty("coming").GetInt32(), Is.EqualTo(1));
        Assert.That(outside.Text("description"), Is.EqualTo("请带手套。"));
    }

    private static async Task<HttpResponseMessage> SendAsync(TestUser person, Guid shift, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/shifts/{shift}/signups") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Idempotency-Key", key);
        return await person.Http.SendAsync(request);
    }

    private async Task<TestUser[]> PeopleAsync(int count)
    {
        var people = new List<TestUser>();
        for (var index = 0; index < count; index++)
        {
            people.Add(await _community.NewMemberAsync($"志愿者{index}"));
        }

        return [.. people];
    }
}
