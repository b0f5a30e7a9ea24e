using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Tenants;

/// <summary>The street's officer adds a community to the own street, with its first secretary.</summary>
internal static class CreateStreetCommunity
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/street/communities", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageStreetCommunities);

    private static async Task<Created<Response>> HandleAsync(Request request, CommunityFounding founding, ICurrentUser user, CancellationToken cancellationToken)
    {
        var streetId = user.StreetId ?? throw new ForbiddenException();
        var (id, invitation) = await founding.FoundAsync(streetId, request.Community, cancellationToken);
        return TypedResults.Created($"/api/platform/communities/{id}", new Response(id, InvitationLink.Of(invitation)));
    }

    public sealed record Request(NewCommunity Community);

    public sealed record Response(Guid Id, InvitationLink Invitation);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Community).SetValidator(new NewCommunityValidator());
    }
}
