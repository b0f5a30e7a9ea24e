using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Attendance;

/// <summary>A community with a club, its leader and a secretary; shifts and sign-ups are put straight into the tables.</summary>
internal sealed class World
{
    public const string Api = "/api/volunteering";

    /// <summary>Monday, 9 March 2026, 09:00 in Shanghai: a week after everybody was registered.</summary>
    public static readonly DateTimeOffset Nine = new(2026, 3, 9, 1, 0, 0, TimeSpan.Zero);

    private int _runs;

    private World(TestApp app, TestCommunity community, TestUser secretary, TestUser leader, Guid clubId) =>
        (App, Community, Secretary, Leader, ClubId) = (app, community, secretary, leader, clubId);

    public TestApp App { get; }

    public TestCommunity Community { get; }

    public TestUser Secretary { get; }

    public TestUser Leader { get; }

    public Guid ClubId { get; }

    public static async Task<World> MakeAsync(TestApp app)
    {
        app.Clock.Set(FakeClock.Default);
        var community = await app.NewCommunityAsync();
        var secretary = await community.NewSecretaryAsync();
        var leader = await community.NewMemberAsync("何领队");
        var club = await NewClubAsync(secretary, leader, "槐香里清洁队");
        app.Clock.Set(Nine);
        return new World(app, community, secretary, leader, club);
    }

    public static async Task<Guid> NewClubAsync(TestUser secretary, TestUser leader, string name, bool isVolunteering = true)
    {
        var applied = await leader.Http.PostAsJsonAsync(
            "/api/organizations/clubs",
            new { name, kind = "Service", purpose = "打扫楼道。", meetingPlace = "13号院", isVolunteering, foundingMembers = Array.Empty<object>() });
        var club = (await applied.JsonAsync()).GetProperty("id").GetGuid();
        await (await secretary.Http.PostAsync($"/api/organizations/clubs/{club}/approval", content: null)).JsonAsync();
        await (await secretary.Http.PostAsync($"/api/organizations/clubs/{club}/activation", content: null)).JsonAsync();
        return club;
    }

    public Task<Shift> NewShiftAsync(DateTimeOffset? startsAt = null, int minutes = 120, int places = 10, DutyKind kind = DutyKind.Volunteering, Guid? clubId = null, bool isDangerous = false, params DutyRole[] roles) =>
        Community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var place = new Place($"13号院-{Guid.NewGuid():N}", null, "槐香路13号");
            var start = startsAt ?? Nine;
            var local = start.ToOffset(TimeSpan.FromHours(8));
            var date = DateOnly.FromDateTime(local.DateTime);
            var duty = new Duty(
                clubId ?? ClubId,
                kind,
                new DutyText("楼道大扫除", "Stairway cleaning", "自带手套。"),
                place.Id,
                new DutyWhen("FREQ=WEEKLY", date, null, TimeOnly.FromDateTime(local.DateTime), minutes, "Skip", "Hold"),
                new DutyWho(places, roles, WhoMayCome.Everyone, null, null, isDangerous, 12));
            var shift = new Shift(duty, date, date, start, start.AddMinutes(minutes));
            db.AddRange(place, duty, shift);
            await db.SaveChangesAsync();
            return shift;
        });

    public Task SignUpAsync(Shift shift, Guid personId, SignupState state = SignupState.Confirmed) => Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        db.Add(new Signup(shift, personId, null, state, state is SignupState.Waitlisted ? 1 : null, personId, now));
        await db.SaveChangesAsync();
        if (state is not SignupState.Waitlisted)
        {
            await db.Set<Shift>().Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + 1));
        }
    });

    /// <summary>A member who has a place.</summary>
    public async Task<TestUser> NewVolunteerAsync(Shift shift, string name = "林小满", DateOnly? birthDate = null)
    {
        var user = await Community.NewMemberAsync(name, birthDate);
        await SignUpAsync(shift, user.PersonId);
        return user;
    }

    /// <summary>The ordinary shift of this Monday, and a member who has a place on it.</summary>
    public async Task<(Shift Shift, TestUser Volunteer)> NewShiftWithVolunteerAsync()
    {
        var shift = await NewShiftAsync();
        return (shift, await NewVolunteerAsync(shift));
    }

    public async Task<JsonElement> CodeAsync(Shift shift) => await (await Leader.Http.GetAsync($"{Api}/shifts/{shift.Id}/check-in-code")).JsonAsync();

    public async Task<string> TokenAsync(Shift shift) => (await CodeAsync(shift)).GetProperty("token").GetString()!;

    public static Task<HttpResponseMessage> CheckInAsync(TestUser user, string token) => user.Http.PostAsJsonAsync($"{Api}/check-ins", new { token });

    public async Task<JsonElement> CheckInAsync(TestUser user, Shift shift) => await (await CheckInAsync(user, await TokenAsync(shift))).JsonAsync();

    public async Task<JsonElement> CheckOutAsync(TestUser user, Shift shift) =>
        await (await user.Http.PostAsJsonAsync($"{Api}/check-outs", new { token = await TokenAsync(shift) })).JsonAsync();

    public async Task<JsonElement> RollCallAsync(Shift shift) => await (await Leader.Http.GetAsync($"{Api}/shifts/{shift.Id}/roll-call")).JsonAsync();

    public static object Mark(Guid personId, string outcome, DateTimeOffset markedAt, Guid? markId = null, DateTimeOffset? arrivedAt = null, DateTimeOffset? leftAt = null, int? breakMinutes = null) =>
        new { markId = markId ?? Guid.NewGuid(), personId, outcome, markedAt, arrivedAt, leftAt, breakMinutes };

    public static Task<HttpResponseMessage> SaveAsync(TestUser leader, Shift shift, int? baseVersion, params object[] marks) =>
        leader.Http.PutAsJsonAsync($"{Api}/shifts/{shift.Id}/roll-call", new { baseVersion, marks });

    public static async Task<JsonElement> SavedAsync(TestUser leader, Shift shift, params object[] marks) => await (await SaveAsync(leader, shift, null, marks)).JsonAsync();

    /// <summary>Present, as the leader ticks it.</summary>
    public Task<JsonElement> TickAsync(Shift shift, params Guid[] people) =>
        SavedAsync(Leader, shift, [.. people.Select(person => Mark(person, "Present", App.Clock.GetUtcNow()))]);

    public async Task CloseAsync()
    {
        // A run of one instant counts once, so that each of ours has its own.
        App.Clock.Advance(TimeSpan.FromSeconds(++_runs));
        Assert.That(await App.RunJobAsync("volunteering.close-attendance"), Is.Zero);
    }

    /// <summary>Past the end of the shift and the patience after it; attendance closed.</summary>
    public async Task CloseAsync(Shift shift)
    {
        App.Clock.Set(shift.EndsAt.AddMinutes(61));
        await CloseAsync();
    }

    public Task<List<AttendanceRecord>> RecordsAsync(Shift shift) => Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<AttendanceRecord>().AsNoTracking().Where(r => r.ShiftId == shift.Id).ToListAsync());

    public async Task<AttendanceRecord> RecordAsync(Shift shift, Guid personId) => (await RecordsAsync(shift)).Single(r => r.PersonId == personId);

    public Task<List<HoursEntry>> HoursAsync(Guid personId) => Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<HoursEntry>().AsNoTracking().Where(e => e.PersonId == personId).OrderBy(e => e.EnteredAt).ThenBy(e => e.Id).ToListAsync());

    public async Task<HoursEntry> TheHoursAsync(Guid personId) => (await HoursAsync(personId)).Single(e => e.IsCurrent);

    public Task<int> TakenAsync(Shift shift) => Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Shift>().Where(s => s.Id == shift.Id).Select(s => s.Taken).SingleAsync());

    public Task ChangeShiftAsync(Shift shift, Action<Shift> change) => Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        change(await db.Set<Shift>().SingleAsync(s => s.Id == shift.Id));
        await db.SaveChangesAsync();
    });

    public async Task SetAsync(string setting, string? value)
    {
        var response = await Secretary.Http.PutAsJsonAsync("/api/platform/settings", new { changes = new[] { new { name = setting, value } } });
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Approves one entry; null when it was approved, else the code of the refusal.</summary>
    public static async Task<string?> ApproveAsync(TestUser by, Guid id)
    {
        var answer = await (await by.Http.PostAsJsonAsync($"{Api}/hours/approvals", new { ids = new[] { id } })).JsonAsync();
        return answer.GetProperty("refused").EnumerateArray().Select(refused => refused.GetProperty("code").GetString()).SingleOrDefault();
    }

    public static Task<HttpResponseMessage> EnterAsync(TestUser by, Shift shift, Guid personId, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        by.Http.PostAsJsonAsync(
            $"{Api}/hours/back-entries",
            new { shiftId = shift.Id, personId, from = from ?? shift.StartsAt, to = to ?? shift.EndsAt, reason = "当天忘记登记", evidence = "签到表照片" });

    public static async Task<JsonElement> MyHoursAsync(TestUser user) => await (await user.Http.GetAsync($"{Api}/my/hours")).JsonAsync();
}
