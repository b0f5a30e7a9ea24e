namespace Volunteer;

/// <summary>
/// A refusal that the person can understand and act on. Becomes RFC 9457 problem details with status 409 and
/// the <see cref="Code"/>, which is also the key of its text in the translation files.
/// </summary>
public sealed class BusinessException(string code) : Exception(code)
{
    /// <summary>Stable, namespaced code, e.g. <c>Volunteering:ShiftFull</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the localised text, e.g. <c>places = 20</c>. Never personal data.</summary>
    public IReadOnlyDictionary<string, object?> Details => _details;

    private readonly Dictionary<string, object?> _details = new(StringComparer.Ordinal);

    public BusinessException With(string name, object? value)
    {
        _details[char.ToLowerInvariant(name[0]) + name[1..]] = value;
        return this;
    }
}
