using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Volunteer;

/// <summary>What an endpoint asks of the caller. Exactly one per endpoint; the host refuses to start without.</summary>
public abstract record AccessRule
{
    /// <param name="Reason">Why this is open to the world.</param>
    public sealed record Public(string Reason) : AccessRule;

    public sealed record SignedIn : AccessRule;

    public sealed record Permission(string Name) : AccessRule;
}

public static class AccessRuleExtensions
{
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule.Permission(permission));

    /// <summary>Any signed-in account, whatever its roles; the handler shows only what is the account's own.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule.SignedIn());

    public static TBuilder AllowEveryone<TBuilder>(this TBuilder endpoint, string because)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule.Public(because));
}

/// <summary>Enforces the endpoint's <see cref="AccessRule"/> and enters the session's tenant.</summary>
internal sealed class AccessMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, ICurrentTenant tenant, ICurrentUser user)
    {
        var session = http.Features.Get<UserSession>();
        var endpoint = http.GetEndpoint();

        // Every endpoint of ours has a rule, or the host would not have started; what has none is ASP.NET's own answer to a
        // wrong method or content type.
        if (endpoint?.Metadata.GetMetadata<AccessRule>() is { } rule)
        {
            if (rule is not AccessRule.Public && session is null)
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                await Problems.WriteAsync(http, StatusCodes.Status401Unauthorized, FrameworkErrors.SignInNeeded);
                return;
            }

            if (rule is not AccessRule.Public && session?.Restriction is { } restriction && endpoint.Metadata.GetMetadata<OpenToRestrictedSessions>() is null)
            {
                await Problems.WriteAsync(http, StatusCodes.Status403Forbidden, restriction);
                return;
            }

            var allowed = rule switch
            {
                AccessRule.Public or AccessRule.SignedIn => true,
                AccessRule.Permission permission => user.Can(permission.Name),
                _ => false,
            };
            if (!allowed)
            {
                await Problems.WriteAsync(http, StatusCodes.Status403Forbidden, FrameworkErrors.Forbidden);
                return;
            }
        }

        using (tenant.Change(session?.TenantId))
        {
            await next(http);
        }
    }
}
