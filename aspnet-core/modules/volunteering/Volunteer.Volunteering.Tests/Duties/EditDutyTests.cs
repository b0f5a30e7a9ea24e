using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Duties;

/// <summary>R11 to R14: one date, this and following, all to come; what is committed is what was previewed.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class EditDutyTests(DatabaseProvider database)
{
    private static readonly string[] Fridays =
        ["2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27", "2026-04-03", "2026-04-10", "2026-04-17", "2026-04-24"];

    private TestApp _app = null!;
    private DutyStage _stage = null!;
    private Guid _duty;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _stage = await DutyStage.NewAsync(_app);
        _stage.TodayIs("2026-03-02");
        _duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-03-02"));
    }

    [Test]
    public async Task R11_a_moved_date_keeps_its_people_and_its_old_slot_never_comes_back_whatever_the_series_does()
    {
        var shift = await _stage.ShiftAsync(_duty, "2026-03-20");
        var member = await _stage.SignedUpAsync(shift.Id);
        await _stage.EditAsync(_duty, "This", new { date = "2026-03-21", startTime = "10:00" }, shift.Id);
        await MovedOnceAsync();

        // Shortened before it, then longer again; another weekday and back; split before it; regenerated.
        await _stage.EditAsync(_duty, "All", new { endDate = "2026-03-13" });
        await MovedOnceAsync();
        await _stage.EditAsync(_duty, "All", new { noEnd = true });
        await MovedOnceAsync();
        await _stage.EditAsync(_duty, "All", new { rule = "FREQ=WEEKLY;BYDAY=WE" });
        await MovedOnceAsync();
        await _stage.EditAsync(_duty, "All", new { rule = "FREQ=WEEKLY;BYDAY=FR", startTime = "08:00" });
        await MovedOnceAsync();
        var (_, later) = await _stage.EditAsync(_duty, "Following", new { startTime = "08:30" }, (await _stage.ShiftAsync(_duty, "2026-03-13")).Id);
        await MovedOnceAsync();
        await (await _stage.PostAsync($"duties/{later}/pause")).JsonlessAsync();
        await (await _stage.PostAsync($"duties/{later}/resumption")).JsonlessAsync();
        await _stage.GenerateAsync();
        await MovedOnceAsync();

        var days = (await _stage.ShiftsAsync(_duty)).OpenDays();
        Assert.Multiple(async () =>
        {
            Assert.That(days, Is.EqualTo(Fridays.Select(day => day == "2026-03-20" ? "2026-03-21" : day)));
            Assert.That((await _stage.Community.SignupAsync(shift.Id, member.PersonId)).State, Is.EqualTo(SignupState.Confirmed));
        });

        async Task MovedOnceAsync()
        {
            var now = await _stage.ShiftsAsync(_duty);
            var moved = now.Single(s => s.Id == shift.Id);
            Assert.Multiple(() =>
            {
                Assert.That(moved.LocalDate.Iso(), Is.EqualTo("2026-03-21"));
                Assert.That(moved.StartsAt, Is.EqualTo(new DateTimeOffset(2026, 3, 21, 10, 0, 0, TimeSpan.FromHours(8))));
                Assert.That(moved.State, Is.EqualTo(ShiftState.Open));
                Assert.That(now.Where(s => s.LocalDate.Iso() == "2026-03-20"), Is.Empty);
            });
        }
    }

    [Test]
    public async Task R11_a_cancelled_date_never_comes_back()
    {
        var shift = await _stage.ShiftAsync(_duty, "2026-03-20");
        var member = await _stage.SignedUpAsync(shift.Id);
        await _stage.EditAsync(_duty, "This", new { cancel = true }, shift.Id);
        await _stage.EditAsync(_duty, "All", new { endDate = "2026-03-13" });
        await _stage.EditAsync(_duty, "All", new { noEnd = true, startTime = "10:00" });
        await _stage.EditAsync(_duty, "Following", new { minutes = 60 }, (await _stage.ShiftAsync(_duty, "2026-03-13")).Id);
        await _stage.GenerateAsync();

        Assert.Multiple(async () =>
        {
            Assert.That((await _stage.ShiftsAsync(_duty)).OpenDays(), Is.EqualTo(Fridays.Where(day => day != "2026-03-20")));
            Assert.That((await _stage.ShiftAsync(_duty, "2026-03-20")).ChangeReason, Is.EqualTo("天气原因"));
            Assert.That((await _stage.Community.SignupAsync(shift.Id, member.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
        });
    }

    [Test]
    public async Task R12_one_date_changes_alone()
    {
        await _stage.EditAsync(_duty, "This", new { startTime = "14:00", minutes = 60 }, (await _stage.ShiftAsync(_duty, "2026-03-13")).Id);

        var hours = (await _stage.ShiftsAsync(_duty)).Select(Hour).ToList();

        Assert.That(hours, Is.EqualTo(new[] { 9, 14, 9, 9, 9, 9, 9, 9 }));
    }

    [Test]
    public async Task R12_this_and_following_splits_the_series_and_leaves_the_past_alone()
    {
        _stage.TodayIs("2026-03-15");
        var before = await _stage.ShiftsAsync(_duty);
        var (preview, later) = await _stage.EditAsync(_duty, "Following", new { startTime = "14:00" }, (await _stage.ShiftAsync(_duty, "2026-03-27")).Id);
        await _stage.GenerateAsync();

        var shifts = await _stage.ShiftsAsync(_duty);
        var (first, second) = (await _stage.StoredAsync(_duty), await _stage.StoredAsync(later));
        Assert.Multiple(() =>
        {
            Assert.That(preview.GetProperty("counts").Number("moved"), Is.EqualTo(5));
            Assert.That(second.SeriesId, Is.EqualTo(first.SeriesId));
            Assert.That(first.EndDate!.Value.Iso(), Is.EqualTo("2026-03-26"));
            Assert.That(shifts.Select(shift => shift.OriginalDate.Iso()), Is.EqualTo(Fridays.Append("2026-05-01").Append("2026-05-08")));
            Assert.That(shifts.Select(Hour), Is.EqualTo(new[] { 9, 9, 9, 14, 14, 14, 14, 14, 14, 14 }));
            Assert.That(shifts.Take(3).Select(shift => (shift.Id, shift.Version)), Is.EqualTo(before.Take(3).Select(shift => (shift.Id, shift.Version))), "untouched");
            Assert.That(shifts.Take(3).Select(shift => shift.DutyId), Is.All.EqualTo(_duty));
            Assert.That(shifts.Skip(3).Select(shift => shift.DutyId), Is.All.EqualTo(later));
        });
    }

    [Test]
    public async Task R12_this_and_following_keeps_every_second_week_in_step_and_counts_on()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=4", "2026-03-09"));
        var expected = new[] { "2026-03-09", "2026-03-23", "2026-04-06", "2026-04-20" };

        var (_, later) = await _stage.EditAsync(duty, "Following", new { places = 4 }, (await _stage.ShiftAsync(duty, "2026-03-23")).Id);
        _stage.TodayIs("2026-03-30");
        await _stage.GenerateAsync();

        Assert.Multiple(async () =>
        {
            Assert.That((await _stage.ShiftsAsync(duty)).OpenDays(), Is.EqualTo(expected));
            Assert.That((await _stage.StoredAsync(later)).Places, Is.EqualTo(4));
            Assert.That((await _stage.StoredAsync(duty)).Places, Is.EqualTo(10));
        });
    }

    [Test]
    public async Task R12_all_changes_every_date_to_come_and_none_that_has_begun()
    {
        _stage.TodayIs("2026-03-20", "09:30");
        await _stage.EditAsync(_duty, "All", new { startTime = "18:00" });

        Assert.That((await _stage.ShiftsAsync(_duty)).Select(Hour), Is.EqualTo(new[] { 9, 9, 9, 18, 18, 18, 18, 18, 18, 18 }));
    }

    [Test]
    public async Task R12_a_date_that_has_begun_is_not_edited()
    {
        var shift = await _stage.ShiftAsync(_duty, "2026-03-06");
        _stage.TodayIs("2026-03-06", "09:05");

        await (await _stage.PreviewAsync(_duty, "This", new { cancel = true }, shift.Id)).RefusedAsync("Volunteering:ShiftNotEditable");
    }

    [Test]
    public async Task R12_cancelling_this_and_following_ends_the_series_there()
    {
        var member = await _stage.SignedUpAsync((await _stage.ShiftAsync(_duty, "2026-04-03")).Id);
        var (preview, _) = await _stage.EditAsync(_duty, "Following", new { cancel = true }, (await _stage.ShiftAsync(_duty, "2026-03-20")).Id);
        _stage.TodayIs("2026-03-30");
        await _stage.GenerateAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(preview.GetProperty("counts").Number("cancelled"), Is.EqualTo(6));
            Assert.That(preview.Items("people").Single().Text("name"), Is.EqualTo("林小满"));
            Assert.That((await _stage.ShiftsAsync(_duty)).OpenDays(), Is.EqualTo(Fridays.Take(2)));
            Assert.That((await _stage.Community.SignupAsync((await _stage.ShiftAsync(_duty, "2026-04-03")).Id, member.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
        });
    }

    [Test]
    public async Task R13_another_place_at_the_same_time_is_told_once_and_asks_for_no_new_yes()
    {
        var other = (await (await _stage.PostAsync("places", new { name = "36号院大门", nameEn = "Gate 36", address = "槐香路36号" })).JsonAsync()).GetProperty("id").GetGuid();
        var shift = await _stage.ShiftAsync(_duty, "2026-03-20");
        var member = await _stage.SignedUpAsync(shift.Id, "郝爱兰");

        await _stage.EditAsync(_duty, "All", new { placeId = other });
        await _stage.EditAsync(_duty, "All", new { placeId = other });

        var kept = await _stage.Community.SignupAsync(shift.Id, member.PersonId);
        var told = (await _stage.Community.MessagesAsync()).Single(message => message.PersonId == member.PersonId && message.Template == "Volunteering.Mail.Relocated");
        Assert.Multiple(() =>
        {
            Assert.That((told.Text("place"), told.Text("from"), told.Text("reason")), Is.EqualTo(("36号院大门", "09:00", "天气原因")));
            Assert.That((kept.State, kept.NeedsReconfirmation), Is.EqualTo((SignupState.Confirmed, false)), "the time they promised is the same");
        });
    }

    [Test]
    public async Task R13_another_place_of_the_duty_itself_is_told_to_those_who_are_coming()
    {
        var other = (await (await _stage.PostAsync("places", new { name = "36号院大门", nameEn = "Gate 36", address = "槐香路36号" })).JsonAsync()).GetProperty("id").GetGuid();
        var member = await _stage.SignedUpAsync((await _stage.ShiftAsync(_duty, "2026-03-20")).Id, "郝爱兰");
        var duty = await _stage.GetAsync(_duty);

        await (await _stage.Leader.Http.PutAsJsonAsync($"{DutyStage.Api}/duties/{_duty}", new
        {
            text = new { title = "大扫除", titleEn = "Clean-up", description = "自带手套。" },
            placeId = other,
            kind = "Volunteering",
            who = new { places = 10, roles = Array.Empty<object>() },
            version = duty.Number("version"),
        })).JsonlessAsync();

        Assert.That((await _stage.Community.MessagesToAsync(member.PersonId)).Count(message => message == "Relocated"), Is.EqualTo(1));
    }

    [Test]
    public async Task R13_what_was_changed_on_one_date_is_not_overwritten_by_a_change_of_all()
    {
        var other = (await (await _stage.PostAsync("places", new { name = "36号院大门", address = "槐香路36号" })).JsonAsync()).GetProperty("id").GetGuid();
        var special = (await _stage.ShiftAsync(_duty, "2026-03-13")).Id;
        await _stage.EditAsync(_duty, "This", new { text = new { title = "慰问环卫工", description = "带热水。" } }, special);
        await _stage.EditAsync(_duty, "This", new { places = 3 }, (await _stage.ShiftAsync(_duty, "2026-03-20")).Id);
        await _stage.EditAsync(_duty, "This", new { placeId = other }, (await _stage.ShiftAsync(_duty, "2026-03-27")).Id);

        await _stage.EditAsync(_duty, "All", new { startTime = "10:00", places = 20, text = new { title = "大扫除（新）", description = "自带手套和水。" } });

        var shifts = await _stage.ShiftsAsync(_duty);
        Assert.Multiple(() =>
        {
            Assert.That(shifts.Select(Hour), Is.All.EqualTo(10), "the time was not special on any of them");
            Assert.That(shifts.Take(4).Select(shift => shift.Title), Is.EqualTo(new[] { "大扫除（新）", "慰问环卫工", "大扫除（新）", "大扫除（新）" }));
            Assert.That(shifts[1].Description, Is.EqualTo("带热水。"));
            Assert.That(shifts.Take(4).Select(shift => shift.Places), Is.EqualTo(new[] { 20, 20, 3, 20 }));
            Assert.That(shifts.Take(4).Select(shift => shift.PlaceId), Is.EqualTo(new[] { _stage.PlaceId, _stage.PlaceId, _stage.PlaceId, other }));
        });
    }

    [Test]
    public async Task R13_a_change_of_the_duty_itself_reaches_the_dates_to_come_and_only_them()
    {
        await _stage.EditAsync(_duty, "This", new { text = new { title = "慰问环卫工", description = "带热水。" } }, (await _stage.ShiftAsync(_duty, "2026-03-13")).Id);
        _stage.TodayIs("2026-03-07");
        var body = new
        {
            text = new { title = "楼道清洁", description = "各楼道。" },
            placeId = _stage.PlaceId,
            kind = "Volunteering",
            who = new { places = 6, roles = new[] { new { key = "tools", name = "工具发放", places = 2 } } },
            version = (await _stage.GetAsync(_duty)).Number("version"),
        };

        await (await _stage.Leader.Http.PutAsJsonAsync($"{DutyStage.Api}/duties/{_duty}", body)).JsonlessAsync();
        await (await _stage.Leader.Http.PutAsJsonAsync($"{DutyStage.Api}/duties/{_duty}", body)).RefusedAsync("Platform:Stale");

        var shifts = await _stage.ShiftsAsync(_duty);
        Assert.Multiple(() =>
        {
            Assert.That(shifts.Take(3).Select(shift => shift.Title), Is.EqualTo(new[] { "大扫除", "慰问环卫工", "楼道清洁" }));
            Assert.That(shifts.Take(3).Select(shift => shift.Places), Is.EqualTo(new[] { 10, 6, 6 }));
            Assert.That(shifts.Take(3).Select(shift => shift.Roles.Count), Is.EqualTo(new[] { 0, 1, 1 }));
        });
    }

    [Test]
    public async Task R14_what_is_committed_is_what_was_previewed()
    {
        var kept = await _stage.SignedUpAsync((await _stage.ShiftAsync(_duty, "2026-03-13")).Id);
        var change = new { rule = "FREQ=WEEKLY;BYDAY=WE" };
        var preview = await (await _stage.PreviewAsync(_duty, "All", change)).JsonAsync();
        var untouched = await _stage.ShiftsAsync(_duty);

        var done = await (await _stage.CommitAsync(_duty, "All", change, preview.Text("fingerprint")!)).JsonAsync();

        var after = await _stage.ShiftsAsync(_duty);
        var counts = preview.GetProperty("counts");
        Assert.Multiple(() =>
        {
            Assert.That(untouched.OpenDays(), Is.EqualTo(Fridays), "a preview changes nothing");
            Assert.That(done.GetProperty("counts").ToString(), Is.EqualTo(counts.ToString()));
            Assert.That((counts.Number("removed"), counts.Number("keptForReview"), counts.Number("added")), Is.EqualTo((7, 1, 8)));
            Assert.That(
                after.OpenDays(),
                Is.EqualTo(preview.Items("dates").Where(date => date.Text("effect") is "Added" or "KeptForReview").Select(date => date.GetProperty("after").Text("date")).Order(StringComparer.Ordinal)));
            Assert.That(after.Single(shift => shift.Review == ReviewReason.OutOfRule).LocalDate.Iso(), Is.EqualTo("2026-03-13"));
        });
        Assert.That((await _stage.Community.SignupAsync(after.Single(shift => shift.Review is not null).Id, kept.PersonId)).State, Is.EqualTo(SignupState.Confirmed));
    }

    [Test]
    public async Task R14_a_sign_up_between_preview_and_commit_refuses_the_commit_with_a_fresh_preview()
    {
        var shift = (await _stage.ShiftAsync(_duty, "2026-03-13")).Id;
        var change = new { cancel = true };
        var preview = await (await _stage.PreviewAsync(_duty, "This", change, shift)).JsonAsync();
        var member = await _stage.SignedUpAsync(shift, "周阿姨");

        var refused = await _stage.CommitAsync(_duty, "This", change, preview.Text("fingerprint")!, shift);

        var fresh = (await refused.RefusedAsync("Volunteering:PreviewStale")).GetProperty("details").GetProperty("preview");
        Assert.Multiple(async () =>
        {
            Assert.That(preview.GetProperty("counts").Number("people"), Is.Zero);
            Assert.That(fresh.GetProperty("counts").Number("people"), Is.EqualTo(1));
            Assert.That(fresh.Items("people").Single().Text("name"), Is.EqualTo("周阿姨"));
            Assert.That((await _stage.Community.ShiftAsync(shift)).State, Is.EqualTo(ShiftState.Open), "nothing was changed");
            Assert.That((await _stage.Community.SignupAsync(shift, member.PersonId)).State, Is.EqualTo(SignupState.Confirmed));
        });
        await (await _stage.CommitAsync(_duty, "This", change, fresh.Text("fingerprint")!, shift)).JsonAsync();
        Assert.That((await _stage.Community.SignupAsync(shift, member.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
    }

    [Test]
    public async Task R14_a_confirmed_preview_of_one_change_does_not_commit_another()
    {
        var shift = (await _stage.ShiftAsync(_duty, "2026-03-13")).Id;
        var preview = await (await _stage.PreviewAsync(_duty, "This", new { places = 5 }, shift)).JsonAsync();

        await (await _stage.CommitAsync(_duty, "This", new { cancel = true }, preview.Text("fingerprint")!, shift)).RefusedAsync("Volunteering:PreviewStale");
    }

    [Test]
    public async Task R14_sign_ups_racing_with_a_cancellation_are_either_seen_by_it_or_refused()
    {
        var shift = (await _stage.ShiftAsync(_duty, "2026-03-13")).Id;
        var members = new List<TestUser>();
        for (var number = 0; number < 5; number++)
        {
            members.Add(await _stage.Community.NewMemberAsync($"队员{number}"));
        }

        var change = new { cancel = true };
        var preview = await (await _stage.PreviewAsync(_duty, "This", change, shift)).JsonAsync();
        var racing = members.Select(member => member.SignUpAsync(shift)).ToList();
        var commit = await _stage.CommitAsync(_duty, "This", change, preview.Text("fingerprint")!, shift);
        var answers = await Task.WhenAll(racing);

        var signups = await _stage.Community.SignupsAsync(shift);
        var state = (await _stage.Community.ShiftAsync(shift)).State;
        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => (int)answer.StatusCode), Is.All.LessThan(500));
            if (commit.StatusCode == HttpStatusCode.OK)
            {
                Assert.That(state, Is.EqualTo(ShiftState.Cancelled));
                Assert.That(signups, Is.Empty, "whoever came later was refused");
            }
            else
            {
                Assert.That(state, Is.EqualTo(ShiftState.Open));
                Assert.That(signups, Is.Not.Empty);
            }
        });
    }

    [Test]
    public async Task The_preview_names_who_would_clash_and_moves_ask_for_a_new_yes()
    {
        var other = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-03-02", "14:00"), title: "下午茶");
        var shift = (await _stage.ShiftAsync(_duty, "2026-03-13")).Id;
        var busy = await _stage.SignedUpAsync(shift, "忙碌的人");
        await busy.SignedUpAsync((await _stage.ShiftAsync(other, "2026-03-13")).Id);
        await _stage.SignedUpAsync(shift, "有空的人");

        var (preview, _) = await _stage.EditAsync(_duty, "This", new { startTime = "14:30" }, shift);

        var clash = preview.Items("clashes").Single();
        Assert.Multiple(async () =>
        {
            Assert.That(clash.Text("name"), Is.EqualTo("忙碌的人"));
            Assert.That(clash.Text("otherTitle"), Is.EqualTo("下午茶"));
            Assert.That(preview.Items("people").Select(person => person.Text("name")), Is.EquivalentTo(new[] { "忙碌的人", "有空的人" }));
            Assert.That((await _stage.Community.SignupsAsync(shift)).Select(signup => signup.NeedsReconfirmation), Is.All.True);
        });
    }

    [Test]
    public async Task The_preview_names_who_lacks_the_skill_and_how_many_are_too_many()
    {
        var skill = await _stage.Community.NewSkillAsync();
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-03-02", "19:00"), places: 0, roles: [new { key = "head", name = "带班", places = 2 }]);
        var shift = (await _stage.ShiftAsync(duty, "2026-03-13")).Id;
        var skilled = await _stage.SignedUpAsync(shift, "会急救的人", "head");
        await _stage.Community.GiveSkillAsync(skilled.PersonId, skill, new DateOnly(2026, 3, 13));
        await _stage.SignedUpAsync(shift, "不会急救的人", "head");

        var (preview, _) = await _stage.EditAsync(duty, "All", new { roles = new[] { new { key = "head", name = "带班", places = 1, skillId = skill } } });

        var date = preview.Items("dates").Single(date => date.GetProperty("shiftId").GetGuid() == shift);
        Assert.Multiple(async () =>
        {
            Assert.That(preview.Items("lackingSkill").Single().Text("name"), Is.EqualTo("不会急救的人"));
            Assert.That(date.Number("over"), Is.EqualTo(1));
            Assert.That((await _stage.Community.SignupsAsync(shift)).Select(signup => signup.State), Is.All.EqualTo(SignupState.Confirmed), "nobody is removed");
        });
    }

    [TestCase("This", "{\"cancel\":true,\"places\":3}", "change.cancel", "Volunteering:EditCancelAlone")]
    [TestCase("This", "{}", "change", "Volunteering:EditEmpty")]
    [TestCase("All", "{\"date\":\"2026-03-14\"}", "change.date", "Volunteering:EditDateOnlyThis")]
    [TestCase("This", "{\"rule\":\"FREQ=DAILY\"}", "change.rule", "Volunteering:EditRuleNotThis")]
    [TestCase("This", "{\"date\":\"2026-02-14\"}", "change.date", "Volunteering:DateInPast")]
    [TestCase("All", "{\"rule\":\"FREQ=DAILY;INTERVAL=0\"}", "rule", "Recurrence:IntervalZero")]
    [TestCase("All", "{\"endDate\":\"2026-01-01\"}", "rule", "Recurrence:EndBeforeStart")]
    [TestCase("All", "{\"places\":0,\"roles\":[]}", "change.roles", "Volunteering:NoPlaces")]
    public async Task A_senseless_edit_is_refused_with_its_field(string scope, string change, string field, string code)
    {
        var shift = (await _stage.ShiftAsync(_duty, "2026-03-13")).Id;

        var refused = await _stage.PreviewAsync(_duty, scope, JsonDocument.Parse(change).RootElement, shift);

        var problem = await refused.RefusedAsync(HttpStatusCode.BadRequest, code);
        Assert.That(problem.GetProperty("errors").TryGetProperty(field, out _), Is.True);
    }

    private static int Hour(Shift shift) => shift.StartsAt.ToOffset(TimeSpan.FromHours(8)).Hour;
}
