using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.People;

/// <summary>Somebody who had left is back: known again, able to sign in again, but without the roles of before.</summary>
internal static class RecordReturn
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/return", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<NoContent> HandleAsync(Guid personId, VolunteerDbContext db, ICurrentTenant tenant, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
                person.Return();
                await db.SaveChangesAsync(cancellationToken);
                await db.Set<Membership>()
                    .Where(m => m.TenantId == tenant.Id && m.PersonId == personId && m.State == MembershipState.Ended)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(m => m.State, MembershipState.Active).SetProperty(m => m.EndedAt, (DateTimeOffset?)null),
                        cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
