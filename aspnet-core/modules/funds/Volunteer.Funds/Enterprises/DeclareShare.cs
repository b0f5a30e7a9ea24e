using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Enterprises;

/// <summary>The enterprise told its profit of a period; what it promised is now owed to the fund.</summary>
internal static class DeclareShare
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/enterprise-agreements/{agreementId:guid}/shares", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(
        Guid agreementId,
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        ILedger ledger,
        BusinessDay day,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        return await db.AtomicallyAsync(
            async () =>
            {
                var agreement = await db.GetAgreementAsync(agreementId, cancellationToken);
                var share = agreement.Declare(request.From, request.Until, request.ProfitFen, clock.GetUtcNow());
                db.Add(share);
                await db.SaveChangesAsync(cancellationToken);
                if (share.PromisedFen > 0)
                {
                    share.Posted(await ledger.PostAsync(
                        new Posting(
                            agreement.BookId,
                            today,
                            EntryKind.EnterpriseShare,
                            books.Text("Funds.Voucher.ShareDue", ("title", agreement.Title)),
                            new PostingSource("enterprise-share", share.Id.ToString("N")),
                            [
                                new PostingLine(AccountRole.Receivable, share.PromisedFen, agreement.FundId) { PartyId = agreement.PartyId },
                                new PostingLine(AccountRole.OtherIncome, -share.PromisedFen, agreement.FundId) { PartyId = agreement.PartyId },
                            ]),
                        cancellationToken));
                    await db.SaveChangesAsync(cancellationToken);
                }

                return TypedResults.Created($"/api/funds/enterprise-agreements/{agreementId}", new Response(share.Id, share.PromisedFen, share.EntryNumber));
            },
            cancellationToken);
    }

    /// <param name="ProfitFen">Negative for a loss.</param>
    public sealed record Request(DateOnly From, DateOnly Until, long ProfitFen);

    public sealed record Response(Guid Id, long PromisedFen, int? EntryNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.ProfitFen).InclusiveBetween(-1_000_000_000_000, 1_000_000_000_000);
    }
}

internal static class AgreementQueries
{
    /// <summary>Absent and foreign agreements are the same 404.</summary>
    public static async Task<EnterpriseAgreement> GetAgreementAsync(this VolunteerDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<EnterpriseAgreement>().Include(agreement => agreement.Shares).SingleOrDefaultAsync(agreement => agreement.Id == id, cancellationToken) ?? throw new NotFoundException();
}
