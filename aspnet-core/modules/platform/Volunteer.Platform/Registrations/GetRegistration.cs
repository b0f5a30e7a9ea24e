using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Registrations;

/// <summary>What the page for joining a community shows before anything is typed.</summary>
internal static class GetRegistration
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/communities/{code}/registration", HandleAsync)
        .AllowEveryone("The community's own name, telephone number and consent text, for people who are not registered yet.")
        .LimitRate(RateRule.LookUp);

    private static async Task<Ok<Response>> HandleAsync(
        string code,
        VolunteerDbContext db,
        ISettings settings,
        ICurrentTenant tenant,
        Texts texts,
        CancellationToken cancellationToken)
    {
        var community = await db.Set<Tenant>().AsNoTracking().SingleOrDefaultAsync(t => t.Code == code && t.IsActive, cancellationToken) ?? throw new NotFoundException();
        using var entered = tenant.Change(community.Id);
        var isOpen = await settings.IsOnAsync(PlatformFeatures.OpenRegistration, cancellationToken);
        return TypedResults.Ok(new Response(isOpen, community.Name, community.NameEn, community.Phone, ConsentTexts.Present(texts), ConsentTexts.AgeOfConsent));
    }

    /// <param name="GuardianBelowAge">Whoever is younger needs a parent or guardian who agrees.</param>
    public sealed record Response(bool IsOpen, string Community, string CommunityEn, string Phone, ConsentText Consent, int GuardianBelowAge);
}
