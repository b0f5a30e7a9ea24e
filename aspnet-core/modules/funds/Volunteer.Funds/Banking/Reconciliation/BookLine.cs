using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>An unmatched line becomes an entry and is matched with it, in one step. One line may belong to several funds.</summary>
internal static class BookLine
{
    private const int MostParts = 50;

    /// <summary>What a line may be booked against by hand. Gifts have a register of their own, and what the money is spent on is asked for and approved.</summary>
    private static readonly AccountRole[] Allowed =
    [
        AccountRole.OtherIncome, AccountRole.InvestmentIncome, AccountRole.Sales, AccountRole.Services,
        AccountRole.OtherCost, AccountRole.FundraisingCost,
        AccountRole.Payable, AccountRole.Receivable, AccountRole.InTransit, AccountRole.AgencyAssets, AccountRole.AgencyLiabilities,
    ];

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/statement-lines/{lineId:guid}/entry", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<Response>> HandleAsync(
        Guid lineId,
        Request request,
        VolunteerDbContext db,
        Reconciler reconciler,
        MatchWriter writer,
        LedgerLegs legs,
        LearnedRules rules,
        ILedger ledger,
        CancellationToken cancellationToken)
    {
        return TypedResults.Ok(await db.AtomicallyAsync(BookAsync, cancellationToken));

        async Task<Response> BookAsync()
        {
            var line = await db.Set<StatementLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == lineId, cancellationToken) ?? throw new NotFoundException();
            var account = await reconciler.AccountAsync(line.MoneyAccountId, cancellationToken);
            await RequireFundsAsync(db, account, request, cancellationToken);
            RequireSum(line, request.Parts.Sum(part => part.Fen));

            var entry = await ledger.PostAsync(
                new Posting(account.BookId, request.Date ?? line.Date, KindOf(request), request.Text, new PostingSource("bank-line", $"{line.Id}:{Guid.CreateVersion7()}"), [.. request.Parts.SelectMany(part => Legs(part, account))]),
                cancellationToken);
            var parts = await legs.OfAsync(entry.Id, account.Id, cancellationToken);
            var match = await writer.WriteAsync(account, line, MatchOrigin.NewEntry, parts, cancellationToken);
            if (request.Parts.Count == 1)
            {
                await rules.LearnBookingAsync(line, request.Parts[0].FundId, request.Parts[0].Role, request.Text, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }

            return new Response(match.Id, entry.Id, entry.Year, entry.Number);
        }
    }

    /// <summary>The whole open rest of a line that nobody else is at.</summary>
    public static void RequireSum(StatementLine line, long fen)
    {
        var open = line.Fen - line.MatchedFen;
        if (open == 0 || line.IgnoredAt is not null)
        {
            throw new BusinessException(FundsErrors.LineTaken);
        }

        if (fen != open)
        {
            throw new BusinessException(FundsErrors.BookingSum).With("openFen", open).With("amount", Statements.StatementChecks.Yuan(open));
        }
    }

    private static IEnumerable<PostingLine> Legs(Part part, MoneyAccount account)
    {
        yield return new PostingLine(account.Role, part.Fen, part.FundId) { MoneyAccountId = account.Id };
        yield return new PostingLine(part.Role, -part.Fen, part.FundId) { ProjectId = part.ProjectId };
    }

    private static async Task RequireFundsAsync(VolunteerDbContext db, MoneyAccount account, Request request, CancellationToken cancellationToken)
    {
        var ids = request.Parts.Select(part => part.FundId).Distinct().ToList();
        if (await db.Set<Fund>().CountAsync(fund => ids.Contains(fund.Id) && fund.BookId == account.BookId, cancellationToken) != ids.Count)
        {
            throw new NotFoundException();
        }
    }

    private static EntryKind KindOf(Request request) => request.Parts[0].Role switch
    {
        AccountRole.FundraisingCost or AccountRole.OtherCost => EntryKind.Fee,
        AccountRole.OtherIncome or AccountRole.InvestmentIncome => EntryKind.Interest,
        _ => EntryKind.Manual,
    };

    /// <param name="Date">Later than the line's, when the line's month is closed.</param>
    /// <param name="Parts">Together what is open of the line, with its sign.</param>
    public sealed record Request(string Text, IReadOnlyList<Part> Parts, DateOnly? Date = null);

    /// <param name="Role">What for: e.g. OtherIncome for interest, OtherCost for a bank's fee.</param>
    /// <param name="Fen">With the line's sign.</param>
    public sealed record Part(Guid FundId, AccountRole Role, long Fen, Guid? ProjectId = null);

    public sealed record Response(Guid MatchId, Guid EntryId, int Year, int Number);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Text).NotEmpty().MaximumLength(Entry.LongestText);
            RuleFor(request => request.Parts).NotEmpty();
            RuleFor(request => request.Parts.Count).LessThanOrEqualTo(MostParts).OverridePropertyName("parts");
            RuleForEach(request => request.Parts).ChildRules(part =>
            {
                part.RuleFor(p => p.Fen).NotEqual(0);
                part.RuleFor(p => p.Role).Must(role => Array.IndexOf(Allowed, role) >= 0);
            });
        }
    }
}
