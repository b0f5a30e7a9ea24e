using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.People;

/// <summary>Somebody moved away, died or wishes to leave: future duties are freed, the record of the past stays.</summary>
internal static class RecordDeparture
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/departure", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<NoContent> HandleAsync(
        Guid personId,
        Request request,
        VolunteerDbContext db,
        Departures departures,
        ISessionRefresh sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
                person.Depart(request.Reason, clock.GetUtcNow());
                await departures.EndMembershipAsync(person, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        sessions.Forget(personId);
        return TypedResults.NoContent();
    }

    public sealed record Request(DepartureReason Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).Must(reason => Enum.IsDefined(reason) && reason != DepartureReason.Erased);
    }
}
