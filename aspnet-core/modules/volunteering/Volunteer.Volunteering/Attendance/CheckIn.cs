using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>The signed-in person arrives: the scanned code, or the shift and the six digits beside it.</summary>
internal static class CheckIn
{
    internal const string ContentType = "application/json; charset=utf-8";
    private const int LongestToken = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/check-ins", HandleAsync)
        .WithMetadata(new KeepsItsAnswer())
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Results<Ok<Response>, EmptyHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        CodeReader codes,
        Coalescer<CheckInWish, CheckInAnswer> writer,
        AuditTrail audit,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        Guid shiftId;
        long step;
        if (request.Token is { } token)
        {
            (shiftId, step) = codes.Check(token);
        }
        else if (await codes.ReadDigitsAsync(request.ShiftId!.Value, request.SixDigits!, cancellationToken) is var (shift, read))
        {
            (shiftId, step) = (shift.Id, read);
        }
        else
        {
            await AttemptLimiter.RefuseAsync(http);
            return TypedResults.Empty;
        }

        var wish = new CheckInWish(shiftId, me, step, audit.Origin, http.Features.Get<IdempotencyKey>());
        var answer = await writer.SubmitAsync(wish, cancellationToken);
        return answer.Response is { } response
            ? TypedResults.Ok(response)
            : await http.RequestServices.GetRequiredService<ByTheDesk>().CheckInAsync(wish, http, cancellationToken);
    }

    internal static Response Answer(Shift shift, CheckedIn result) => new(
        shift.Id,
        shift.Title,
        shift.TitleEn,
        shift.StartsAt,
        shift.EndsAt,
        result.Record.ArrivedAt!.Value,
        result.Record.LeftAt,
        result.Record.IsWalkIn,
        result.ClosedShiftId);

    /// <summary>Everything that is no plain case, in a transaction of its own with the kept answer.</summary>
    internal sealed class ByTheDesk(VolunteerDbContext db, CheckInDesk desk, CodeReader codes, IOptions<JsonOptions> json, TimeProvider clock)
    {
        public async Task<Results<Ok<Response>, EmptyHttpResult>> CheckInAsync(CheckInWish wish, HttpContext http, CancellationToken cancellationToken)
        {
            try
            {
                return TypedResults.Ok(await db.AtomicallyAsync(() => WriteAsync(wish, cancellationToken), cancellationToken));
            }
            catch (Exception exception) when (wish.Key is not null && (exception is BusinessException || DatabaseFaults.IsUniqueViolation(exception)))
            {
                db.ChangeTracker.Clear();
                if (await wish.Key.FindAsync(db, cancellationToken) is not { } earlier)
                {
                    throw;
                }

                await wish.Key.AnswerAgainAsync(http, earlier);
                return TypedResults.Empty;
            }
        }

        private async Task<Response> WriteAsync(CheckInWish wish, CancellationToken cancellationToken)
        {
            var shift = await codes.CodeShiftAsync(wish.ShiftId, cancellationToken);
            var response = Answer(shift, await desk.CheckInAsync(shift, wish.PersonId, new Evidence(AttendanceMeans.SelfScan, wish.Step, NotedBy: null), cancellationToken));
            if (wish.Key is { } key)
            {
                db.Add(key.Keep(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(response, json.Value.SerializerOptions), ContentType, clock.GetUtcNow()));
                await db.SaveChangesAsync(cancellationToken);
            }

            return response;
        }
    }

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
