using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Bazaars;

/// <summary>
/// Posts the takings: what was counted is in the box, what the sheets say is income, and the difference stands in the books
/// by name, over or short.
/// </summary>
internal static class SettleBazaar
{
    private const int Counters = 2;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/bazaars/{bazaarId:guid}/settlement", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<Response>> HandleAsync(
        Guid bazaarId,
        VolunteerDbContext db,
        BookFacts books,
        ILedger ledger,
        LotLedger lots,
        TimeProvider clock,
        CancellationToken cancellationToken) => TypedResults.Ok(await db.AtomicallyAsync(
            async () =>
            {
                var bazaar = await db.GetBazaarAsync(bazaarId, cancellationToken);
                bazaar.EnsureCounting();
                var figures = await BazaarFigures.OfAsync(db, bazaar, await CountedAsync(db, bazaarId, cancellationToken), cancellationToken);

                // First the state, under its version: of two who settle at once one is told so before anything is posted.
                var posting = await PostingAsync(bazaar, figures, books, cancellationToken);
                bazaar.Settle(clock.GetUtcNow());
                await db.SaveChangesAsync(cancellationToken);
                if (posting.Lines.Count == 0)
                {
                    return new Response(null, null, figures);
                }

                var entry = await ledger.PostAsync(posting, cancellationToken);
                bazaar.Posted(entry);
                var taken = figures.CashCountedFen + figures.QrTotalFen;
                if (taken > 0)
                {
                    lots.Open(new NewLot(bazaar.FundId, bazaar.ProjectId, bazaar.CampaignId, GiftId: null, LotSource.Bazaar, bazaar.Id, bazaar.Date, taken));
                }

                await db.SaveChangesAsync(cancellationToken);
                return new Response(entry.Id, entry.Number, figures);
            },
            cancellationToken));

    private static async Task<long> CountedAsync(VolunteerDbContext db, Guid bazaarId, CancellationToken cancellationToken)
    {
        var counts = await db.Set<CashCount>().AsNoTracking().Where(count => count.BazaarId == bazaarId).OrderByDescending(count => count.CountedAt).ToListAsync(cancellationToken);
        if (counts.Count < Counters)
        {
            throw new BusinessException(FundsErrors.TwoCountersNeeded);
        }

        // Two different people, since each has one count; the last two must agree pile by pile, not only in the sum.
        return counts[0].Pieces == counts[1].Pieces ? counts[0].Fen : throw new BusinessException(FundsErrors.CountsDiffer);
    }

    private static async Task<Posting> PostingAsync(Bazaar bazaar, BazaarFigures figures, BookFacts books, CancellationToken cancellationToken)
    {
        var cash = await books.MoneyAccountAsync(bazaar.CashAccountId, bazaar.BookId, cancellationToken);
        var qr = bazaar.QrAccountId is { } id ? await books.MoneyAccountAsync(id, bazaar.BookId, cancellationToken) : null;
        var lines = new List<PostingLine>();
        Add(cash.Role, figures.CashCountedFen, cash.Id, null);
        Add(qr?.Role ?? AccountRole.ProviderBalance, figures.QrTotalFen, qr?.Id, null);
        Add(AccountRole.Sales, -figures.SheetsFen, null, null);
        AddDifference(figures.CashOverFen, "Funds.Voucher.CashOver", "Funds.Voucher.CashShort");
        AddDifference(figures.QrOverFen, "Funds.Voucher.QrOver", "Funds.Voucher.QrShort");
        return new Posting(bazaar.BookId, bazaar.Date, EntryKind.Bazaar, books.Text("Funds.Voucher.Bazaar", ("title", bazaar.Title)), new PostingSource("bazaar", bazaar.Id.ToString("N")), lines);

        void AddDifference(long over, string overText, string shortText)
        {
            if (over > 0)
            {
                Add(AccountRole.OtherIncome, -over, null, books.Text(overText));
            }
            else
            {
                Add(AccountRole.OtherCost, -over, null, books.Text(shortText));
            }
        }

        void Add(AccountRole account, long fen, Guid? moneyAccountId, string? text)
        {
            if (fen != 0)
            {
                lines.Add(new PostingLine(account, fen, bazaar.FundId) { MoneyAccountId = moneyAccountId, CampaignId = bazaar.CampaignId, ProjectId = bazaar.ProjectId, Text = text });
            }
        }
    }

    public sealed record Response(Guid? EntryId, int? EntryNumber, BazaarFigures Figures);
}
