using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Payments.Manual;

namespace Volunteer.Funds.Payments;

/// <summary>The fund manager has seen a transfer on the account.</summary>
internal static class ConfirmTransfer
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payments/{paymentId:guid}/confirmation", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<Response>> HandleAsync(Guid paymentId, Request request, VolunteerDbContext db, ExpectedTransfers transfers, TimeProvider clock, CancellationToken cancellationToken)
    {
        var payment = await db.AtomicallyAsync(
            async () =>
            {
                var confirmed = await transfers.ConfirmAsync(paymentId, request.Fen, request.ReceivedOn, clock.GetUtcNow(), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return confirmed;
            },
            cancellationToken);
        return TypedResults.Ok(new Response(payment.State, payment.GiftId));
    }

    /// <param name="Fen">What the statement says, to the fen.</param>
    public sealed record Request(long Fen, DateOnly ReceivedOn);

    public sealed record Response(PaymentState State, Guid? GiftId);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Fen).GreaterThan(0);
    }
}
