namespace Volunteer;

/// <summary>The signed-in person may not do this. Becomes 403 with the code.</summary>
public sealed class ForbiddenException(string code = FrameworkErrors.Forbidden) : Exception(code)
{
    public string Code { get; } = code;
}

/// <summary>No such thing for this tenant: a foreign id and an absent id are told apart by nobody. Becomes 404.</summary>
public sealed class NotFoundException() : Exception("Not found.");

/// <summary>A value in the request is wrong. Becomes 400 with the field.</summary>
public sealed class InvalidRequestException(string field, string code) : Exception(code)
{
    /// <summary>JSON path of the value in camelCase, e.g. <c>rule.startTime</c>.</summary>
    public string Field { get; } = field;

    public string Code { get; } = code;

    public IReadOnlyDictionary<string, object?> Details => _details;

    private readonly Dictionary<string, object?> _details = new(StringComparer.Ordinal);

    public InvalidRequestException With(string name, object? value)
    {
        _details[name] = value;
        return this;
    }
}

public static class FrameworkErrors
{
    public const string Forbidden = "Platform:Forbidden";
    public const string SignInNeeded = "Platform:SignInNeeded";
    public const string NotFound = "Platform:NotFound";
    public const string Stale = "Platform:Stale";
    public const string Invalid = "Platform:Invalid";
    public const string Unexpected = "Platform:Unexpected";
    public const string Busy = "Platform:Busy";
    public const string BodyMissing = "Platform:BodyMissing";
    public const string BodyUnreadable = "Platform:BodyUnreadable";
    public const string ControlCharacter = "Platform:ControlCharacter";
    public const string IdempotencyKeyReused = "Platform:IdempotencyKeyReused";
    public const string IdempotencyKeyInvalid = "Platform:IdempotencyKeyInvalid";
    public const string CrossSite = "Platform:CrossSite";
    public const string TooManyRequests = "Platform:TooManyRequests";
}
