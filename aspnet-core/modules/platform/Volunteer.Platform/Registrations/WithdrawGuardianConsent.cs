using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Registrations;

/// <summary>A parent or guardian told the community that the minor takes part no longer. What is signed up is flagged to the leaders.</summary>
internal static class WithdrawGuardianConsent
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/guardian-consents/{consentId:guid}/withdrawal", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<NoContent> HandleAsync(Guid personId, Guid consentId, VolunteerDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var consent = await db.Set<Consent>()
            .SingleOrDefaultAsync(c => c.Id == consentId && c.PersonId == personId && c.Kind == ConsentKind.Participation && c.WithdrawnAt == null, cancellationToken)
            ?? throw new NotFoundException();
        consent.Withdraw(clock.GetUtcNow());
        db.Tell(new GuardianConsentChanged(personId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
