using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>The donor changes how they are shown with a gift, also after it was published.</summary>
internal static class ShowMe
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/my/gifts/{giftId:guid}/display", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Guid giftId, Request request, VolunteerDbContext db, MyGifts mine, CancellationToken cancellationToken)
    {
        var gift = await mine.GetAsync(giftId, cancellationToken);
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

/// <summary>The gifts of the person who is signed in.</summary>
internal sealed class MyGifts(VolunteerDbContext db, ICurrentUser user)
{
    public IQueryable<Gift> Query()
    {
        var me = user.RequirePersonId();
        return db.Set<Gift>().Where(gift => db.Set<Party>().Any(party => party.Id == gift.PartyId && party.PersonId == me));
    }

    /// <summary>Somebody else's gift is no gift of mine: 404.</summary>
    public async Task<Gift> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(gift => gift.Id == id, cancellationToken) ?? throw new NotFoundException();
}
