using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Gives a gift or a part of it back, by hand.</summary>
internal static class RefundGift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/gifts/{giftId:guid}/refunds", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<Response>> HandleAsync(Guid giftId, Request request, VolunteerDbContext db, IGiftRecorder recorder, BusinessDay day, CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        var recorded = await db.AtomicallyAsync(
            async () =>
            {
                var gift = await db.GetGiftAsync(giftId, cancellationToken);
                var account = request.MoneyAccountId ?? gift.MoneyAccountId ?? throw new BusinessException(FundsErrors.RefundInKind);
                return await recorder.RefundAsync(new NewRefund(giftId, request.Fen, today, request.Reason.Trim(), account), cancellationToken);
            },
            cancellationToken);
        return TypedResults.Created($"/api/funds/gifts/{giftId}", new Response(recorded.RefundId, recorded.Way, recorded.Entry.Id, recorded.Entry.Number));
    }

    /// <param name="MoneyAccountId">Where the money leaves; by default where it came in.</param>
    public sealed record Request(long Fen, string Reason, Guid? MoneyAccountId = null);

    public sealed record Response(Guid Id, RefundWay Way, Guid EntryId, int EntryNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Fen).Fen();
            RuleFor(request => request.Reason).OneLine(GiftRules.LongestReason);
        }
    }
}
