using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Tracing;

/// <summary>The same page for the office, to answer a donor who asks (慈善法 art. 42).</summary>
internal static class TraceGift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/gifts/{giftId:guid}/trace", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<GiftTraceView>> HandleAsync(Guid giftId, VolunteerDbContext db, GiftTrace trace, CancellationToken cancellationToken) =>
        TypedResults.Ok(await trace.OfAsync(await db.GetGiftAsync(giftId, cancellationToken), cancellationToken));
}
