using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Parties;

/// <summary>New details of a donor or payee. Gifts and vouchers of the past keep their own texts.</summary>
internal static class ChangeParty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/parties/{partyId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<PartyCard>> HandleAsync(Guid partyId, Request request, VolunteerDbContext db, PartyDirectory parties, CancellationToken cancellationToken)
    {
        var party = await parties.GetAsync(partyId, cancellationToken);
        if (party.Version != request.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        party.Change(PartyRules.Details(request.Party));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(PartyCard.Of(party));
    }

    public sealed record Request(int Version, PartyForm Party);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Party).SetValidator(new PartyFormValidator());
    }
}
