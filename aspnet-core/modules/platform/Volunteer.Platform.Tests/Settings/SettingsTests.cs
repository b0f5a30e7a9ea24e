using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Settings;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class SettingsTests(DatabaseProvider database)
{
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;

    [SetUp]
    public async Task SetUp()
    {
        _community = await (await TestApp.ForAsync(database)).NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
    }

    [Test]
    public async Task A_changed_setting_counts_at_once_and_only_here()
    {
        var elsewhere = await _community.App.NewCommunityAsync();
        await ValueAsync(_community);
        await ValueAsync(elsewhere);

        await (await ChangeAsync(PlatformSettings.MailSignature, "周一至周五 8:30–17:30")).NothingAsync();

        Assert.That(await ValueAsync(_community), Is.EqualTo("周一至周五 8:30–17:30"));
        Assert.That(await ValueAsync(elsewhere), Is.Empty);
    }

    [Test]
    public async Task A_setting_goes_back_to_its_default()
    {
        await (await ChangeAsync(PlatformSettings.MailSignature, "周一至周五")).NothingAsync();

        await (await ChangeAsync(PlatformSettings.MailSignature, null)).NothingAsync();

        var item = (await (await _secretary.Http.GetAsync("/api/platform/settings")).JsonAsync()).GetProperty("items").EnumerateArray()
            .Single(setting => setting.GetProperty("name").GetString() == PlatformSettings.MailSignature);
        Assert.That(item.GetProperty("isOwn").GetBoolean(), Is.False);
        Assert.That(await ValueAsync(_community), Is.Empty);
    }

    [Test]
    public async Task A_value_that_is_not_possible_is_refused_with_its_name()
    {
        var answer = await ChangeAsync(PlatformSettings.MailSignature, new string('长', 201));

        var problem = await answer.RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.SettingInvalid);
        Assert.That(problem.GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo(PlatformSettings.MailSignature));
    }

    [Test]
    public async Task A_setting_that_nobody_defined_is_refused() =>
        await (await ChangeAsync("Platform.Nothing", "1")).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.SettingUnknown);

    [Test]
    public async Task A_feature_is_switched_on_and_given_back()
    {
        var before = await IsOnAsync();
        await (await SwitchAsync(PlatformFeatures.OpenRegistration, true)).NothingAsync();
        var on = await IsOnAsync();
        await (await SwitchAsync(PlatformFeatures.OpenRegistration, null)).NothingAsync();

        Assert.That((before, on, await IsOnAsync()), Is.EqualTo((false, true, false)));
        await (await SwitchAsync("Platform.Nothing", true)).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.FeatureUnknown);
    }

    private static Task<string> ValueAsync(TestCommunity community) => community.InsideAsync(services =>
        services.GetRequiredService<ISettings>().GetAsync(PlatformSettings.MailSignature, CancellationToken.None));

    private Task<bool> IsOnAsync() => _community.InsideAsync(services =>
        services.GetRequiredService<ISettings>().IsOnAsync(PlatformFeatures.OpenRegistration, CancellationToken.None));

    private Task<HttpResponseMessage> ChangeAsync(string name, string? value) =>
        _secretary.Http.PutAsJsonAsync("/api/platform/settings", new { changes = new[] { new { name, value } } });

    private Task<HttpResponseMessage> SwitchAsync(string name, bool? isOn) =>
        _secretary.Http.PutAsJsonAsync("/api/platform/features", new { changes = new[] { new { name, isOn } } });
}
