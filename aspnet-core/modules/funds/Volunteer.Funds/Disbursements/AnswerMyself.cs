using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>The donor agrees or refuses that what is left of a gift is used for something else.</summary>
internal static class AnswerMyself
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/my/consents/{consentId:guid}", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Guid consentId, Request request, VolunteerDbContext db, Texts texts, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var consent = await db.Set<Consent>().AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == consentId && db.Set<Party>().Any(party => party.Id == c.PartyId && party.PersonId == me), cancellationToken)
            ?? throw new NotFoundException();
        var change = await db.GetPurposeChangeAsync(consent.PurposeChangeId, cancellationToken);
        change.Answer(consentId, request.Agrees, texts.Get("Funds.Consent.OnThePage", Texts.DefaultCulture, null), me, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(bool Agrees);
}
