using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Disbursements;

/// <summary>Pays what was approved: the held money is let go and spent in one step, and the voucher is written.</summary>
internal static class PayDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/payment", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid disbursementId, Request request, VolunteerDbContext db, DisbursementPayment payment, BusinessDay day, CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        if (request.Date > today)
        {
            throw new InvalidRequestException("date", FundsErrors.DateInFuture);
        }

        var entry = await db.AtomicallyAsync(() => payment.PayAsync(disbursementId, request.MoneyAccountId, request.Date ?? today, cancellationToken), cancellationToken);
        return TypedResults.Ok(new Response(entry.Id, entry.Number));
    }

    public sealed record Request(Guid MoneyAccountId, DateOnly? Date = null);

    public sealed record Response(Guid EntryId, int EntryNumber);
}
