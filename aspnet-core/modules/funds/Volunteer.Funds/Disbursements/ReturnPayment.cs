using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Disbursements;

/// <summary>The bank sent a payment back: the voucher is reversed, donors' lots are whole again, and the money is held for the next try.</summary>
internal static class ReturnPayment
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/return", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Ok<Response>> HandleAsync(
        Guid disbursementId,
        Request request,
        VolunteerDbContext db,
        DisbursementDesk desk,
        ILedger ledger,
        LotLedger lots,
        BusinessDay day,
        CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        return TypedResults.Ok(await db.AtomicallyAsync(
            async () =>
            {
                var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
                var paid = disbursement.EntryId;
                var reservationId = disbursement.Return();
                await db.SaveChangesAsync(cancellationToken);
                var entry = await ledger.ReverseAsync(paid!.Value, today, request.Reason.Trim(), cancellationToken);
                await lots.GiveBackAsync(paid.Value, cancellationToken);
                await ledger.ReserveAsync(reservationId, disbursement.FundId, disbursement.TotalFen, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return new Response(entry.Id, entry.Number);
            },
            cancellationToken));
    }

    public sealed record Request(string Reason);

    public sealed record Response(Guid EntryId, int EntryNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).OneLine(GiftRules.LongestReason);
    }
}
