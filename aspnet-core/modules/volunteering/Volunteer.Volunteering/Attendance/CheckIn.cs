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
        var key = http.Features.Get<IdempotencyKey>();
        try
        {
            if (await ReadAsync(request, codes, cancellationToken) is not var (shiftId, step))
            {
                await AttemptLimiter.RefuseAsync(http);
                return TypedResults.Empty;
            }

            var wish = new CheckInWish(shiftId, user.RequirePersonId(), step, audit.Origin, key);
            var answer = await writer.SubmitAsync(wish, cancellationToken);
            return TypedResults.Ok(answer.Response ?? await http.RequestServices.GetRequiredService<ByTheDesk>().CheckInAsync(wish, cancellationToken));
        }
        catch (Exception exception) when (key is not null && (exception is BusinessException || DatabaseFaults.IsUniqueViolation(exception)))
        {
            // A repeat is refused by now: the code has expired, or the person is there already. It gets what it got the first time.
            await using var scope = http.RequestServices.CreateAsyncScope();
            if (await key.FindAsync(scope.ServiceProvider.GetRequiredService<VolunteerDbContext>(), cancellationToken) is not { } earlier)
            {
                throw;
            }

            await key.AnswerAgainAsync(http, earlier);
            return TypedResults.Empty;
        }
    }

    /// <summary>Null after too many guesses.</summary>
    private static async Task<(Guid ShiftId, long Step)?> ReadAsync(Request request, CodeReader codes, CancellationToken cancellationToken) =>
        request.Token is { } token ? codes.Check(token)
        : await codes.ReadDigitsAsync(request.ShiftId!.Value, request.SixDigits!, cancellationToken) is var (shift, step) ? (shift.Id, step)
        : null;

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
        public Task<Response> CheckInAsync(CheckInWish wish, CancellationToken cancellationToken) => db.AtomicallyAsync(
            async () =>
            {
                var shift = await codes.CodeShiftAsync(wish.ShiftId, cancellationToken);
                var response = Answer(shift, await desk.CheckInAsync(shift, wish.PersonId, new Evidence(AttendanceMeans.SelfScan, wish.Step, NotedBy: null), cancellationToken));
                if (wish.Key is { } key)
                {
                    db.Add(key.Keep(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(response, json.Value.SerializerOptions), ContentType, clock.GetUtcNow()));
                    await db.SaveChangesAsync(cancellationToken);
                }

                return response;
            },
            cancellationToken);
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
