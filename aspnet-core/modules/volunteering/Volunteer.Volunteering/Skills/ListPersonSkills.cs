using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Volunteering.Skills;

/// <summary>What a person can do, and until when.</summary>
internal static class ListPersonSkills
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/people/{personId:guid}/skills", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<Ok<List<Item>>> HandleAsync(Guid personId, VolunteerDbContext db, IPeople people, CancellationToken cancellationToken)
    {
        if ((await people.FindAsync([personId], cancellationToken)).Count == 0)
        {
            throw new NotFoundException();
        }

        return TypedResults.Ok(await db.Set<PersonSkill>().Where(held => held.PersonId == personId)
            .Join(db.Set<Skill>(), held => held.SkillId, skill => skill.Id, (held, skill) => new { held.SkillId, skill.Name, skill.NameEn, held.ValidUntil })
            .OrderBy(row => row.Name)
            .Select(row => new Item(row.SkillId, row.Name, row.NameEn, row.ValidUntil))
            .ToListAsync(cancellationToken));
    }

    public sealed record Item(Guid SkillId, string Name, string? NameEn, DateOnly? ValidUntil);
}
