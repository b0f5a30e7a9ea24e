using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;

namespace Volunteer.Platform.People;

/// <summary>The register, by name; phone numbers masked.</summary>
internal static class ListPeople
{
    private const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/people", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewPeople);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        CancellationToken cancellationToken,
        string? search = null,
        bool departed = false,
        int page = 1,
        int pageSize = 50)
    {
        var size = Math.Clamp(pageSize, 1, LargestPage);
        var people = db.Set<Person>().AsNoTracking().Where(p => p.DepartedAt != null == departed);
        if (!string.IsNullOrWhiteSpace(search))
        {
            people = PeopleRegister.Matching(people, search);
        }

        var total = await people.CountAsync(cancellationToken);
        var rows = await people.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(Paging.Skip(page, size)).Take(size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(p => new Item(
                p.Id,
                p.Name,
                p.ShortCode,
                p.Phone is null ? null : Masking.Phone(p.Phone),
                p.BirthDate?.Year,
                p.Building,
                p.AccountId is not null,
                p.HasEmail,
                p.DepartedAt))],
            total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(
        Guid Id,
        string Name,
        string ShortCode,
        string? MaskedPhone,
        int? BirthYear,
        string? Building,
        bool HasAccount,
        bool HasEmail,
        DateTimeOffset? DepartedAt);
}
