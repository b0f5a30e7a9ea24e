using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Registrations;

/// <summary>The secretary records the signed form by which a parent or guardian lets a minor take part.</summary>
internal static class RecordGuardianConsent
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/guardian-consents", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<Created<Response>> HandleAsync(
        Guid personId,
        Request request,
        VolunteerDbContext db,
        PersonForm form,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
        var today = await form.TodayAsync(cancellationToken);
        if (!person.IsMinorOn(today))
        {
            throw new BusinessException(PlatformErrors.NotAMinor);
        }

        if (request.ValidUntil < today)
        {
            throw new InvalidRequestException("validUntil", PlatformErrors.ConsentOver);
        }

        var consent = new Consent(personId, ConsentKind.Participation, ConsentTexts.Participation, ConsentBasis.Guardian, clock.GetUtcNow());
        consent.GivenBy(
            PersonForm.Name(request.GuardianName, "guardianName"),
            PersonForm.Phone(request.GuardianPhone, "guardianPhone") ?? throw new InvalidRequestException("guardianPhone", PlatformErrors.GuardianNeeded));
        consent.EndsOn(request.ValidUntil);
        db.Add(consent);
        db.Tell(new GuardianConsentChanged(personId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/platform/people/{personId}/guardian-consents", new Response(consent.Id));
    }

    /// <param name="ValidUntil">The last day on which it counts; null for as long as the person is a minor.</param>
    public sealed record Request(string GuardianName, string GuardianPhone, DateOnly? ValidUntil = null);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.GuardianName).NotEmpty().MaximumLength(100);
            RuleFor(request => request.GuardianPhone).NotEmpty().MaximumLength(40);
        }
    }
}
