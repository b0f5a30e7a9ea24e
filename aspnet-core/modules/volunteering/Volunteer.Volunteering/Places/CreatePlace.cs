using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Volunteering.Places;

/// <summary>Whoever sets up duties may add the place where one happens.</summary>
internal static class CreatePlace
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/places", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var place = new Place(TextRules.Normalise(request.Name), request.NameEn?.Trim(), request.Address.Trim());
        db.Add(place);
        await SaveAsync(db, cancellationToken);
        return TypedResults.Created($"/api/volunteering/places/{place.Id}", new Response(place.Id));
    }

    public static async Task SaveAsync(VolunteerDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(VolunteeringErrors.PlaceNameTaken);
        }
    }

    public sealed record Request(string Name, string Address, string? NameEn = null);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
            RuleFor(r => r.NameEn).MaximumLength(200);
            RuleFor(r => r.Address).NotEmpty().MaximumLength(200);
        }
    }
}
