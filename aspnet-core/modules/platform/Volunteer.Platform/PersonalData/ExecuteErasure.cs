using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.PersonalData;

/// <summary>The secretary carries an erasure out. It cannot be taken back.</summary>
internal static class ExecuteErasure
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/erasure-requests/{requestId:guid}/execution", HandleAsync)
        .RequirePermission(PlatformPermissions.DecideErasure);

    private static async Task<NoContent> HandleAsync(
        Guid requestId,
        VolunteerDbContext db,
        Erasing erasing,
        SessionCache sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        Guid? accountId = null;
        await db.InTransactionAsync(
            async () =>
            {
                var request = await db.Set<ErasureRequest>().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken) ?? throw new NotFoundException();
                var person = await db.Set<Person>().SingleAsync(p => p.Id == request.PersonId, cancellationToken);
                accountId = person.AccountId;
                request.Execute(clock.GetUtcNow());
                await erasing.EraseAsync(person, cancellationToken);
            },
            cancellationToken);
        if (accountId is { } id)
        {
            sessions.ForgetAccount(id);
        }

        return TypedResults.NoContent();
    }
}
