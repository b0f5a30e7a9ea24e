using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Skills;

/// <summary>The secretary says which skill a roster meant, having seen the certificate where one is needed, or that it is none.</summary>
internal static class SettleNamedSkill
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/named-skills/{namedSkillId:guid}/settlement", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<NoContent> HandleAsync(Guid namedSkillId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var named = await db.Set<NamedSkill>().SingleOrDefaultAsync(skill => skill.Id == namedSkillId, cancellationToken) ?? throw new NotFoundException();
        if (request.SkillId is { } skillId)
        {
            if (!await db.Set<Skill>().AnyAsync(skill => skill.Id == skillId, cancellationToken))
            {
                throw new InvalidRequestException("skillId", VolunteeringErrors.SkillUnknown);
            }

            var held = await db.Set<PersonSkill>().SingleOrDefaultAsync(skill => skill.PersonId == named.PersonId && skill.SkillId == skillId, cancellationToken);
            if (held is null)
            {
                db.Add(new PersonSkill(named.PersonId, skillId, request.ValidUntil));
            }
            else
            {
                held.Renew(request.ValidUntil);
            }
        }

        db.Remove(named);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="SkillId">Null when it is no skill of the list, and need not be one.</param>
    /// <param name="ValidUntil">The last day on which it counts; null for no end.</param>
    public sealed record Request(Guid? SkillId = null, DateOnly? ValidUntil = null);
}
