using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Payments;

/// <summary>One payment with everything that happened to it.</summary>
internal static class GetPayment
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/payments/{paymentId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid paymentId, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == paymentId, cancellationToken) ?? throw new NotFoundException();
        var fund = await db.Set<Fund>().AsNoTracking().SingleAsync(f => f.Id == payment.FundId, cancellationToken);
        var refunds = await db.Set<PaymentRefund>().AsNoTracking().Where(r => r.PaymentId == paymentId).OrderBy(r => r.OrderedAt).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        var disputes = await db.Set<PaymentDispute>().AsNoTracking().Where(d => d.PaymentId == paymentId).OrderBy(d => d.OpenedAt).ThenBy(d => d.Id).ToListAsync(cancellationToken);
        var transactions = await db.Set<ProviderTransaction>().AsNoTracking().Where(t => t.PaymentId == paymentId).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            ListPayments.Item.Of(payment, fund.Name, fund.NameEn),
            payment.CheckoutId,
            payment.ChargeId,
            [.. refunds.Select(r => new Refund(r.Id, r.ExternalId, r.Fen, r.State, r.RawState, r.Reason, r.OrderedBy, r.OrderedAt))],
            [.. disputes.Select(d => new Dispute(d.Id, d.ExternalId, d.Fen, d.State, d.RawState, d.OpenedAt))],
            [.. transactions.Select(Movement.Of)]));
    }

    public sealed record Response(ListPayments.Item Payment, string? CheckoutId, string? ChargeId, List<Refund> Refunds, List<Dispute> Disputes, List<Movement> Movements);

    public sealed record Refund(Guid Id, string? ExternalId, long Fen, RefundState State, string? RawState, string? Reason, Guid? OrderedBy, DateTimeOffset OrderedAt);

    public sealed record Dispute(Guid Id, string ExternalId, long Fen, DisputeStage State, string RawState, DateTimeOffset OpenedAt);

    /// <param name="EntryId">Null while it is held.</param>
    public sealed record Movement(string ExternalId, TransactionCategory Category, string RawCategory, long AmountFen, long FeeFen, long NetFen, string Currency, DateTimeOffset CreatedAt, string? PayoutId, Guid? EntryId)
    {
        internal static Movement Of(ProviderTransaction row) =>
            new(row.ExternalId, row.Category, row.RawCategory, row.AmountFen, row.FeeFen, row.NetFen, row.Currency, row.CreatedAt, row.PayoutId, row.EntryId);
    }
}
