using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>The right side of the screen: what waits for money on this account.</summary>
internal static class ListOpenItems
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/open-items", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, Reconciler reconciler, OpenItems items, CancellationToken cancellationToken, string? search = null, int page = 1, int pageSize = 100)
    {
        var account = await reconciler.AccountAsync(accountId, cancellationToken);
        var text = search?.Trim() ?? string.Empty;
        var found = (await items.ListAsync(account, cancellationToken))
            .Where(item => text.Length == 0 || item.Label.Contains(text, StringComparison.OrdinalIgnoreCase) || item.Number.Contains(text, StringComparison.Ordinal) || item.NoteCode.Equals(text, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => item.Date).ThenBy(item => item.Number, StringComparer.Ordinal).ThenBy(item => item.Id)
            .ToList();
        return TypedResults.Ok(new Response(
            [.. found.Skip(BankingPages.Skip(page, pageSize)).Take(BankingPages.Size(pageSize)).Select(item => new Item(item.Kind.ToString(), item.Id, item.Fen, item.Date, item.Label, item.Number, item.NoteCode, item.FundId))],
            found.Count));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Kind">LedgerLine, Pledge, Gift or Disbursement.</param>
    public sealed record Item(string Kind, Guid ItemId, long OpenFen, DateOnly Date, string Label, string Number, string NoteCode, Guid? FundId);
}
