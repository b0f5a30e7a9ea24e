using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.PersonalData;

/// <summary>The secretary says why somebody cannot be forgotten yet, e.g. because hours of this year are still to be certified.</summary>
internal static class RefuseErasure
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/erasure-requests/{requestId:guid}/refusal", HandleAsync)
        .RequirePermission(PlatformPermissions.DecideErasure);

    private static async Task<NoContent> HandleAsync(Guid requestId, Request request, VolunteerDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = await db.Set<ErasureRequest>().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken) ?? throw new NotFoundException();
        asked.Refuse(request.Reason.Trim(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).Must(reason => reason.Trim().Length is >= 2 and <= 500);
    }
}
