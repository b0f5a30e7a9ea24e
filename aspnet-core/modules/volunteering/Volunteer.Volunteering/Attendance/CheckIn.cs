using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>The signed-in person arrives: the scanned code, or the shift and the six digits beside it.</summary>
internal static class CheckIn
{
    private const int LongestToken = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/check-ins", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Results<Ok<Response>, EmptyHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        CodeReader codes,
        CheckInDesk desk,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var read = request.Token is { } token
            ? await codes.ReadTokenAsync(token, cancellationToken)
            : await codes.ReadDigitsAsync(request.ShiftId!.Value, request.SixDigits!, cancellationToken);
        if (read is not { } code)
        {
            await AttemptLimiter.RefuseAsync(http);
            return TypedResults.Empty;
        }

        var result = await desk.CheckInAsync(code.Shift, me, new Evidence(AttendanceMeans.SelfScan, code.Step, NotedBy: null), cancellationToken);
        return TypedResults.Ok(Answer(code.Shift, result));
    }

    private static Response Answer(Shift shift, CheckedIn result) => new(
        shift.Id,
        shift.Title,
        shift.TitleEn,
        shift.StartsAt,
        shift.EndsAt,
        result.Record.ArrivedAt!.Value,
        result.Record.LeftAt,
        result.Record.IsWalkIn,
        result.ClosedShiftId);

    /// <param name="Token">From the scanned address.</param>
    /// <param name="ShiftId">With <paramref name="SixDigits"/>, when there is no token.</param>
    public sealed record Request(string? Token = null, Guid? ShiftId = null, string? SixDigits = null);

    /// <param name="ClosedShiftId">The shift before, which this check-in ended.</param>
    public sealed record Response(
        Guid ShiftId,
        string Title,
        string? TitleEn,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        DateTimeOffset ArrivedAt,
        DateTimeOffset? LeftAt,
        bool IsWalkIn,
        Guid? ClosedShiftId);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Token).NotEmpty().MaximumLength(LongestToken).When(r => r.ShiftId is null && r.SixDigits is null);
            RuleFor(r => r.Token).Null().When(r => r.ShiftId is not null || r.SixDigits is not null);
            RuleFor(r => r.ShiftId).NotNull().When(r => r.SixDigits is not null);
            RuleFor(r => r.SixDigits).NotNull().Matches("^[0-9]{6}$").When(r => r.ShiftId is not null);
        }
    }
}
