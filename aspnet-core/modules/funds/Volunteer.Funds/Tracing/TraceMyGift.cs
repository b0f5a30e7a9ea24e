using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Tracing;

/// <summary>我的 50 元去哪了: the signed-in donor follows one gift.</summary>
internal static class TraceMyGift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/gifts/{giftId:guid}/trace", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<GiftTraceView>> HandleAsync(Guid giftId, MyGifts mine, GiftTrace trace, CancellationToken cancellationToken) =>
        TypedResults.Ok(await trace.OfAsync(await mine.GetAsync(giftId, cancellationToken), cancellationToken));
}
