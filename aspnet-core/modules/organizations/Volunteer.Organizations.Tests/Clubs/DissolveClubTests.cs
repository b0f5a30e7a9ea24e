using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests.Clubs;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DissolveClubTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestUser _secretary = null!;
    private Guid _club;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        var community = await _app.NewCommunityAsync();
        _secretary = await community.NewSecretaryAsync();
        _club = await _secretary.ActiveClubAsync(await community.NewMemberAsync("秦秀文"));
    }

    [Test]
    public async Task O5_a_club_with_open_items_is_not_dissolved_and_the_list_says_what_is_open()
    {
        await using var host = _app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddScoped<IClubSettlement>(_ => new Unsettled())));
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = _secretary.Http.DefaultRequestHeaders.Authorization;

        var refused = await (await client.PostAsJsonAsync($"{Given.Api}/clubs/{_club}/dissolution", new { reasons = "解散" })).RefusedAsync("Organizations:OpenItems");

        var listed = refused.GetProperty("details").GetProperty("items").EnumerateArray()
            .Select(item => (item.Text("code"), item.GetProperty("count").GetInt32(), item.Text("text")))
            .ToList();
        Assert.That(listed, Is.EqualTo(new[] { ("Platform:Stale", 3, "刚才有人先改过了，请刷新后再试。") }));
        Assert.That((await _secretary.ClubAsync(_club)).Text("state"), Is.EqualTo("Active"));
    }

    [Test]
    public async Task O5_a_settled_club_is_dissolved_and_has_no_members_any_more()
    {
        var dissolved = await (await _secretary.DecideAsync(_club, "dissolution", new { reasons = "成员都搬走了。" })).JsonAsync();

        Assert.That(dissolved.Text("state"), Is.EqualTo("Dissolved"));
        Assert.That(await _secretary.MembersAsync(_club), Is.Empty);
        await (await _secretary.DecideAsync(_club, "activation")).RefusedAsync("Organizations:WrongState");
    }

    [Test]
    public async Task Dissolving_needs_reasons() =>
        await (await _secretary.DecideAsync(_club, "dissolution", new { reasons = " " })).RefusedAsync(HttpStatusCode.BadRequest, "Platform:Invalid");

    /// <summary>A module that still has something open; any known text does.</summary>
    private sealed class Unsettled : IClubSettlement
    {
        public Task<IReadOnlyList<OpenItem>> OpenItemsAsync(Guid clubId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<OpenItem>>([new OpenItem("Platform:Stale", 3), new OpenItem("Platform:Busy", 0)]);
    }
}
