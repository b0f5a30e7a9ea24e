using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Bazaars;

/// <summary>Selling is over: the QR provider's total is written down and the cash is counted.</summary>
internal static class StopSelling
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/bazaars/{bazaarId:guid}/counting", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<NoContent> HandleAsync(Guid bazaarId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        (await db.GetBazaarAsync(bazaarId, cancellationToken)).StopSelling(request.QrTotalFen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="QrTotalFen">From the provider's own report.</param>
    public sealed record Request(long QrTotalFen);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.QrTotalFen).InclusiveBetween(0, 1_000_000_000_000);
    }
}
