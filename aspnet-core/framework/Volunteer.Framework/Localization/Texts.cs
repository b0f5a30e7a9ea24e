using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Volunteer;

/// <summary>
/// The server's own texts (refusals, mails), from each module's embedded <c>Localization/zh-CN.json</c> and
/// <c>Localization/en.json</c>, or the files in folders of those names. Keys are error codes and text names; <c>{name}</c> stands for a value.
/// </summary>
public sealed partial class Texts
{
    public const string DefaultCulture = "zh-CN";

    public static readonly IReadOnlyList<string> Cultures = [DefaultCulture, "en"];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byCulture;

    public Texts(IEnumerable<IModule> modules)
    {
        Assembly[] assemblies = [typeof(Texts).Assembly, .. modules.Select(module => module.GetType().Assembly).Distinct()];
        _byCulture = Cultures.ToFrozenDictionary(culture => culture, culture => Load(assemblies, culture), StringComparer.Ordinal);
    }

    public IEnumerable<string> Keys(string culture) => _byCulture[culture].Keys;

    public string Get(string key) => Get(key, CultureInfo.CurrentUICulture.Name, null);

    /// <summary>The text, or the key itself when there is none (a test finds those).</summary>
    public string Get(string key, string culture, IReadOnlyDictionary<string, object?>? values)
    {
        var texts = _byCulture.GetValueOrDefault(culture) ?? _byCulture[culture.StartsWith("en", StringComparison.Ordinal) ? "en" : DefaultCulture];
        var text = texts.GetValueOrDefault(key, key);
        return values is null || values.Count == 0
            ? text
            : Placeholder().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value)
                ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty
                : match.Value);
    }

    private static FrozenDictionary<string, string> Load(IEnumerable<Assembly> assemblies, string culture)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            var names = assembly.GetManifestResourceNames()
                .Where(name => name == $"Localization/{culture}.json" || name.StartsWith($"Localization/{culture}/", StringComparison.Ordinal));
            foreach (var name in names)
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                {
                    all.Add(key, text);
                }
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
