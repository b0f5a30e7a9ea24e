using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Payments.Manual;

namespace Volunteer.Funds.Payments;

/// <summary>How a payment stands, for who started it; the page asks again every few seconds.</summary>
internal static class FollowPayment
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/pay/{key}/{token}", HandleAsync)
        .AllowEveryone("The token is the permission; it shows the sum and whether it arrived.");

    private static async Task<Ok<Response>> HandleAsync(string key, string token, VolunteerDbContext db, ICurrentTenant tenant, CancellationToken cancellationToken)
    {
        if (!PaymentAccount.TryReadKey(key, out var tenantId, out var accountId))
        {
            throw new NotFoundException();
        }

        return await db.InTenantAsync(
            tenant,
            tenantId,
            async () =>
            {
                var payment = await db.Set<Payment>().AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == accountId && p.Token == token, cancellationToken) ?? throw new NotFoundException();
                var account = await db.Set<PaymentAccount>().AsNoTracking().SingleAsync(a => a.Id == accountId, cancellationToken);
                var fund = await db.Set<Books.Fund>().AsNoTracking().SingleAsync(f => f.Id == payment.FundId, cancellationToken);
                return TypedResults.Ok(new Response(
                    payment.State,
                    payment.Fen,
                    payment.Currency,
                    fund.Name,
                    fund.NameEn,
                    payment.StartedAt,
                    payment.ExpiresAt,
                    payment.PaidAt,
                    payment.RefundFen,
                    payment.State is PaymentState.Pending ? TransferPage.Of(account, payment) : null));
            },
            cancellationToken);
    }

    public sealed record Response(
        PaymentState State,
        long Fen,
        string Currency,
        string FundName,
        string FundNameEn,
        DateTimeOffset StartedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? PaidAt,
        long RefundFen,
        TransferPage? Transfer);
}
