using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Duties;

/// <summary>What an edit would do: which dates, which people, who would clash. Changes nothing.</summary>
internal static class PreviewDutyEdit
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties/{dutyId:guid}/edit-previews", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<EditPreview>> HandleAsync(
        Guid dutyId,
        Request request,
        VolunteerDbContext db,
        ClubScope scope,
        DutyEditing editing,
        CancellationToken cancellationToken)
    {
        await RequireAsync(dutyId, db, scope, cancellationToken);
        return TypedResults.Ok((await editing.PlanAsync(dutyId, request.ToEdit(), cancellationToken)).Preview);
    }

    public static async Task RequireAsync(Guid dutyId, VolunteerDbContext db, ClubScope scope, CancellationToken cancellationToken)
    {
        var clubId = await db.Set<Duty>().Where(duty => duty.Id == dutyId).Select(duty => (Guid?)duty.ClubId).SingleOrDefaultAsync(cancellationToken);
        await scope.RequireAsync(clubId ?? throw new NotFoundException(), cancellationToken);
    }

    public sealed record Request(EditScope Scope, DutyChange Change, Guid? ShiftId = null, string? Reason = null)
    {
        internal DutyEdit ToEdit() => new(Scope, ShiftId, Change, Reason);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Change).IsDutyChange();
            RuleFor(r => r.Reason).MaximumLength(300);
        }
    }
}
