using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Parties;

/// <summary>A relationship is over. That it was there stays on record.</summary>
internal static class EndTie
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/ties/{tieId:guid}/end", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<NoContent> HandleAsync(Guid tieId, VolunteerDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tie = await db.Set<Tie>().SingleOrDefaultAsync(t => t.Id == tieId, cancellationToken) ?? throw new NotFoundException();
        tie.End(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
