using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Tenants;

/// <summary>Another officer for a street office.</summary>
internal static class InviteStreetOfficer
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/streets/{streetId:guid}/officers", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageStreets);

    private static async Task<Ok<Response>> HandleAsync(Guid streetId, Request request, VolunteerDbContext db, InvitationIssuer invitations, CancellationToken cancellationToken)
    {
        var name = PersonForm.Name(request.Name);
        if (!await db.Set<Street>().AnyAsync(s => s.Id == streetId, cancellationToken))
        {
            throw new NotFoundException();
        }

        var invitation = await invitations.IssueAsync(InvitationFor.StreetOfficer(streetId, name), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(InvitationLink.Of(invitation)));
    }

    public sealed record Request(string Name);

    public sealed record Response(InvitationLink Invitation);
}
