using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Hours;

/// <summary>Every line of one person's record, with what was reversed and why: all of it for the secretary, a leader's own clubs for a leader.</summary>
internal static class GetHoursLedger
{
    private const int MostOnAPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/hours/ledger", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ApproveHours);

    private static async Task<Ok<Response>> HandleAsync(
        Guid personId,
        VolunteerDbContext db,
        ClubScope scope,
        IPeople people,
        HoursLines lines,
        CancellationToken cancellationToken,
        int page = 1,
        int pageSize = 50)
    {
        if ((await people.FindAsync([personId], cancellationToken)).Count == 0)
        {
            throw new NotFoundException();
        }

        var mine = await scope.MineAsync(cancellationToken);
        var entries = db.Set<HoursEntry>().AsNoTracking().Where(e => e.PersonId == personId);
        if (mine is not null)
        {
            entries = entries.Where(e => mine.Contains(e.ClubId));
        }

        var size = Math.Clamp(pageSize, 1, MostOnAPage);
        var items = await entries.OrderByDescending(e => e.LocalDate).ThenByDescending(e => e.EnteredAt).ThenBy(e => e.Id)
            .Skip((Math.Clamp(page, 1, 100_000) - 1) * size).Take(size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            await lines.ReadAsync(items, cancellationToken),
            await entries.CountAsync(cancellationToken),
            await entries.Where(e => e.State == HoursState.Approved).SumAsync(e => e.Minutes, cancellationToken)));
    }

    public sealed record Response(IReadOnlyList<HoursLine> Items, int Total, int ApprovedMinutes);
}
