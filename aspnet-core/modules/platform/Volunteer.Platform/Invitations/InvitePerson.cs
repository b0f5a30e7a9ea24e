using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Invitations;

/// <summary>
/// A link for one person of the community, on paper or by message. Also the way back for somebody who lost password and
/// phone: the account that accepts takes the place of the former one here, without its roles.
/// </summary>
internal static class InvitePerson
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/invitations", HandleAsync)
        .RequirePermission(PlatformPermissions.InvitePeople);

    private static async Task<Ok<Response>> HandleAsync(
        Guid personId,
        VolunteerDbContext db,
        ICurrentTenant tenant,
        InvitationIssuer invitations,
        CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
        if (!person.IsActive)
        {
            throw new BusinessException(PlatformErrors.PersonDeparted);
        }

        var issued = await invitations.IssueAsync(InvitationFor.Person(tenant.Id!.Value, personId, person.Name), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(issued.Id, issued.Url, issued.QrSvg, issued.ExpiresAt));
    }

    /// <param name="Url">Shown this once.</param>
    public sealed record Response(Guid Id, string Url, string QrSvg, DateTimeOffset ExpiresAt);
}
