using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>Money of a payment goes back to the donor, by the way it came. The provider is asked once this is stored.</summary>
internal static class RefundPayment
{
    private const int LongestReason = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payments/{paymentId:guid}/refunds", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(
        Guid paymentId,
        Request request,
        VolunteerDbContext db,
        PaymentAccounts accounts,
        PaymentProviders providers,
        ILedger ledger,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var refund = await db.AtomicallyAsync(
            async () =>
            {
                var accountId = await db.Set<Payment>().Where(p => p.Id == paymentId).Select(p => (Guid?)p.AccountId).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException();
                var account = await accounts.HoldAsync(accountId, cancellationToken);
                if (!providers.Of(account).HoldsMoney)
                {
                    throw new BusinessException(FundsErrors.RefundByHand);
                }

                var payment = await db.Set<Payment>().SingleAsync(p => p.Id == paymentId, cancellationToken);
                payment.OrderRefund(request.Fen);
                var ordered = new PaymentRefund(payment, request.Fen, request.Reason.Trim(), user.RequirePersonId(), clock.GetUtcNow());
                db.Add(ordered);
                await db.SaveChangesAsync(cancellationToken);
                try
                {
                    await ledger.ReserveAsync(ordered.Id, payment.FundId, request.Fen, cancellationToken);
                }
                catch (BusinessException shortage) when (shortage.Code == FundsErrors.FundShort && request.FromGeneralFund)
                {
                    // The fund has spent it; the general fund steps in when the money leaves.
                }

                return ordered;
            },
            cancellationToken);
        return TypedResults.Created($"/api/funds/payments/{paymentId}", new Response(refund.Id, refund.State));
    }

    /// <param name="FromGeneralFund">When the gift is spent already, the general fund pays what is missing.</param>
    public sealed record Request(long Fen, string Reason, bool FromGeneralFund = false);

    public sealed record Response(Guid Id, RefundState State);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Fen).GreaterThan(0);
            RuleFor(request => request.Reason).NotEmpty().MaximumLength(LongestReason);
        }
    }
}
