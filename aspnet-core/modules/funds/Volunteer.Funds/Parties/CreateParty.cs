using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Parties;

/// <summary>A donor or payee who is not on the register yet, or a person of the register as one.</summary>
internal static class CreateParty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/parties", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<PartyCard>> HandleAsync(Request request, VolunteerDbContext db, PartyDirectory parties, CancellationToken cancellationToken)
    {
        var party = await parties.ResolveAsync(partyId: null, request.PersonId, request.Party, cancellationToken)
            ?? throw new InvalidRequestException("party", FrameworkErrors.Invalid);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/parties/{party.Id}", PartyCard.Of(party));
    }

    /// <param name="PersonId">Somebody of the register; then the form is not looked at.</param>
    public sealed record Request(Guid? PersonId = null, PartyForm? Party = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Party!).SetValidator(new PartyFormValidator()).When(request => request.Party is not null);
    }
}
