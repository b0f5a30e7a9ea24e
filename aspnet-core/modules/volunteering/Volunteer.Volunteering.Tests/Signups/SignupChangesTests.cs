using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Signups;
using static Volunteer.Volunteering.Tests.ShiftMother;

namespace Volunteer.Volunteering.Tests.Signups;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class SignupChangesTests(DatabaseProvider database)
{
    private static readonly DateTimeOffset Afternoon = Shanghai("2026-03-05 15:00").ToUniversalTime();

    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _leader = null!;
    private Guid _club;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _leader = await _community.NewMemberAsync("孟队长");
        _club = await (await _community.NewSecretaryAsync()).NewClubAsync(_leader);
    }

    [Test]
    public async Task S23_a_moved_shift_keeps_everybody_asks_again_and_lists_who_clashes()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club, Places = 3 });
        var afternoon = await _community.NewShiftAsync(new ShiftWish { StartsAt = Afternoon, Places = 3 });
        var (clashes, comes, waits) = (await _community.NewMemberAsync(), await _community.NewMemberAsync(), await _community.NewMemberAsync());
        var (alsoClashes, noMore) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        foreach (var person in new[] { clashes, alsoClashes, comes })
        {
            await person.SignedUpAsync(shift);
        }

        await waits.SignedUpAsync(shift);
        await clashes.SignedUpAsync(afternoon);
        await alsoClashes.SignedUpAsync(afternoon);
        await noMore.SignedUpAsync(afternoon);

        await MoveAsync(shift, Afternoon);

        var roster = (await _leader.RosterAsync(shift)).GetProperty("entries").EnumerateArray().ToList();
        Assert.That(roster.Where(entry => entry.GetProperty("needsReconfirmation").GetBoolean()).Select(entry => entry.GetProperty("personId").GetGuid()),
            Is.EquivalentTo(new[] { clashes.PersonId, alsoClashes.PersonId, comes.PersonId }));
        Assert.That(roster.Where(entry => entry.GetProperty("clashes").GetBoolean()).Select(entry => entry.GetProperty("personId").GetGuid()),
            Is.EquivalentTo(new[] { clashes.PersonId, alsoClashes.PersonId }));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(3));
        Assert.That(await _community.MessagesToAsync(comes.PersonId), Does.Contain("Moved"));
        Assert.That(await _community.MessagesToAsync(waits.PersonId), Is.EqualTo(new[] { "MovedWhileWaiting" }));

        Assert.That((await ReconfirmAsync(comes, shift)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await ReconfirmAsync(clashes, shift)).RefusedAsync(VolunteeringErrors.Overlaps);
        await (await clashes.WithdrawAsync(afternoon)).JsonAsync();
        Assert.That((await ReconfirmAsync(clashes, shift)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await ReconfirmAsync(clashes, shift)).RefusedAsync(VolunteeringErrors.NothingToReconfirm);
        Assert.That((await _community.SignupAsync(shift, comes.PersonId)).StartsAt, Is.EqualTo(Afternoon));
    }

    [Test]
    public async Task S23_before_the_new_yes_the_person_is_free_to_promise_something_else_and_may_leave_without_being_late()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(shift);
        await MoveAsync(shift, Afternoon);
        var other = await _community.NewShiftAsync(new ShiftWish { StartsAt = Afternoon });

        Assert.That((await person.SignedUpAsync(other)).Text("state"), Is.EqualTo("Confirmed"));
        _app.Clock.Set(Afternoon.AddHours(-1));
        Assert.That((await (await person.WithdrawAsync(shift)).JsonAsync()).GetProperty("late").GetBoolean(), Is.False);
    }

    [Test]
    public async Task S23_accepting_an_offer_is_a_yes_to_the_time_the_shift_has_now()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var (holder, next) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await holder.SignedUpAsync(shift);
        await next.SignedUpAsync(shift);
        await (await holder.WithdrawAsync(shift)).JsonAsync();
        await MoveAsync(shift, Afternoon);

        await (await next.AcceptAsync((await _community.SignupAsync(shift, next.PersonId)).Id)).JsonAsync();

        var signup = await _community.SignupAsync(shift, next.PersonId);
        Assert.That((signup.StartsAt, signup.NeedsReconfirmation), Is.EqualTo((Afternoon, false)));
    }

    [Test]
    public async Task A_preview_of_a_move_names_the_people_touched_and_those_who_clash()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var (person, waits) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await person.SignedUpAsync(shift);
        await waits.SignedUpAsync(shift);
        await person.SignedUpAsync(await _community.NewShiftAsync(new ShiftWish { StartsAt = Afternoon }));

        var impact = await _community.InsideAsync(services => services.GetRequiredService<SignupChanges>()
            .ImpactAsync(shift, Afternoon, Afternoon.AddMinutes(90), CancellationToken.None));

        Assert.That(impact.Holding, Is.EqualTo(new[] { person.PersonId }));
        Assert.That(impact.Waiting, Is.EqualTo(new[] { waits.PersonId }));
        Assert.That(impact.Clashing, Is.EqualTo(new[] { person.PersonId }));
    }

    [Test]
    public async Task S24_a_cancelled_shift_frees_and_tells_everybody_but_who_has_checked_in()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club, Places = 2 });
        var (came, free, waits) = (await _community.NewMemberAsync(), await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await came.SignedUpAsync(shift);
        await free.SignedUpAsync(shift);
        await waits.SignedUpAsync(shift);
        _app.Clock.Set(ShiftWish.Thursday9.AddMinutes(10));
        await CheckInAsync(shift, came.PersonId);

        await CancelAsync(shift);

        Assert.That((await _community.SignupAsync(shift, came.PersonId)).State, Is.EqualTo(SignupState.Confirmed));
        Assert.That((await _community.SignupAsync(shift, free.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
        Assert.That((await _community.SignupAsync(shift, waits.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
        Assert.That(await _community.MessagesToAsync(free.PersonId), Is.EqualTo(new[] { "Cancelled" }));
        Assert.That(await _community.MessagesToAsync(came.PersonId), Is.Empty);
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task A_person_whose_shift_was_cancelled_can_take_another_at_that_time()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(shift);
        await CancelAsync(shift);

        Assert.That((await person.SignedUpAsync(await _community.NewShiftAsync())).Text("state"), Is.EqualTo("Confirmed"));
        var mine = (await (await person.Http.GetAsync($"{Api}/my/shifts")).JsonAsync()).GetProperty("upcoming").EnumerateArray()
            .Single(item => item.GetProperty("shiftId").GetGuid() == shift);
        Assert.That(mine.Text("shiftState"), Is.EqualTo("Cancelled"));
        Assert.That(mine.Text("changeReason"), Is.EqualTo("下大雨"));
    }

    private Task MoveAsync(Guid shiftId, DateTimeOffset startsAt) => _community.ChangeShiftAsync(shiftId, (shift, changes) =>
    {
        shift.MoveTo(new DateOnly(2026, 3, 5), startsAt, startsAt.AddMinutes(90), "上午停水", onlyThisDate: true);
        return changes.ShiftMovedAsync(shift, CancellationToken.None);
    });

    private Task CancelAsync(Guid shiftId) => _community.ChangeShiftAsync(shiftId, (shift, changes) =>
    {
        shift.Cancel("下大雨");
        return changes.ShiftCancelledAsync(shift, CancellationToken.None);
    });

    private async Task<HttpResponseMessage> ReconfirmAsync(TestUser person, Guid shift) =>
        await person.Http.PostAsync($"{Api}/signups/{(await _community.SignupAsync(shift, person.PersonId)).Id}/reconfirmation", content: null);

    /// <summary>The check-in has its own tests; here only its row matters.</summary>
    private Task CheckInAsync(Guid shift, Guid person) => _community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var record = new Volunteering.Attendance.AttendanceRecord(shift, person, isWalkIn: false);
        db.Add(record);
        db.Entry(record).Property(r => r.ArrivedAt).CurrentValue = _app.Clock.GetUtcNow();
        await db.SaveChangesAsync();
    });
}
