using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Periods;

/// <summary>The second of two people agrees, and it is done.</summary>
internal static class AgreeToPeriod
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/month-requests/{requestId:guid}/agreement", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<NoContent> HandleAsync(Guid requestId, VolunteerDbContext db, Months months, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await db.Set<PeriodRequest>().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken) ?? throw new NotFoundException();
        request.Agree(user.RequirePersonId(), clock.GetUtcNow());
        await db.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancellationToken);
                await months.ApplyAsync(request.BookId, request.Month, request.Action, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>Either of them lets it be.</summary>
internal static class WithdrawPeriod
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/month-requests/{requestId:guid}/withdrawal", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<NoContent> HandleAsync(Guid requestId, VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await db.Set<PeriodRequest>().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken) ?? throw new NotFoundException();
        request.Withdraw(user.RequirePersonId(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
