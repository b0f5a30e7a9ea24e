using System.Reflection;
using System.Text.RegularExpressions;

namespace Volunteer.Architecture.Tests;

internal sealed partial class TextTests
{
    private static readonly Texts Texts = new(ModuleList.All);

    [Test]
    public void Both_languages_have_the_same_texts() =>
        Assert.That(Texts.Keys("en"), Is.EquivalentTo(Texts.Keys(Texts.DefaultCulture)));

    [Test]
    public void Both_languages_use_the_same_values() => Assert.Multiple(() =>
    {
        foreach (var key in Texts.Keys("en"))
        {
            Assert.That(ValuesOf(Texts.Get(key, "en", null)), Is.EquivalentTo(ValuesOf(Texts.Get(key, Texts.DefaultCulture, null))), key);
        }
    });

    [Test]
    public void Every_error_code_has_a_text()
    {
        var codes = House.Contracts.Append(typeof(FrameworkErrors).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.That(codes.Except(Texts.Keys("en"), StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void Every_reason_to_refuse_a_rule_has_a_text() =>
        Assert.That(Recurrence.RecurrenceErrors.AllCodes.Except(Texts.Keys("en"), StringComparer.Ordinal), Is.Empty);

    [Test]
    public void Every_code_in_the_source_has_a_text()
    {
        string[] namespaces = [.. House.Modules.Select(House.NameOf), "Files", "Identity", "Recurrence", "Text"];
        var codes = House.Sources(withTests: false)
            .SelectMany(file => Code().Matches(File.ReadAllText(file.FullName)).Select(match => match.Groups["code"].Value))
            .Where(code => namespaces.Contains(code.Split(':')[0], StringComparer.Ordinal) && code != "Files:Folder")
            .Distinct(StringComparer.Ordinal);

        Assert.That(codes.Except(Texts.Keys("en"), StringComparer.Ordinal), Is.Empty);
    }

    /// <summary>An English text may use a value's English twin: {titleEn} for {title}.</summary>
    private static IEnumerable<string> ValuesOf(string text) =>
        Value().Matches(text).Select(match => match.Value.Replace("En}", "}", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    [GeneratedRegex("\"(?<code>[A-Z][A-Za-z]+:[A-Z][A-Za-z]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
