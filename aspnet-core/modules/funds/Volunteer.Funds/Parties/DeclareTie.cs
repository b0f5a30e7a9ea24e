using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform;

namespace Volunteer.Funds.Parties;

/// <summary>Declares that a person is close to another person, donor or payee: from now on the one does not decide for the other.</summary>
internal static class DeclareTie
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/ties", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<Created<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        IPeople people,
        PartyDirectory parties,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if ((request.OtherPersonId is null) == (request.PartyId is null) || request.OtherPersonId == request.PersonId)
        {
            throw new InvalidRequestException("otherPersonId", FundsErrors.TieNeedsOneOther);
        }

        List<Guid> named = [request.PersonId, .. request.OtherPersonId is { } other ? new[] { other } : []];
        if ((await people.FindAsync(named, cancellationToken)).Count != named.Count)
        {
            throw new NotFoundException();
        }

        if (request.PartyId is { } partyId)
        {
            await parties.GetAsync(partyId, cancellationToken);
        }

        var tie = new Tie(request.PersonId, request.OtherPersonId, request.PartyId, request.Kind, user.RequirePersonId(), clock.GetUtcNow());
        db.Add(tie);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/ties/{tie.Id}", new Response(tie.Id));
    }

    public sealed record Request(Guid PersonId, TieKind Kind, Guid? OtherPersonId = null, Guid? PartyId = null);

    public sealed record Response(Guid Id);
}
