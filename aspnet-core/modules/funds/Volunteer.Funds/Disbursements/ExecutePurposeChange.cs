using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Disbursements;

/// <summary>The second person agrees, and the money moves: entry, lots and fund balances at once.</summary>
internal static class ExecutePurposeChange
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/purpose-changes/{changeId:guid}/execution", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid changeId, Request request, VolunteerDbContext db, PurposeMoves moves, BusinessDay day, ICurrentUser user, CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        return TypedResults.Ok(await db.AtomicallyAsync(
            async () =>
            {
                var change = await db.GetPurposeChangeAsync(changeId, cancellationToken);
                change.Execute(user.RequirePersonId(), today);
                await db.SaveChangesAsync(cancellationToken);
                await moves.MoveAsync(change, request.MoneyAccountId, cancellationToken);
                return new Response(change.MovedFen!.Value, change.EntryId!.Value, change.EntryNumber!.Value);
            },
            cancellationToken));
    }

    /// <param name="MoneyAccountId">Where the money lies; needed between two funds.</param>
    public sealed record Request(Guid? MoneyAccountId = null);

    public sealed record Response(long MovedFen, Guid EntryId, int EntryNumber);
}
