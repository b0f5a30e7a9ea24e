using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Volunteering.Places;

/// <summary>A place gets another name or address; duties there follow by themselves.</summary>
internal static class ChangePlace
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/places/{placeId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<NoContent> HandleAsync(Guid placeId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var place = await db.Set<Place>().SingleOrDefaultAsync(p => p.Id == placeId, cancellationToken) ?? throw new NotFoundException();
        if (place.Version != request.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        place.Describe(TextRules.Normalise(request.Name), request.NameEn?.Trim(), request.Address.Trim());
        await CreatePlace.SaveAsync(db, cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Name, string Address, int Version, string? NameEn = null);

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
