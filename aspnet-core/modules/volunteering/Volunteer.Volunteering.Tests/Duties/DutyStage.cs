using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Tests.Duties;

/// <summary>A community with a secretary, a club with its leader and a place, and the calls that tests make there.</summary>
internal sealed class DutyStage(TestApp app, TestCommunity community, TestUser secretary, TestUser leader, Guid clubId, Guid placeId)
{
    public const string Api = "/api/volunteering";
    private const string Clubs = "/api/organizations/clubs";

    public TestApp App { get; } = app;

    public TestCommunity Community { get; } = community;

    public TestUser Secretary { get; } = secretary;

    public TestUser Leader { get; } = leader;

    public Guid ClubId { get; } = clubId;

    public Guid PlaceId { get; } = placeId;

    public static async Task<DutyStage> NewAsync(TestApp app, bool isVolunteering = true)
    {
        var community = await app.NewCommunityAsync();
        var secretary = await community.NewSecretaryAsync();
        var leader = await community.NewMemberAsync("郝铁军");
        var club = await ActiveClubAsync(secretary, leader, "平安巡逻队", isVolunteering);
        var place = (await (await secretary.Http.PostAsJsonAsync($"{Api}/places", new { name = "13号院大门", nameEn = "Gate 13", address = "槐香路13号" })).JsonAsync()).GetProperty("id").GetGuid();
        return new DutyStage(app, community, secretary, leader, club, place);
    }

    public static async Task<Guid> ActiveClubAsync(TestUser secretary, TestUser leader, string name, bool isVolunteering = true)
    {
        var club = (await (await leader.Http.PostAsJsonAsync(Clubs, new
        {
            name,
            nameEn = "Patrol",
            kind = "Patrol",
            purpose = "守护小区平安。",
            meetingPlace = "第一网格家园",
            isVolunteering,
            foundingMembers = Array.Empty<object>(),
            consentConfirmed = true,
        })).JsonAsync()).GetProperty("id").GetGuid();
        await (await secretary.Http.PostAsync($"{Clubs}/{club}/approval", content: null)).JsonAsync();
        await (await secretary.Http.PostAsync($"{Clubs}/{club}/activation", content: null)).JsonAsync();
        return club;
    }

    public static object When(string rule, string start = "2026-01-01", string time = "09:00", int minutes = 90, string? end = null, string missingDay = "Skip", string policy = "Hold") => new
    {
        rule,
        startDate = start,
        startTime = time,
        minutes,
        endDate = end,
        missingDay,
        holidayPolicy = policy,
    };

    public Task<HttpResponseMessage> CreateAsync(object when, string title = "大扫除", int places = 10, object[]? roles = null, string kind = "Volunteering", Guid? clubId = null) =>
        Leader.Http.PostAsJsonAsync($"{Api}/duties", new
        {
            clubId = clubId ?? ClubId,
            kind,
            text = new { title, titleEn = "Clean-up", description = "自带手套。" },
            placeId = PlaceId,
            when,
            who = new { places, roles = roles ?? [] },
        });

    public async Task<Guid> DutyAsync(object when, string title = "大扫除", int places = 10, object[]? roles = null) =>
        (await (await CreateAsync(when, title, places, roles)).JsonAsync()).GetProperty("id").GetGuid();

    public async Task<JsonElement> GetAsync(Guid dutyId) => await (await Leader.Http.GetAsync($"{Api}/duties/{dutyId}")).JsonAsync();

    /// <summary>All shifts of the duty's series as the database has them, by original date.</summary>
    public Task<List<Shift>> ShiftsAsync(Guid dutyId) => Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var series = await db.Set<Duty>().Where(duty => duty.Id == dutyId).Select(duty => duty.SeriesId).SingleAsync();
        return await db.Set<Shift>().AsNoTracking().Where(shift => shift.SeriesId == series).OrderBy(shift => shift.OriginalDate).ToListAsync();
    });

    public async Task<Shift> ShiftAsync(Guid dutyId, string originalDate) =>
        (await ShiftsAsync(dutyId)).Single(shift => shift.OriginalDate == DateOnly.Parse(originalDate, System.Globalization.CultureInfo.InvariantCulture));

    public Task<Duty> StoredAsync(Guid dutyId) => Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Duty>().AsNoTracking().SingleAsync(duty => duty.Id == dutyId));

    /// <summary>A new member with a place on this shift.</summary>
    public async Task<TestUser> SignedUpAsync(Guid shiftId, string name = "林小满", string? roleKey = null)
    {
        var member = await Community.NewMemberAsync(name);
        var answer = await member.SignedUpAsync(shiftId, roleKey);
        Assert.That(answer.Text("state"), Is.EqualTo("Confirmed"));
        return member;
    }

    public Task<HttpResponseMessage> PreviewAsync(Guid dutyId, string scope, object change, Guid? shiftId = null, string reason = "天气原因") =>
        Leader.Http.PostAsJsonAsync($"{Api}/duties/{dutyId}/edit-previews", new { scope, shiftId, change, reason });

    public Task<HttpResponseMessage> CommitAsync(Guid dutyId, string scope, object change, string fingerprint, Guid? shiftId = null, string reason = "天气原因") =>
        Leader.Http.PostAsJsonAsync($"{Api}/duties/{dutyId}/edits", new { scope, shiftId, change, reason, fingerprint });

    /// <summary>Previews and commits; returns the preview and the duty that the changed dates belong to.</summary>
    public async Task<(JsonElement Preview, Guid DutyId)> EditAsync(Guid dutyId, string scope, object change, Guid? shiftId = null)
    {
        var preview = await (await PreviewAsync(dutyId, scope, change, shiftId)).JsonAsync();
        var done = await (await CommitAsync(dutyId, scope, change, preview.Text("fingerprint")!, shiftId)).JsonAsync();
        return (preview, done.GetProperty("dutyId").GetGuid());
    }

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        body is null ? Leader.Http.PostAsync($"{Api}/{path}", content: null) : Leader.Http.PostAsJsonAsync($"{Api}/{path}", body);

    public async Task<JsonElement> DraftAsync(object when) => await (await PostAsync("duties/previews", new { when })).JsonAsync();

    /// <summary>Local day and time in the community.</summary>
    public void TodayIs(string day, string time = "08:00") =>
        App.Clock.Set(DateTimeOffset.Parse($"{day}T{time}:00+08:00", System.Globalization.CultureInfo.InvariantCulture));

    public Task<int> GenerateAsync() => App.RunJobAsync("volunteering.generate-shifts");
}

internal static class Days
{
    /// <summary>Open days of a series, by the day on which they take place.</summary>
    public static IEnumerable<string> OpenDays(this IEnumerable<Shift> shifts) =>
        shifts.Where(shift => shift.State == ShiftState.Open).Select(shift => shift.LocalDate).Order().Select(Iso);

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<JsonElement> Items(this JsonElement element, string property) => element.GetProperty(property).EnumerateArray();

    public static int Number(this JsonElement element, string property) => element.GetProperty(property).GetInt32();
}

internal static class Answered
{
    /// <summary>Asserts success of a call that answers nothing.</summary>
    public static async Task JsonlessAsync(this HttpResponseMessage response) =>
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
}
