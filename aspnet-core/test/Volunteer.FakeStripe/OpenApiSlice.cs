using System.Text.Json.Nodes;

namespace Volunteer.FakeStripe;

/// <summary>The part of Stripe's published description that we speak, and checks against it.</summary>
public sealed class OpenApiSlice
{
    /// <summary>In use today, but not in the description of 2023.</summary>
    private static readonly string[] Newer =
    [
        "adaptive_pricing", "presentment_details", "pending_reason", "trace_id", "balance_type", "ui_mode",
    ];

    private readonly JsonObject _document;

    public OpenApiSlice() => _document = Resource("openapi-slice.json");

    /// <summary>A current sample of an object, to be changed at will.</summary>
    public static JsonObject Fixture(string name) => (JsonObject)Resource("fixtures.json")["resources"]![name]!.DeepClone();

    /// <summary>What is wrong with a request: unknown path, unknown or misshapen parameters.</summary>
    public IReadOnlyList<string> CheckRequest(string method, string path, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [$"{method} {path} is not described"];
        }

        var problems = new List<string>();
        var given = Nest(fields);
        var schema = method == "POST"
            ? (JsonObject)operation["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!
            : QuerySchema(operation);
        CheckForm(given, schema, string.Empty, problems);
        return problems;
    }

    /// <summary>What is wrong with an answer.</summary>
    public IReadOnlyList<string> CheckResponse(string method, string path, JsonNode body)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [$"{method} {path} is not described"];
        }

        var problems = new List<string>();
        CheckJson(body, (JsonObject)operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!, "$", problems);
        return problems;
    }

    public IReadOnlyList<string> CheckObject(string schema, JsonNode body)
    {
        var problems = new List<string>();
        CheckJson(body, (JsonObject)_document["components"]!["schemas"]![schema]!, "$", problems);
        return problems;
    }

    private static JsonObject Resource(string name)
    {
        using var stream = typeof(OpenApiSlice).Assembly.GetManifestResourceStream(name)!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }

    private static JsonObject QuerySchema(JsonObject operation)
    {
        var properties = new JsonObject();
        foreach (var parameter in operation["parameters"]!.AsArray().Where(parameter => (string?)parameter!["in"] == "query"))
        {
            properties[(string)parameter!["name"]!] = parameter["schema"]!.DeepClone();
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    /// <summary>From <c>a[b][0]=c</c> to the structure that it means.</summary>
    private static JsonObject Nest(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var root = new JsonObject();
        foreach (var (name, value) in fields)
        {
            var steps = name.Replace("]", string.Empty, StringComparison.Ordinal).Split('[');
            var at = root;
            foreach (var step in steps[..^1])
            {
                at = (JsonObject)(at[step] ??= new JsonObject());
            }

            at[steps[^1]] = value;
        }

        return root;
    }

    private JsonObject? Operation(string method, string path)
    {
        foreach (var (template, operations) in _document["paths"]!.AsObject())
        {
            var (pattern, parts) = (template.Split('/'), path.Split('/'));
            if (pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            {
                return operations![method.ToLowerInvariant()] as JsonObject;
            }
        }

        return null;
    }

    private JsonObject Resolve(JsonObject schema)
    {
        if (schema["$ref"] is not { } reference)
        {
            return schema;
        }

        // What the slice leaves out may be anything.
        var name = ((string)reference!).Split('/')[^1];
        return _document["components"]!["schemas"]![name] as JsonObject ?? [];
    }

    private void CheckForm(JsonNode? value, JsonObject schema, string at, List<string> problems)
    {
        schema = Resolve(schema);
        if (schema["anyOf"] is JsonArray alternatives)
        {
            var tries = alternatives.Select(alternative =>
            {
                var found = new List<string>();
                CheckForm(value, (JsonObject)alternative!, at, found);
                return found;
            }).ToList();
            if (tries.All(found => found.Count > 0))
            {
                problems.AddRange(tries.MinBy(found => found.Count)!);
            }

            return;
        }

        switch ((string?)schema["type"])
        {
            case "object":
                CheckFormObject(value, schema, at, problems);
                break;
            case "array":
                if (value is not JsonObject items || items.Select((item, index) => item.Key == index.ToString(System.Globalization.CultureInfo.InvariantCulture)).Any(inOrder => !inOrder))
                {
                    problems.Add($"{at} is not a list");
                    break;
                }

                foreach (var (index, item) in items)
                {
                    CheckForm(item, (JsonObject)schema["items"]!, $"{at}[{index}]", problems);
                }

                break;
            default:
                CheckFormValue(value, schema, at, problems);
                break;
        }
    }

    private void CheckFormObject(JsonNode? value, JsonObject schema, string at, List<string> problems)
    {
        if (value is not JsonObject members)
        {
            problems.Add($"{at} is not a structure");
            return;
        }

        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var (name, member) in members)
        {
            if (properties[name] is JsonObject known)
            {
                CheckForm(member, known, $"{at}[{name}]", problems);
            }
            else if (schema["additionalProperties"] is JsonObject any)
            {
                CheckForm(member, any, $"{at}[{name}]", problems);
            }
            else if (!Newer.Contains(name))
            {
                problems.Add($"{at}[{name}] is unknown");
            }
        }

        foreach (var needed in (schema["required"] as JsonArray ?? []).Where(needed => !members.ContainsKey((string)needed!)))
        {
            problems.Add($"{at}[{(string)needed!}] is missing");
        }
    }

    private static void CheckFormValue(JsonNode? value, JsonObject schema, string at, List<string> problems)
    {
        if (value is not JsonValue || (string?)value is not { } text)
        {
            problems.Add($"{at} is not a value");
            return;
        }

        var fits = (string?)schema["type"] switch
        {
            "integer" => long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            "number" => decimal.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!fits)
        {
            problems.Add($"{at} is not of type {(string?)schema["type"]}");
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => (string?)one == text))
        {
            problems.Add($"{at} must not be {text}");
        }

        if (schema["maxLength"] is { } longest && text.Length > (int)longest)
        {
            problems.Add($"{at} is too long");
        }
    }

    private void CheckJson(JsonNode? value, JsonObject schema, string at, List<string> problems)
    {
        schema = Resolve(schema);
        if (value is null)
        {
            if (schema.Count > 0 && (bool?)schema["nullable"] != true)
            {
                problems.Add($"{at} must not be null");
            }

            return;
        }

        if (schema["anyOf"] is JsonArray alternatives)
        {
            var tries = alternatives.Select(alternative =>
            {
                var found = new List<string>();
                CheckJson(value, (JsonObject)alternative!, at, found);
                return found;
            }).ToList();
            if (tries.All(found => found.Count > 0))
            {
                problems.AddRange(tries.MinBy(found => found.Count)!);
            }

            return;
        }

        switch ((string?)schema["type"])
        {
            case "object":
                CheckJsonObject(value, schema, at, problems);
                break;
            case "array":
                if (value is not JsonArray items)
                {
                    problems.Add($"{at} is not a list");
                    break;
                }

                foreach (var (index, item) in items.Index())
                {
                    CheckJson(item, (JsonObject)schema["items"]!, $"{at}[{index}]", problems);
                }

                break;
            case "integer" or "number":
                Expect(value.GetValueKind() is System.Text.Json.JsonValueKind.Number, "a number");
                break;
            case "boolean":
                Expect(value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, "true or false");
                break;
            case "string":
                Expect(value.GetValueKind() is System.Text.Json.JsonValueKind.String, "text");
                if (schema["enum"] is JsonArray allowed && !allowed.Any(one => (string?)one == value.ToString()))
                {
                    problems.Add($"{at} must not be {value}");
                }

                break;
        }

        void Expect(bool holds, string what)
        {
            if (!holds)
            {
                problems.Add($"{at} is not {what}");
            }
        }
    }

    private void CheckJsonObject(JsonNode value, JsonObject schema, string at, List<string> problems)
    {
        if (value is not JsonObject members)
        {
            problems.Add($"{at} is not an object");
            return;
        }

        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var (name, member) in members)
        {
            if (properties[name] is JsonObject known)
            {
                CheckJson(member, known, $"{at}.{name}", problems);
            }
        }

        foreach (var needed in (schema["required"] as JsonArray ?? []).Where(needed => !members.ContainsKey((string)needed!)))
        {
            problems.Add($"{at}.{(string)needed!} is missing");
        }
    }
}
