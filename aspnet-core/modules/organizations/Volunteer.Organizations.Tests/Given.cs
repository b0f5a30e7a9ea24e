using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests;

/// <summary>Clubs as tests start from them, made through the API.</summary>
internal static class Given
{
    public const string Api = "/api/organizations";

    public static object Application(string name = "槐香里养花协会", object[]? foundingMembers = null, bool isVolunteering = true, Guid? leader = null) => new
    {
        name,
        nameEn = "Flower Growers",
        kind = "Interest",
        purpose = "以花会友，照看社区花园。",
        meetingPlace = "社区花园",
        isVolunteering,
        leaderPersonId = leader,
        foundingMembers = foundingMembers ?? [],
        consentConfirmed = true,
    };

    public static Task<HttpResponseMessage> ApplyAsync(this TestUser user, string name = "槐香里养花协会", object[]? foundingMembers = null, Guid? leader = null) =>
        user.Http.PostAsJsonAsync($"{Api}/clubs", Application(name, foundingMembers, leader: leader));

    public static async Task<Guid> AppliedClubAsync(this TestUser applicant, string name = "槐香里养花协会", object[]? foundingMembers = null) =>
        (await (await applicant.ApplyAsync(name, foundingMembers)).JsonAsync()).GetProperty("id").GetGuid();

    public static async Task<Guid> ActiveClubAsync(this TestUser secretary, TestUser leader, string name = "槐香里养花协会", params Guid[] members)
    {
        var club = await leader.AppliedClubAsync(name, [.. members.Select(personId => new { personId })]);
        await (await secretary.DecideAsync(club, "approval")).JsonAsync();
        await (await secretary.DecideAsync(club, "activation")).JsonAsync();
        return club;
    }

    /// <summary>A step without a word said about it.</summary>
    public static Task<HttpResponseMessage> DecideAsync(this TestUser secretary, Guid club, string decision) =>
        secretary.Http.PostAsync($"{Api}/clubs/{club}/{decision}", content: null);

    public static Task<HttpResponseMessage> DecideAsync(this TestUser secretary, Guid club, string decision, object body) =>
        secretary.Http.PostAsJsonAsync($"{Api}/clubs/{club}/{decision}", body);

    public static async Task<JsonElement> ClubAsync(this TestUser user, Guid club) => await (await user.Http.GetAsync($"{Api}/clubs/{club}")).JsonAsync();

    public static async Task<IReadOnlyList<Guid>> MembersAsync(this TestUser leader, Guid club) =>
        [.. (await (await leader.Http.GetAsync($"{Api}/clubs/{club}/members?pageSize=200")).JsonAsync()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("personId").GetGuid())];

    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();
}
