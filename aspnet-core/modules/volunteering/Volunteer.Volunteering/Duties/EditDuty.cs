using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Volunteering.Duties;

/// <summary>Does what was previewed, or refuses with a fresh preview when anything has changed since (R14).</summary>
internal static class EditDuty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties/{dutyId:guid}/edits", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Results<Ok<Response>, EmptyHttpResult>> HandleAsync(
        Guid dutyId,
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        ClubScope scope,
        DutyEditing editing,
        CancellationToken cancellationToken)
    {
        await PreviewDutyEdit.RequireAsync(dutyId, db, scope, cancellationToken);
        EditPreview? stale = null;
        Response? done = null;
        await db.InTransactionAsync(
            async () =>
            {
                await editing.TakeAsync(dutyId, cancellationToken);
                var plan = await editing.PlanAsync(dutyId, new DutyEdit(request.Scope, request.ShiftId, request.Change, request.Reason), cancellationToken);
                if (plan.Preview.Fingerprint == request.Fingerprint)
                {
                    done = new Response(await editing.ApplyAsync(plan, cancellationToken), plan.Preview.Counts);
                }
                else
                {
                    stale = plan.Preview;
                }
            },
            cancellationToken);
        if (done is not null)
        {
            return TypedResults.Ok(done);
        }

        // Not an exception: its details may reach a log, and a preview names people.
        await Problems.WriteAsync(
            http,
            StatusCodes.Status409Conflict,
            VolunteeringErrors.PreviewStale,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["preview"] = stale },
            errors: null);
        return TypedResults.Empty;
    }

    /// <param name="Fingerprint">Of the preview that was confirmed.</param>
    public sealed record Request(EditScope Scope, DutyChange Change, string Fingerprint, Guid? ShiftId = null, string? Reason = null);

    /// <param name="DutyId">The duty that the changed dates belong to; a new one where the series was split.</param>
    public sealed record Response(Guid DutyId, EditCounts Counts);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Change).IsDutyChange();
            RuleFor(r => r.Reason).MaximumLength(300);
            RuleFor(r => r.Reason).NotEmpty().When(r => r.Change.Cancel);
        }
    }
}
