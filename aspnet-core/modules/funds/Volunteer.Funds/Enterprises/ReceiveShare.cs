using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Enterprises;

/// <summary>A payment of the enterprise arrived: money in place of the claim.</summary>
internal static class ReceiveShare
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/enterprise-agreements/{agreementId:guid}/shares/{shareId:guid}/injections", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Ok<Response>> HandleAsync(
        Guid agreementId,
        Guid shareId,
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        ILedger ledger,
        LotLedger lots,
        BusinessDay day,
        CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        return await db.AtomicallyAsync(
            async () =>
            {
                var agreement = await db.GetAgreementAsync(agreementId, cancellationToken);
                var money = await books.MoneyAccountAsync(request.MoneyAccountId, agreement.BookId, cancellationToken);
                agreement.Receive(shareId, request.Fen);
                await db.SaveChangesAsync(cancellationToken);
                var share = agreement.Shares.Single(one => one.Id == shareId);
                var entry = await ledger.PostAsync(
                    new Posting(
                        agreement.BookId,
                        today,
                        EntryKind.EnterpriseShare,
                        books.Text("Funds.Voucher.ShareReceived", ("title", agreement.Title)),
                        new PostingSource("enterprise-injection", $"{shareId:N}:{share.Injections}"),
                        [
                            new PostingLine(money.Role, request.Fen, agreement.FundId) { MoneyAccountId = money.Id, PartyId = agreement.PartyId },
                            new PostingLine(AccountRole.Receivable, -request.Fen, agreement.FundId) { PartyId = agreement.PartyId },
                        ]),
                    cancellationToken);
                lots.Open(new NewLot(agreement.FundId, ProjectId: null, CampaignId: null, GiftId: null, LotSource.EnterpriseShare, shareId, today, request.Fen));
                await db.SaveChangesAsync(cancellationToken);
                return TypedResults.Ok(new Response(share.OpenFen, entry.Id, entry.Number));
            },
            cancellationToken);
    }

    public sealed record Request(long Fen, Guid MoneyAccountId);

    public sealed record Response(long OpenFen, Guid EntryId, int EntryNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Fen).Fen();
    }
}
