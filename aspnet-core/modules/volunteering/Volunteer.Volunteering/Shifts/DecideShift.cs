using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Shifts;

/// <summary>The leader says what becomes of a date that waits for it: it is held, it falls out, or it moves.</summary>
internal static class DecideShift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/shifts/{shiftId:guid}/decision", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<NoContent> HandleAsync(
        Guid shiftId,
        Request request,
        VolunteerDbContext db,
        ClubScope scope,
        DutyPlanning planning,
        SignupChanges signups,
        CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(shift.ClubId, cancellationToken);
        var plan = await planning.NowAsync(cancellationToken);
        if (shift.StartsAt <= plan.Now || (shift.State != ShiftState.NeedsDecision && shift.Review is null))
        {
            throw new BusinessException(VolunteeringErrors.NothingToDecide);
        }

        await db.InTransactionAsync(
            async () =>
            {
                switch (request.Decision)
                {
                    case ShiftDecision.Hold:
                        shift.Hold();
                        await db.SaveChangesAsync(cancellationToken);
                        break;
                    case ShiftDecision.Skip:
                        shift.Cancel(request.Reason!.Trim());
                        await db.SaveChangesAsync(cancellationToken);
                        await signups.ShiftCancelledAsync(shift, cancellationToken);
                        break;
                    default:
                        Move(shift, request, plan);
                        await db.SaveChangesAsync(cancellationToken);
                        await signups.ShiftMovedAsync(shift, cancellationToken);
                        break;
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static void Move(Shift shift, Request request, Planning plan)
    {
        var time = request.StartTime ?? plan.Local(shift.StartsAt).Time;
        var (startsAt, endsAt) = plan.Instants(request.Date!.Value, time, (int)(shift.EndsAt - shift.StartsAt).TotalMinutes);
        if (startsAt <= plan.Now)
        {
            throw new InvalidRequestException("date", VolunteeringErrors.DateInPast);
        }

        shift.MoveTo(request.Date.Value, startsAt, endsAt, request.Reason!.Trim(), onlyThisDate: true);
    }

    public enum ShiftDecision
    {
        Hold,
        Skip,
        MoveTo,
    }

    /// <param name="Date">Where it moves to.</param>
    /// <param name="Reason">Shown to the people concerned; needed unless it is held.</param>
    public sealed record Request(ShiftDecision Decision, DateOnly? Date = null, TimeOnly? StartTime = null, string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Date).NotNull().When(r => r.Decision == ShiftDecision.MoveTo);
            RuleFor(r => r.Reason).NotEmpty().When(r => r.Decision != ShiftDecision.Hold);
            RuleFor(r => r.Reason).MaximumLength(300);
        }
    }
}
