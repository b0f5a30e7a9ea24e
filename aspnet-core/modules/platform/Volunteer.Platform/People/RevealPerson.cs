using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;

namespace Volunteer.Platform.People;

/// <summary>Shows how to reach somebody. That it was looked at, by whom and why, is on record before the number leaves the server.</summary>
internal static class RevealPerson
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/reveal", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(PlatformPermissions.RevealPersonalData);

    private static async Task<Ok<Response>> HandleAsync(Guid personId, Request request, VolunteerDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
        db.Add(audit.Note(nameof(Person), personId, "Revealed", new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = request.Reason.Trim() }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            PhoneNumber.TryParse(person.Phone, out var phone, out _) ? phone.Local : person.Phone,
            person.Email,
            person.BirthDate));
    }

    /// <param name="Reason">Goes on record word for word.</param>
    public sealed record Request(string Reason);

    public sealed record Response(string? Phone, string? Email, DateOnly? BirthDate);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).Must(reason => reason.Trim().Length is >= 2 and <= 200);
    }
}
