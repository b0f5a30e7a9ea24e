using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Volunteering.Skills;

/// <summary>What rosters say people can do and nobody has looked at yet, with the skill of the list that it probably is.</summary>
internal static class ListNamedSkills
{
    private const int Most = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/named-skills", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, IPeople people, CancellationToken cancellationToken)
    {
        var named = await db.Set<NamedSkill>().AsNoTracking().OrderBy(skill => skill.Name).ThenBy(skill => skill.Id).Take(Most).ToListAsync(cancellationToken);
        var skills = await db.Set<Skill>().AsNoTracking().OrderBy(skill => skill.Name).ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. named.Select(skill => skill.PersonId).Distinct()], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. named.Where(skill => cards.ContainsKey(skill.PersonId)).Select(skill => new Item(
                skill.Id,
                skill.PersonId,
                cards[skill.PersonId].Name,
                cards[skill.PersonId].ShortCode,
                skill.Name,
                NamedSkill.Match(skill.Name, skills)?.Id))]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="Name">In the roster's words.</param>
    /// <param name="SkillId">On the list by that name: its certificate is still to be seen, or it came on the list later.</param>
    public sealed record Item(Guid Id, Guid PersonId, string PersonName, string ShortCode, string Name, Guid? SkillId);
}
