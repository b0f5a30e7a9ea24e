using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Payments;

/// <summary>Payouts of the provider, newest first.</summary>
internal static class ListPayouts
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/payouts", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken, Guid? accountId = null, int page = 1, int pageSize = 50)
    {
        var payouts = db.Set<ProviderPayout>().AsNoTracking();
        if (accountId is not null)
        {
            payouts = payouts.Where(payout => payout.AccountId == accountId);
        }

        var total = await payouts.CountAsync(cancellationToken);
        var rows = await payouts.OrderByDescending(payout => payout.CreatedAt).ThenByDescending(payout => payout.Id)
            .Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(Item.Of)], total));
    }

    public sealed record Response(List<Item> Items, int Total);

    /// <param name="Amount">In the smallest unit of its currency; below zero when the provider takes money from the bank.</param>
    public sealed record Item(
        Guid Id,
        Guid AccountId,
        string ExternalId,
        long Amount,
        string Currency,
        PayoutStage State,
        string RawState,
        bool IsAutomatic,
        bool IsReconciled,
        DateOnly ArrivesOn,
        DateTimeOffset CreatedAt,
        string? Descriptor,
        Guid? EntryId,
        Guid? FailureEntryId)
    {
        internal static Item Of(ProviderPayout p) => new(
            p.Id,
            p.AccountId,
            p.ExternalId,
            p.Amount,
            p.Currency,
            p.State,
            p.RawState,
            p.IsAutomatic,
            p.IsReconciled,
            p.ArrivesOn,
            p.CreatedAt,
            p.Descriptor,
            p.EntryId,
            p.FailureEntryId);
    }
}
