using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Switches a learned rule off, or on again.</summary>
internal static class SwitchMatchRule
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/match-rules/{ruleId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<NoContent> HandleAsync(Guid ruleId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var rule = await db.Set<MatchRule>().SingleOrDefaultAsync(r => r.Id == ruleId, cancellationToken) ?? throw new NotFoundException();
        rule.Switch(request.IsOn);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(bool IsOn);
}
