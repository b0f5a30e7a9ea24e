using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Promises, newest first.</summary>
internal static class ListPledges
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/pledges", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        PartyDirectory parties,
        CancellationToken cancellationToken,
        PledgeState? state = null,
        string? noteCode = null,
        int page = 1,
        int pageSize = 50)
    {
        var pledges = db.Set<Pledge>().AsNoTracking().Where(pledge => state == null || pledge.State == state);
        if (PartyRules.Trimmed(noteCode) is { } typed)
        {
            var code = NoteCodes.Read(typed) ?? string.Empty;
            pledges = pledges.Where(pledge => pledge.NoteCode == code);
        }

        var total = await pledges.CountAsync(cancellationToken);
        var rows = await pledges.OrderByDescending(pledge => pledge.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        var donors = await parties.FindAsync(rows.Select(row => row.Display is DonorDisplay.Anonymous ? null : (Guid?)row.PartyId), cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(row => new Item(PledgeCard.Of(row), GiftRules.PublicName(row.Display, row.DisplayName, donors.GetValueOrDefault(row.PartyId))))], total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(PledgeCard Pledge, string? DonorName);
}
