using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Skills;

/// <summary>A skill was recorded by mistake or is gone.</summary>
internal static class RevokeSkill
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/people/{personId:guid}/skills/{skillId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<NoContent> HandleAsync(Guid personId, Guid skillId, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var held = await db.Set<PersonSkill>().SingleOrDefaultAsync(h => h.PersonId == personId && h.SkillId == skillId, cancellationToken) ?? throw new NotFoundException();
        db.Remove(held);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
