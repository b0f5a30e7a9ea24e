using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>
/// The three-way proof: what donors paid less fees, refunds and disputes is the payout; the payout is the line on the bank
/// statement; and both are what the funds' legs in the books say. What is left over is zero or has a name.
/// </summary>
internal static class GetPayout
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/payouts/{payoutId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid payoutId, VolunteerDbContext db, IPayoutArrivals arrivals, CancellationToken cancellationToken)
    {
        var payout = await db.Set<ProviderPayout>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == payoutId, cancellationToken) ?? throw new NotFoundException();
        var inside = await db.Set<ProviderTransaction>().AsNoTracking()
            .Where(t => t.AccountId == payout.AccountId && t.PayoutId == payout.ExternalId)
            .OrderBy(t => t.CreatedAt).ThenBy(t => t.ExternalId)
            .ToListAsync(cancellationToken);
        var legs = payout.EntryId is { } entryId ? await LegsAsync(db, entryId, cancellationToken) : [];
        var arrival = await arrivals.FindAsync(payout, cancellationToken);
        var questions = await db.Set<PaymentQuestion>().AsNoTracking()
            .Where(q => q.AccountId == payout.AccountId && q.Reference == payout.ExternalId && q.State == QuestionState.Open)
            .Select(q => q.Kind).ToListAsync(cancellationToken);

        var parts = Parts.Of(inside);
        var booksFen = legs.Sum(leg => leg.Fen);
        var sameCurrency = payout.Currency == Book.Yuan;
        var expectedFen = sameCurrency ? payout.Amount : booksFen;
        var residual = payout.IsAutomatic && payout.OriginalPayoutId is null && payout.EntryId is not null ? expectedFen - parts.NetFen : 0;
        long? bankResidual = arrival is null ? null : arrival.Fen - booksFen;
        return TypedResults.Ok(new Response(
            ListPayouts.Item.Of(payout),
            parts,
            residual,
            booksFen,
            expectedFen - booksFen,
            arrival is null ? null : new Bank(arrival.EntryId, arrival.Fen, arrival.On),
            bankResidual,
            payout.EntryId is not null && residual == 0 && expectedFen == booksFen && parts.HeldFen == 0 && bankResidual == 0,
            legs,
            questions,
            [.. inside.Select(GetPayment.Movement.Of)]));
    }

    private static async Task<List<FundLeg>> LegsAsync(VolunteerDbContext db, Guid entryId, CancellationToken cancellationToken)
    {
        var inTransit = db.Set<ChartAccount>().Where(chart => chart.Role == AccountRole.InTransit).Select(chart => chart.Id);
        var rows = await db.Set<EntryLine>().AsNoTracking().Where(line => line.EntryId == entryId && inTransit.Contains(line.AccountId))
            .Join(db.Set<Fund>(), line => line.FundId, fund => fund.Id, (line, fund) => new { fund.Id, fund.Code, fund.Name, fund.NameEn, line.Fen })
            .ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Code, StringComparer.Ordinal).Select(row => new FundLeg(row.Id, row.Name, row.NameEn, row.Fen))];
    }

    /// <param name="ResidualFen">Payout less its parts.</param>
    /// <param name="BooksResidualFen">Payout less the funds' legs.</param>
    /// <param name="BankResidualFen">Bank less the funds' legs; null while nothing has arrived.</param>
    /// <param name="Proves">All three agree to the fen and nothing inside is unexplained.</param>
    public sealed record Response(
        ListPayouts.Item Payout,
        Parts Parts,
        long ResidualFen,
        long BooksFen,
        long BooksResidualFen,
        Bank? Bank,
        long? BankResidualFen,
        bool Proves,
        List<FundLeg> Funds,
        List<QuestionKind> Questions,
        List<GetPayment.Movement> Movements);

    /// <param name="GiftsFen">What donors paid.</param>
    /// <param name="FeesFen">What the provider kept, below zero.</param>
    /// <param name="HeldFen">Inside, but not in the books yet.</param>
    public sealed record Parts(long GiftsFen, long RefundsFen, long DisputesFen, long FeesFen, long OtherFen, long HeldFen, long NetFen)
    {
        internal static Parts Of(IReadOnlyList<ProviderTransaction> inside)
        {
            var posted = inside.Where(t => t.EntryId is not null).ToList();
            return new Parts(
                Sum(TransactionCategory.Charge),
                Sum(TransactionCategory.Refund, TransactionCategory.RefundFailure),
                Sum(TransactionCategory.Dispute, TransactionCategory.DisputeReversal),
                Sum(TransactionCategory.Fee) - posted.Sum(t => t.FeeFen),
                Sum(TransactionCategory.Reserve, TransactionCategory.Payout, TransactionCategory.PayoutReversal),
                inside.Where(t => t.EntryId is null).Sum(t => t.NetFen),
                inside.Sum(t => t.NetFen));

            long Sum(params TransactionCategory[] categories) => posted.Where(t => categories.Contains(t.Category)).Sum(t => t.AmountFen);
        }
    }

    public sealed record Bank(Guid EntryId, long Fen, DateOnly On);

    public sealed record FundLeg(Guid FundId, string Name, string NameEn, long Fen);
}
