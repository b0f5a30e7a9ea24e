using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Attendance;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class RollCallTests(DatabaseProvider database) : AttendanceTests(database)
{
    [Test]
    public async Task The_list_shows_who_is_expected_with_masked_phone_and_short_code()
    {
        var shift = await World.NewShiftAsync();
        var person = await World.Community.NewPersonAsync("王秀英", phone: "19900001234");
        await World.SignUpAsync(shift, person);

        var row = (await World.RollCallAsync(shift)).GetProperty("people").EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(row.GetProperty("name").GetString(), Is.EqualTo("王秀英"));
            Assert.That(row.GetProperty("maskedPhone").GetString(), Is.EqualTo("199****1234"));
            Assert.That(row.GetProperty("shortCode").GetString(), Has.Length.EqualTo(6));
            Assert.That(row.GetProperty("outcome").GetString(), Is.EqualTo("Unmarked"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A5_two_phones_that_worked_offline_merge_the_same_in_either_order(bool leaderFirst)
    {
        var shift = await World.NewShiftAsync();
        var deputy = World.Secretary;
        Guid[] people = [await PersonAsync(shift, "赵一"), await PersonAsync(shift, "钱二"), await PersonAsync(shift, "孙三")];
        object[] leaders = [World.Mark(people[0], "Present", World.Nine.AddMinutes(1)), World.Mark(people[1], "NoShow", World.Nine.AddMinutes(2))];
        object[] deputys = [World.Mark(people[1], "Present", World.Nine.AddMinutes(5), arrivedAt: World.Nine.AddMinutes(5)), World.Mark(people[2], "Excused", World.Nine.AddMinutes(1))];
        Clock.Set(World.Nine.AddHours(1));

        var (first, second) = leaderFirst ? ((World.Leader, leaders), (deputy, deputys)) : ((deputy, deputys), (World.Leader, leaders));
        await (await World.SaveAsync(first.Item1, shift, 0, first.Item2)).JsonAsync();
        var merged = await (await World.SaveAsync(second.Item1, shift, 0, second.Item2)).JsonAsync();

        var records = (await World.RecordsAsync(shift)).ToDictionary(r => r.PersonId, r => r.Outcome);
        Assert.That(people.Select(id => records[id]), Is.EqualTo(new[] { AttendanceOutcome.Present, AttendanceOutcome.Present, AttendanceOutcome.Excused }));
        var conflict = merged.GetProperty("conflicts").EnumerateArray().Single();
        Assert.That(conflict.GetProperty("personId").GetGuid(), Is.EqualTo(people[1]));
        Assert.That(conflict.GetProperty("by").GetString(), Is.EqualTo(leaderFirst ? "何领队" : "周书记"));

        await World.CloseAsync(shift);
        Assert.That((await World.HoursAsync(people[1])).Select(e => e.Minutes), Is.EqualTo(new[] { 115 }));
    }

    [Test]
    public async Task A5_sending_the_same_marks_again_changes_nothing()
    {
        var shift = await World.NewShiftAsync();
        var person = await PersonAsync(shift, "赵一");
        var mark = World.Mark(person, "Present", World.Nine);
        var first = await World.SavedAsync(World.Leader, shift, mark);
        var version = (await World.RecordAsync(shift, person)).Version;

        var again = await World.SavedAsync(World.Leader, shift, mark, mark);

        Assert.Multiple(() =>
        {
            Assert.That(again.GetProperty("applied").EnumerateArray().Select(id => id.GetGuid()), Is.All.EqualTo(first.GetProperty("applied")[0].GetGuid()));
            Assert.That(again.GetProperty("ignored").GetArrayLength(), Is.Zero);
            Assert.That(again.GetProperty("rollCall").GetProperty("version").GetInt32(), Is.EqualTo(1));
        });
        Assert.That((await World.RecordAsync(shift, person)).Version, Is.EqualTo(version));
    }

    [Test]
    public async Task A5_a_phone_whose_clock_is_ahead_does_not_win_for_ever()
    {
        var shift = await World.NewShiftAsync();
        var person = await PersonAsync(shift, "赵一");
        await World.SavedAsync(World.Leader, shift, World.Mark(person, "NoShow", World.Nine.AddDays(1)));
        Clock.Set(World.Nine.AddMinutes(3));

        await World.SavedAsync(World.Secretary, shift, World.Mark(person, "Present", World.Nine.AddMinutes(3)));

        Assert.That((await World.RecordAsync(shift, person)).Outcome, Is.EqualTo(AttendanceOutcome.Present));
    }

    [Test]
    public async Task A5_an_older_mark_that_arrives_late_is_told_and_does_not_count()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        Clock.Set(World.Nine.AddMinutes(20));
        await World.CheckInAsync(lin, shift);
        Clock.Set(World.Nine.AddMinutes(60));

        var answer = await World.SavedAsync(World.Leader, shift, World.Mark(lin.PersonId, "NoShow", World.Nine.AddMinutes(10)));

        Assert.That(answer.GetProperty("ignored")[0].GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.MarkOlder));
        Assert.That((await World.RecordAsync(shift, lin.PersonId)).Outcome, Is.EqualTo(AttendanceOutcome.CheckedIn));
    }

    [Test]
    public async Task A5_somebody_removed_meanwhile_is_reported_and_their_presence_is_not_lost()
    {
        var shift = await World.NewShiftAsync();
        var present = await PersonAsync(shift, "赵一");
        var absent = await PersonAsync(shift, "钱二");
        await World.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Signup>()
            .Where(s => s.ShiftId == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SignupState.Cancelled)));

        var answer = await World.SavedAsync(
            World.Leader,
            shift,
            World.Mark(present, "Present", World.Nine),
            World.Mark(absent, "NoShow", World.Nine),
            World.Mark(Guid.CreateVersion7(), "Present", World.Nine));

        Assert.That(
            answer.GetProperty("ignored").EnumerateArray().Select(ignored => ignored.GetProperty("code").GetString()),
            Is.EquivalentTo(new[] { VolunteeringErrors.MarkNotSignedUp, VolunteeringErrors.MarkPersonUnknown }));
        var record = await World.RecordAsync(shift, present);
        Assert.That((record.Outcome, record.IsWalkIn), Is.EqualTo((AttendanceOutcome.Present, true)));
    }

    [Test]
    public async Task A8_forty_people_three_absent_saved_in_parts_with_one_taken_back()
    {
        var shift = await World.NewShiftAsync(places: 40);
        var people = new List<Guid>();
        for (var index = 0; index < 40; index++)
        {
            people.Add(await PersonAsync(shift, "点名" + index));
        }

        await World.TickAsync(shift, [.. people.Take(20)]);
        await World.SavedAsync(
            World.Leader,
            shift,
            [.. people.Skip(20).Take(16).Select(id => World.Mark(id, "Present", World.Nine)), .. people.Skip(36).Select(id => World.Mark(id, "NoShow", World.Nine))]);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var sheet = (await World.SavedAsync(World.Leader, shift, World.Mark(people[36], "Unmarked", Clock.GetUtcNow()))).GetProperty("rollCall");

        var outcomes = sheet.GetProperty("people").EnumerateArray().GroupBy(row => row.GetProperty("outcome").GetString()).ToDictionary(group => group.Key!, group => group.Count());
        Assert.That(outcomes, Is.EquivalentTo(new Dictionary<string, int> { ["Present"] = 36, ["NoShow"] = 3, ["Unmarked"] = 1 }));
    }

    [Test]
    public async Task A8_two_leaders_who_save_at_once_lose_nothing()
    {
        var shift = await World.NewShiftAsync(places: 20);
        var people = new List<Guid>();
        for (var index = 0; index < 12; index++)
        {
            people.Add(await PersonAsync(shift, "同存" + index));
        }

        var answers = await Task.WhenAll(
            World.SaveAsync(World.Leader, shift, 0, [.. people.Take(6).Select(id => World.Mark(id, "Present", World.Nine))]),
            World.SaveAsync(World.Secretary, shift, 0, [.. people.Skip(6).Select(id => World.Mark(id, "Excused", World.Nine))]));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        var records = await World.RecordsAsync(shift);
        Assert.That(records.Count(r => r.Outcome == AttendanceOutcome.Present), Is.EqualTo(6));
        Assert.That(records.Count(r => r.Outcome == AttendanceOutcome.Excused), Is.EqualTo(6));
        Assert.That((await World.RollCallAsync(shift)).GetProperty("version").GetInt32(), Is.EqualTo(12));
    }

    [Test]
    public async Task A8_what_the_phone_had_seen_is_no_conflict()
    {
        var shift = await World.NewShiftAsync();
        var person = await PersonAsync(shift, "赵一");
        await World.SavedAsync(World.Leader, shift, World.Mark(person, "NoShow", World.Nine));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var version = (await World.RollCallAsync(shift)).GetProperty("version").GetInt32();

        var knowing = await (await World.SaveAsync(World.Secretary, shift, version, World.Mark(person, "Present", Clock.GetUtcNow()))).JsonAsync();

        Assert.That(knowing.GetProperty("conflicts").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A8_taking_a_mark_back_brings_the_scan_back()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.CheckInAsync(lin, shift);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await World.SavedAsync(World.Leader, shift, World.Mark(lin.PersonId, "NoShow", Clock.GetUtcNow()));
        Assert.That((await World.RecordAsync(shift, lin.PersonId)).ArrivedAt, Is.Null);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await World.SavedAsync(World.Leader, shift, World.Mark(lin.PersonId, "Unmarked", Clock.GetUtcNow()));

        var record = await World.RecordAsync(shift, lin.PersonId);
        Assert.That((record.Outcome, record.ArrivedAt, record.ArrivedBy), Is.EqualTo((AttendanceOutcome.CheckedIn, (DateTimeOffset?)World.Nine, (AttendanceMeans?)AttendanceMeans.SelfScan)));
    }

    [Test]
    public async Task A8_marks_that_make_no_sense_are_told_one_by_one()
    {
        var shift = await World.NewShiftAsync(World.Nine.AddHours(3));
        var person = await PersonAsync(shift, "赵一");
        var now = Clock.GetUtcNow();

        var answer = await World.SavedAsync(
            World.Leader,
            shift,
            World.Mark(person, "Present", now),
            World.Mark(person, "NoShow", now),
            World.Mark(person, "Excused", now));

        Assert.That(answer.GetProperty("ignored").EnumerateArray().Select(ignored => ignored.GetProperty("code").GetString()), Is.All.EqualTo(VolunteeringErrors.MarkTooEarly));
        Assert.That((await World.RecordAsync(shift, person)).Outcome, Is.EqualTo(AttendanceOutcome.Excused), "somebody may say in time that they cannot come");
        Clock.Set(shift.EndsAt);
        var times = await World.SavedAsync(
            World.Leader,
            shift,
            World.Mark(person, "Present", Clock.GetUtcNow(), arrivedAt: shift.StartsAt.AddHours(1), leftAt: shift.StartsAt),
            World.Mark(person, "Present", Clock.GetUtcNow(), leftAt: shift.EndsAt.AddHours(1)));
        Assert.That(times.GetProperty("ignored").EnumerateArray().Select(ignored => ignored.GetProperty("code").GetString()), Is.All.EqualTo(VolunteeringErrors.MarkTimesWrong));
    }

    [Test]
    public async Task A9_absence_counts_once_and_taking_it_back_restores()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.SavedAsync(World.Leader, shift, World.Mark(lin.PersonId, "NoShow", Clock.GetUtcNow()));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await World.SavedAsync(World.Secretary, shift, World.Mark(lin.PersonId, "NoShow", Clock.GetUtcNow()));
        Assert.That(await NoShowsAsync(lin), Is.EqualTo(1));
        Clock.Advance(TimeSpan.FromMinutes(1));

        await World.SavedAsync(World.Leader, shift, World.Mark(lin.PersonId, "Excused", Clock.GetUtcNow()));
        Assert.That(await NoShowsAsync(lin), Is.Zero);
    }

    [Test]
    public async Task A9_a_cancelled_shift_and_a_place_given_away_are_no_absence()
    {
        var cancelled = await World.NewShiftAsync();
        var givenAway = await World.NewShiftAsync();
        var lin = await World.Community.NewMemberAsync();
        await World.SignUpAsync(cancelled, lin.PersonId);
        await World.SavedAsync(World.Leader, cancelled, World.Mark(lin.PersonId, "NoShow", Clock.GetUtcNow()));
        await World.ChangeShiftAsync(cancelled, s => s.Cancel("停水"));
        Assert.That(await NoShowsAsync(lin), Is.Zero);

        var refused = await World.SavedAsync(World.Leader, givenAway, World.Mark(lin.PersonId, "NoShow", Clock.GetUtcNow()));
        Assert.That(refused.GetProperty("ignored")[0].GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.MarkNotSignedUp));
        var late = await World.SavedAsync(World.Leader, cancelled, World.Mark(lin.PersonId, "NoShow", Clock.GetUtcNow()));
        Assert.That(late.GetProperty("ignored")[0].GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.MarkShiftCancelled));
    }

    [Test]
    public async Task A9_whoever_has_not_said_yes_to_the_new_time_is_not_absent()
    {
        var shift = await World.NewShiftAsync();
        var person = await PersonAsync(shift, "赵一");
        await World.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Signup>()
            .Where(s => s.ShiftId == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.NeedsReconfirmation, true)));

        var answer = await World.SavedAsync(World.Leader, shift, World.Mark(person, "NoShow", Clock.GetUtcNow()));

        Assert.That(answer.GetProperty("ignored")[0].GetProperty("code").GetString(), Is.EqualTo(VolunteeringErrors.MarkNotReconfirmed));
    }

    [Test]
    public async Task A11_what_others_note_is_labelled_and_the_person_is_told()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.TickAsync(shift, lin.PersonId);

        var record = await World.RecordAsync(shift, lin.PersonId);
        var row = (await World.RollCallAsync(shift)).GetProperty("people").EnumerateArray().Single();
        Assert.That((record.NotedBy, record.ArrivedBy), Is.EqualTo(((Guid?)World.Leader.PersonId, (AttendanceMeans?)AttendanceMeans.RollCall)));
        Assert.That(row.GetProperty("notedBy").GetString(), Is.EqualTo("何领队"));
        Assert.That(await ToldAsync(lin.PersonId), Is.EqualTo(new[] { "Volunteering.Mail.NotedPresent" }));

        await World.TickAsync(shift, lin.PersonId);
        Assert.That(await ToldAsync(lin.PersonId), Has.Count.EqualTo(1), "the same news is told once");
    }

    [Test]
    public async Task A11_whoever_scans_needs_no_message()
    {
        var (shift, lin) = await World.NewShiftWithVolunteerAsync();
        await World.CheckInAsync(lin, shift);

        Assert.That(await ToldAsync(lin.PersonId), Is.Empty);
    }

    [Test]
    public async Task A_walk_in_is_somebody_known_or_somebody_new_with_a_signed_form()
    {
        var shift = await World.NewShiftAsync(places: 1);
        var known = await World.Community.NewPersonAsync("李桂英", phone: "19900004321");
        var url = $"{World.Api}/shifts/{shift.Id}/walk-ins";

        var found = await (await World.Leader.Http.PostAsJsonAsync(url, new { name = "李桂英", phone = "199 0000 4321" })).JsonAsync();
        Assert.That(found.GetProperty("personId").GetGuid(), Is.EqualTo(known));
        await (await World.Leader.Http.PostAsJsonAsync(url, new { name = "新来人" })).RefusedAsync(HttpStatusCode.BadRequest, VolunteeringErrors.WalkInConsentMissing);
        await (await World.Leader.Http.PostAsJsonAsync(url, new { name = "新来人", consentConfirmed = true })).RefusedAsync(VolunteeringErrors.CheckInFull);
        await (await World.Leader.Http.PostAsJsonAsync(url, new { name = "新来人", consentConfirmed = true, evenIfFull = true })).JsonAsync();
        Assert.That((await World.Leader.Http.PostAsJsonAsync(url, new { personId = Guid.CreateVersion7() })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

        var rows = (await World.RollCallAsync(shift)).GetProperty("people").EnumerateArray().ToList();
        Assert.That(rows.Select(row => (row.GetProperty("name").GetString(), row.GetProperty("isWalkIn").GetBoolean(), row.GetProperty("outcome").GetString())), Is.EquivalentTo(new[] { ("李桂英", true, "Present"), ("新来人", true, "Present") }));
        Assert.That(await World.TakenAsync(shift), Is.EqualTo(2));

        var entries = (await (await World.Leader.Http.GetAsync($"{World.Api}/shifts/{shift.Id}/roster")).JsonAsync()).GetProperty("entries").EnumerateArray().ToList();
        Assert.That(entries, Has.Count.EqualTo(2));
        Assert.That(entries.TrueForAll(entry => entry.GetProperty("isWalkIn").GetBoolean() && entry.GetProperty("overrideReason").ValueKind is JsonValueKind.Null), Is.True);
    }

    private async Task<Guid> PersonAsync(Shift shift, string name)
    {
        var person = await World.Community.NewPersonAsync(name);
        await World.SignUpAsync(shift, person);
        return person;
    }

    private static async Task<int> NoShowsAsync(TestUser user) => (await World.MyHoursAsync(user)).GetProperty("noShows").GetInt32();

    private async Task<IReadOnlyList<string>> ToldAsync(Guid personId) => await World.Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Database
            .SqlQuery<string>($"SELECT template AS \"Value\" FROM platform_messages WHERE person_id = {personId}").ToListAsync());
}
