using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Invitations;

/// <summary>A link that went astray stops working.</summary>
internal static class RevokeInvitation
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/people/{personId:guid}/invitations", HandleAsync)
        .RequirePermission(PlatformPermissions.InvitePeople);

    private static async Task<NoContent> HandleAsync(
        Guid personId,
        VolunteerDbContext db,
        ICurrentTenant tenant,
        InvitationIssuer invitations,
        CancellationToken cancellationToken)
    {
        if (!await db.Set<Person>().AnyAsync(p => p.Id == personId, cancellationToken))
        {
            throw new NotFoundException();
        }

        await invitations.RevokeAsync(tenant.Id!.Value, personId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
