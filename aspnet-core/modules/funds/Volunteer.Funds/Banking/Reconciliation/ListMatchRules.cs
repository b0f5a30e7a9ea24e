using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>What was learned for an account, each with how often it was confirmed.</summary>
internal static class ListMatchRules
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/match-rules", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, VolunteerDbContext db, Reconciler reconciler, CancellationToken cancellationToken, int page = 1, int pageSize = 50)
    {
        await reconciler.AccountAsync(accountId, cancellationToken);
        var rules = db.Set<MatchRule>().AsNoTracking().Where(rule => rule.MoneyAccountId == accountId);
        var rows = await rules.OrderByDescending(rule => rule.LastConfirmedAt).ThenBy(rule => rule.Id)
            .Skip(BankingPages.Skip(page, pageSize)).Take(BankingPages.Size(pageSize))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(Item.Of)], await rules.CountAsync(cancellationToken)));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Kind">Alias: the bank's name for a party. Booking: how such lines were booked.</param>
    /// <param name="Shown">As the bank printed it.</param>
    /// <param name="IsInForce">On, and confirmed often enough.</param>
    public sealed record Item(Guid Id, string Kind, string Shown, string? Means, Guid? FundId, string? Role, string? Text, int Confirmations, DateTimeOffset LastConfirmedAt, bool IsOn, bool IsInForce)
    {
        internal static Item Of(MatchRule rule) => new(
            rule.Id,
            rule.Kind.ToString(),
            rule.Shown,
            rule.MeansShown,
            rule.FundId,
            rule.Role?.ToString(),
            rule.Text,
            rule.Confirmations,
            rule.LastConfirmedAt,
            rule.IsOn,
            rule.IsInForce);
    }
}
