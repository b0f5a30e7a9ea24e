using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>Money moves from one fund to another inside a money account. Out of a restricted fund only with consent (慈善法 art. 56).</summary>
internal static class TransferBetweenFunds
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/transfers", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<PostedVoucher>> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, ILedger ledger, CancellationToken cancellationToken)
    {
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.BookId == bookId && (fund.Id == request.FromFundId || fund.Id == request.ToFundId)).ToDictionaryAsync(fund => fund.Id, cancellationToken);
        var account = await db.Set<MoneyAccount>().AsNoTracking().SingleOrDefaultAsync(account => account.BookId == bookId && account.Id == request.MoneyAccountId, cancellationToken);
        if (funds.Count != 2 || account is null)
        {
            throw new NotFoundException();
        }

        var (from, to) = (funds[request.FromFundId], funds[request.ToFundId]);
        var isPurposeChange = from.Restriction is Restriction.Restricted;
        if (isPurposeChange && string.IsNullOrWhiteSpace(request.Consent))
        {
            throw new BusinessException(FundsErrors.ConsentNotOnRecord);
        }

        var text = isPurposeChange ? $"{request.Reason}（{request.Consent}）" : request.Reason;
        var posting = new Posting(
            bookId,
            request.Date,
            isPurposeChange ? EntryKind.PurposeChange : EntryKind.Transfer,
            text,
            new PostingSource("transfer", Guid.CreateVersion7().ToString()),
            [
                new PostingLine(NetAssetsOf(from), request.Fen, from.Id),
                new PostingLine(account.Role, -request.Fen, from.Id) { MoneyAccountId = account.Id },
                new PostingLine(account.Role, request.Fen, to.Id) { MoneyAccountId = account.Id },
                new PostingLine(NetAssetsOf(to), -request.Fen, to.Id),
            ]);
        return PostedVoucher.Created(await db.AtomicallyAsync(() => ledger.PostAsync(posting, cancellationToken), cancellationToken));
    }

    private static AccountRole NetAssetsOf(Fund fund) => fund.Restriction is Restriction.Restricted ? AccountRole.RestrictedNetAssets : AccountRole.UnrestrictedNetAssets;

    /// <param name="Consent">Where the donors' consent or the re-filing is on record; needed for a restricted fund.</param>
    public sealed record Request(DateOnly Date, Guid FromFundId, Guid ToFundId, long Fen, Guid MoneyAccountId, string Reason, string? Consent = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Fen).GreaterThan(0);
            RuleFor(r => r.Reason).NotEmpty().MaximumLength(150);
            RuleFor(r => r.Consent).MaximumLength(100);
        }
    }
}
