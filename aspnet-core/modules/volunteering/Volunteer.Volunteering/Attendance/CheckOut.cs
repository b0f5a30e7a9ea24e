using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>
/// Leaving: with the code it is proved; without it (where the community allows) the leader still has to approve. A leader
/// checks others out.
/// </summary>
internal static class CheckOut
{
    private const int LongestToken = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/check-outs", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        CodeReader codes,
        CheckInDesk desk,
        ClubScope scope,
        ICurrentUser user,
        ISettings settings,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        Shift shift;
        Evidence evidence;
        if (request.Token is { } token)
        {
            (shift, var step) = await codes.ReadTokenAsync(token, cancellationToken);
            evidence = new Evidence(AttendanceMeans.SelfScan, step, NotedBy: null);
        }
        else
        {
            shift = await codes.FindShiftAsync(request.ShiftId!.Value, cancellationToken);
            if (request.PersonId is not null && request.PersonId != me)
            {
                if (!user.Can(VolunteeringPermissions.TakeAttendance))
                {
                    throw new ForbiddenException();
                }

                await scope.RequireAsync(shift.ClubId, cancellationToken);
                evidence = new Evidence(AttendanceMeans.RollCall, Step: null, me);
            }
            else if (await settings.GetIntegerAsync(VolunteeringSettings.CheckOutNeedsCode, cancellationToken) == 1)
            {
                throw new BusinessException(VolunteeringErrors.CheckOutNeedsCode);
            }
            else
            {
                evidence = new Evidence(AttendanceMeans.SelfTap, Step: null, NotedBy: null);
            }
        }

        var record = await desk.CheckOutAsync(shift, request.PersonId ?? me, evidence, cancellationToken);
        return TypedResults.Ok(new Response(shift.Id, shift.Title, shift.TitleEn, shift.EndsAt, record.ArrivedAt!.Value, record.LeftAt!.Value));
    }

    /// <param name="PersonId">Somebody else, checked out by the leader; with <paramref name="ShiftId"/>.</param>
    public sealed record Request(string? Token = null, Guid? ShiftId = null, Guid? PersonId = null);

    public sealed record Response(Guid ShiftId, string Title, string? TitleEn, DateTimeOffset EndsAt, DateTimeOffset ArrivedAt, DateTimeOffset LeftAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Token).NotEmpty().MaximumLength(LongestToken).When(r => r.ShiftId is null);
            RuleFor(r => r.Token).Null().When(r => r.ShiftId is not null);
            RuleFor(r => r.PersonId).Null().When(r => r.Token is not null);
        }
    }
}
