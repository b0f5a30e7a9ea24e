using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Registrations;

/// <summary>
/// Takes a consent back, as easily as it was given (PIPL art. 15). Without consent to be registered one leaves the
/// community: future duties are freed and the sign-in here ends. A guardian who no longer lets a minor take part leaves them on
/// the register; the leaders are told of what is signed up.
/// </summary>
internal static class WithdrawConsent
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/consents/{kind}/withdrawal", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(
        string kind,
        VolunteerDbContext db,
        ICurrentUser user,
        Departures departures,
        ISessionRefresh sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var wanted = Enum.GetValues<ConsentKind>().Where(known => known.ToString() == kind).Select(known => (ConsentKind?)known).SingleOrDefault() ?? throw new NotFoundException();
        await db.InTransactionAsync(
            async () =>
            {
                var given = await db.Set<Consent>().Where(c => c.PersonId == personId && c.Kind == wanted && c.WithdrawnAt == null).ToListAsync(cancellationToken);
                if (given.Count == 0)
                {
                    throw new NotFoundException();
                }

                given.ForEach(consent => consent.Withdraw(clock.GetUtcNow()));
                if (wanted == ConsentKind.Participation)
                {
                    db.Tell(new GuardianConsentChanged(personId));
                    await db.SaveChangesAsync(cancellationToken);
                    return;
                }

                var person = await db.Set<Person>().SingleAsync(p => p.Id == personId, cancellationToken);
                person.Depart(DepartureReason.OwnWish, clock.GetUtcNow());
                await departures.EndMembershipAsync(person, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        sessions.Forget(personId);
        return TypedResults.NoContent();
    }
}
