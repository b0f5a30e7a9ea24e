using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>A promise that will not be kept, or a monthly one that ends; by the office or by the one who made it.</summary>
internal static class CancelPledge
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/pledges/{pledgeId:guid}/cancellation", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Guid pledgeId, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var mayAll = user.Can(FundsPermissions.RecordGifts);
        var pledge = await db.Set<Pledge>()
            .SingleOrDefaultAsync(p => p.Id == pledgeId && (mayAll || db.Set<Party>().Any(party => party.Id == p.PartyId && party.PersonId == me)), cancellationToken)
            ?? throw new NotFoundException();
        if (pledge.IsEnforceable && !mayAll)
        {
            throw new BusinessException(FundsErrors.PledgeEnforceable);
        }

        pledge.Cancel();
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
