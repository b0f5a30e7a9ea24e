using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Accounts;

/// <summary>So that the page can say at once what the server would refuse.</summary>
internal static class GetPasswordRules
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/password-rules", Handle)
        .AllowEveryone("Shown where an account is made, before anybody is signed in.");

    private static Ok<Response> Handle() => TypedResults.Ok(new Response(PasswordRules.Least, PasswordRules.Most, PasswordRules.TooCommon));

    /// <param name="TooCommon">Compared with the password's letters and digits in lower case.</param>
    public sealed record Response(int Least, int Most, IReadOnlyList<string> TooCommon);
}
