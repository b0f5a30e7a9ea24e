using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Tenants;

/// <summary>The operator adds a community to a street, with its first secretary.</summary>
internal static class CreateCommunity
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/communities", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageCommunities);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, CommunityFounding founding, CancellationToken cancellationToken)
    {
        if (!await db.Set<Street>().AnyAsync(s => s.Id == request.StreetId, cancellationToken))
        {
            throw new NotFoundException();
        }

        var (id, invitation) = await founding.FoundAsync(request.StreetId, request.Community, cancellationToken);
        return TypedResults.Created($"/api/platform/communities/{id}", new Response(id, InvitationLink.Of(invitation)));
    }

    public sealed record Request(Guid StreetId, NewCommunity Community);

    public sealed record Response(Guid Id, InvitationLink Invitation);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Community).SetValidator(new NewCommunityValidator());
    }
}
