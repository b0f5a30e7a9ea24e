using System.Collections;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests.Isolation;

/// <summary>One operation of the API with a way to call it with any id.</summary>
internal sealed record Operation(string Method, string Template, AccessRule Rule, IReadOnlyList<string> IdParameters, Type? Body)
{
    private static readonly JsonSerializerOptions Json = MakeOptions();

    /// <summary>Whether an id can be sent at all, in the path or anywhere in the body.</summary>
    public bool TakesIds { get; } = IdParameters.Count > 0 || (Body is not null && HasIds(Body, depth: 0));

    public override string ToString() => $"{Method} {Template}";

    /// <summary>A request in which every id, in the path and in the body, is this one.</summary>
    public HttpRequestMessage Request(Guid id)
    {
        var path = "/" + Template.TrimStart('/');
        foreach (var parameter in IdParameters)
        {
            path = path.Replace($"{{{parameter}:guid}}", id.ToString(), StringComparison.Ordinal);
        }

        // Whatever else stands in the path is a name or a token: one that nobody has.
        path = System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "nobody-has-this", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        var request = new HttpRequestMessage(new HttpMethod(Method), path);
        if (Body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(Sample(Body, id, depth: 0), Json), System.Text.Encoding.UTF8, "application/json");
        }

        return request;
    }

    private static bool HasIds(Type type, int depth) => depth < 4 && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(property =>
    {
        var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? (property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType);
        return inner == typeof(Guid) || (inner.Namespace?.StartsWith("Volunteer", StringComparison.Ordinal) == true && !inner.IsEnum && HasIds(inner, depth + 1));
    });

    /// <summary>A plausible value of a request type, with this id wherever an id is asked for.</summary>
    private static object? Sample(Type type, Guid id, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return "测试";
        }

        if (type == typeof(Guid))
        {
            return id;
        }

        if (type == typeof(DateOnly))
        {
            return new DateOnly(2026, 3, 9);
        }

        if (type == typeof(TimeOnly))
        {
            return new TimeOnly(9, 0);
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2026, 3, 9, 1, 0, 0, TimeSpan.Zero);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (type == typeof(JsonElement))
        {
            return JsonSerializer.SerializeToElement(new { });
        }

        if (type.IsValueType)
        {
            return type == typeof(bool) ? true : type == typeof(int) ? 1 : Activator.CreateInstance(type);
        }

        if (typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType)
        {
            if (type.GetGenericArguments() is not [var item])
            {
                return new Dictionary<string, string>(StringComparer.Ordinal);
            }

            var list = new List<object?>();
            if (depth < 3)
            {
                list.Add(Sample(item, id, depth + 1));
            }

            return list;
        }

        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => Sample(property.PropertyType, id, depth + 1), StringComparer.Ordinal);
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions();
        StrictJson.Configure(options);
        return options;
    }
}

/// <summary>Every operation under /api, read from the running host, so that nobody has to remember a new one.</summary>
internal static class ApiSurface
{
    public static IReadOnlyList<Operation> Read(TestApp app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => new Operation(
                method,
                endpoint.RoutePattern.RawText!,
                endpoint.Metadata.GetMetadata<AccessRule>()!,
                [.. endpoint.RoutePattern.Parameters.Where(parameter => parameter.ParameterPolicies.Any(policy => policy.Content == "guid")).Select(parameter => parameter.Name)],
                endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault()?.GetParameters().Select(parameter => parameter.ParameterType).FirstOrDefault(type => type.IsNested && type.Name == "Request"))))
            .OrderBy(operation => operation.Template, StringComparer.Ordinal)
            .ThenBy(operation => operation.Method, StringComparer.Ordinal),
    ];
}
