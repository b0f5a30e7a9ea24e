using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Identity;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Somebody types their short code on the tablet at the door.</summary>
internal static class KioskCheckIn
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/kiosks/{token}/check-ins", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .AllowEveryone("a tablet without a signed-in person; the token is the key, and attempts are limited");

    private static Task<Results<Ok<Response>, EmptyHttpResult>> HandleAsync(
        string token,
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        KioskDoor door,
        KioskPeople people,
        CheckInDesk desk,
        CancellationToken cancellationToken) => door.EnterAsync<Results<Ok<Response>, EmptyHttpResult>>(
        token,
        async kiosk =>
        {
            if (!door.MayTry(kiosk))
            {
                await AttemptLimiter.RefuseAsync(http);
                return TypedResults.Empty;
            }

            var shifts = await ShowKiosk.OfAsync(db, kiosk, cancellationToken);
            var person = await people.FindAsync(shifts, request.ShortCode, cancellationToken);
            door.Found(kiosk);
            var shift = await people.ArrivingAsync(shifts, person.Id, request.ShiftId, cancellationToken);
            var result = await desk.CheckInAsync(shift, person.Id, new Evidence(AttendanceMeans.Kiosk, Step: null, kiosk.OpenedBy), cancellationToken);
            return TypedResults.Ok(new Response(Masking.Name(person.Name), shift.Id, shift.Title, shift.TitleEn, result.Record.ArrivedAt!.Value));
        },
        cancellationToken);

    /// <param name="ShiftId">Asked for when several are on and the person signed up for none.</param>
    public sealed record Request(string ShortCode, Guid? ShiftId = null);

    public sealed record Response(string MaskedName, Guid ShiftId, string Title, string? TitleEn, DateTimeOffset ArrivedAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.ShortCode).NotEmpty().MaximumLength(12);
    }
}
