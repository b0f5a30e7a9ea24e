using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.PersonalData;

/// <summary>Everything the community holds about me, each module its own section (PIPL art. 45).</summary>
internal static class ExportMyData
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me/export", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(
        IEnumerable<IPersonalDataSource> sources,
        ICommunity community,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var sections = new JsonObject();
        foreach (var source in sources.OrderBy(source => source.Section, StringComparer.Ordinal))
        {
            sections[source.Section] = await source.CollectAsync(personId, cancellationToken);
        }

        return TypedResults.Ok(new Response(clock.GetUtcNow(), (await community.CurrentAsync(cancellationToken)).Name, sections));
    }

    public sealed record Response(DateTimeOffset MadeAt, string Community, JsonObject Sections);
}
