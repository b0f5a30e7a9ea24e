using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Changes how the donor is shown from now on, on the donor's wish told to the office.</summary>
internal static class ShowDonor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/gifts/{giftId:guid}/display", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<NoContent> HandleAsync(Guid giftId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var gift = await db.GetGiftAsync(giftId, cancellationToken);
        gift.Show(request.Display, PartyRules.Trimmed(request.DisplayName));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(DonorDisplay Display, string? DisplayName = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.DisplayName).OptionalLine(GiftRules.LongestAlias);
    }
}
