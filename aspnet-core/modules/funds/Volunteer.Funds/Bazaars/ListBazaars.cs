using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Bazaars;

/// <summary>Bazaars, newest first.</summary>
internal static class ListBazaars
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/bazaars", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken, int page = 1, int pageSize = 50)
    {
        var bazaars = db.Set<Bazaar>().AsNoTracking();
        var total = await bazaars.CountAsync(cancellationToken);
        var rows = await bazaars.OrderByDescending(bazaar => bazaar.Date).ThenByDescending(bazaar => bazaar.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize))
            .Select(bazaar => new Item(bazaar.Id, bazaar.CampaignId, bazaar.Title, bazaar.Place, bazaar.Date, bazaar.State))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(rows, total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(Guid Id, Guid CampaignId, string Title, string Place, DateOnly Date, BazaarState State);
}
