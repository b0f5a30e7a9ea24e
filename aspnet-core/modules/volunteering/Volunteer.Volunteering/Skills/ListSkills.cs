using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Skills;

/// <summary>Skills that a role may ask for.</summary>
internal static class ListSkills
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/skills", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<List<Item>>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Set<Skill>().OrderBy(skill => skill.Name)
            .Select(skill => new Item(skill.Id, skill.Version, skill.Name, skill.NameEn, skill.NeedsCertificate))
            .ToListAsync(cancellationToken));

    public sealed record Item(Guid Id, int Version, string Name, string? NameEn, bool NeedsCertificate);
}
