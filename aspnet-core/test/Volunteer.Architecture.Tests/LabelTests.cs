using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.Architecture.Tests;

/// <summary>
/// The console shows the names that modules define through its own dictionaries. A new permission, setting, feature or job
/// without words there would be shown as a key.
/// </summary>
internal sealed class LabelTests
{
    private DefinitionContext _definitions = null!;
    private IReadOnlyList<JobDefinition> _jobs = null!;

    [OneTimeSetUp]
    public async Task ReadDefinitions()
    {
        var app = await TestApp.ForAsync(DatabaseProvider.Sqlite);
        _definitions = app.Services.GetRequiredService<DefinitionContext>();
        _jobs = [.. app.Services.GetServices<JobDefinition>()];
    }

    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();

    [TestCase("zh-CN")]
    [TestCase("en")]
    public void Every_permission_of_a_community_has_a_label(string language) => HaveLabels(
        language,
        "roles",
        _definitions.Permissions.Values.Where(permission => permission.Side == PermissionSide.Tenant).Select(permission => $"permission.{permission.Name}"));

    [TestCase("zh-CN")]
    [TestCase("en")]
    public void Every_role_has_a_label(string language) => HaveLabels(language, "roles", _definitions.Roles.Keys.Select(role => $"name.{role}"));

    [TestCase("zh-CN")]
    [TestCase("en")]
    public void Every_setting_has_a_label_and_an_explanation(string language) => HaveLabels(
        language,
        "settings",
        _definitions.Settings.Keys.SelectMany(setting => new[] { $"item.{setting}", $"itemAbout.{setting}" }));

    [TestCase("zh-CN")]
    [TestCase("en")]
    public void Every_feature_has_a_label_and_an_explanation(string language) => HaveLabels(
        language,
        "settings",
        _definitions.Features.Keys.SelectMany(feature => new[] { $"feature.{feature}", $"featureAbout.{feature}" }));

    [TestCase("zh-CN")]
    [TestCase("en")]
    public void Every_job_has_a_label(string language) => HaveLabels(language, "host", _jobs.Select(job => $"job.{job.Name}"));

    private static void HaveLabels(string language, string dictionary, IEnumerable<string> keys)
    {
        var file = Path.Combine(House.Root.FullName, "angular", "src", "i18n", language, $"{dictionary}.json");
        using var texts = JsonDocument.Parse(File.ReadAllText(file));
        var wanted = keys.ToList();

        Assert.That(wanted, Is.Not.Empty);
        Assert.That(wanted.Where(key => !HasText(texts.RootElement, key)), Is.Empty, $"missing in angular/src/i18n/{language}/{dictionary}.json");
    }

    private static bool HasText(JsonElement texts, string key)
    {
        foreach (var part in key.Split('.'))
        {
            if (texts.ValueKind != JsonValueKind.Object || !texts.TryGetProperty(part, out texts))
            {
                return false;
            }
        }

        return texts.ValueKind == JsonValueKind.String && texts.GetString() is { Length: > 0 };
    }
}
