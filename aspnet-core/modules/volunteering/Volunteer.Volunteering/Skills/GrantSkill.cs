using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Volunteering.Skills;

/// <summary>The secretary records that a person can do something, having seen the certificate where one is needed. Again renews it.</summary>
internal static class GrantSkill
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/skills", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<NoContent> HandleAsync(Guid personId, Request request, VolunteerDbContext db, IPeople people, CancellationToken cancellationToken)
    {
        if ((await people.FindAsync([personId], cancellationToken)).Count == 0)
        {
            throw new NotFoundException();
        }

        if (!await db.Set<Skill>().AnyAsync(skill => skill.Id == request.SkillId, cancellationToken))
        {
            throw new InvalidRequestException("skillId", VolunteeringErrors.SkillUnknown);
        }

        var held = await db.Set<PersonSkill>().SingleOrDefaultAsync(h => h.PersonId == personId && h.SkillId == request.SkillId, cancellationToken);
        if (held is null)
        {
            db.Add(new PersonSkill(personId, request.SkillId, request.ValidUntil));
        }
        else
        {
            held.Renew(request.ValidUntil);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="ValidUntil">The last day on which it counts; null for no end.</param>
    public sealed record Request(Guid SkillId, DateOnly? ValidUntil = null);
}
