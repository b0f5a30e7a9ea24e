using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;
using Volunteer.Identity;

namespace Volunteer.Funds.Payments;

/// <summary>Payments of the community's books, newest first.</summary>
internal static class ListPayments
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/payments", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        CancellationToken cancellationToken,
        PaymentState? state = null,
        Guid? accountId = null,
        int page = 1,
        int pageSize = 50)
    {
        var payments = db.Set<Payment>().AsNoTracking();
        if (state is not null)
        {
            payments = payments.Where(payment => payment.State == state);
        }

        if (accountId is not null)
        {
            payments = payments.Where(payment => payment.AccountId == accountId);
        }

        var total = await payments.CountAsync(cancellationToken);
        var rows = await payments.OrderByDescending(payment => payment.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize))
            .Join(db.Set<Fund>(), payment => payment.FundId, fund => fund.Id, (payment, fund) => new { payment, fund.Name, fund.NameEn })
            .OrderByDescending(row => row.payment.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(row => Item.Of(row.payment, row.Name, row.NameEn))], total));
    }

    public sealed record Response(List<Item> Items, int Total);

    /// <param name="Donor">The surname only; the gift has the rest for who may see it.</param>
    public sealed record Item(
        Guid Id,
        Guid AccountId,
        PaymentProviderKind Provider,
        PaymentState State,
        string? RawState,
        long Fen,
        string Currency,
        string? Method,
        string FundName,
        string FundNameEn,
        string? Donor,
        string? NoteCode,
        Guid? GiftId,
        DateTimeOffset StartedAt,
        DateTimeOffset? PaidAt,
        long RefundFen,
        long DisputedFen,
        long RefundableFen)
    {
        internal static Item Of(Payment payment, string fundName, string fundNameEn) => new(
            payment.Id,
            payment.AccountId,
            payment.Provider,
            payment.State,
            payment.RawState,
            payment.Fen,
            payment.Currency,
            payment.Method,
            fundName,
            fundNameEn,
            payment.DonorName is { } name ? Masking.Name(name) : null,
            payment.NoteCode,
            payment.GiftId,
            payment.StartedAt,
            payment.PaidAt,
            payment.RefundFen,
            payment.DisputedFen,
            payment.RefundableFen);
    }
}
