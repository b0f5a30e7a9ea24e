using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Identity;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Somebody leaves and types their short code on the tablet again.</summary>
internal static class KioskCheckOut
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/kiosks/{token}/check-outs", HandleAsync)
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
            var shift = await people.LeavingAsync(shifts, person.Id, cancellationToken);
            var record = await desk.CheckOutAsync(shift, person.Id, new Evidence(AttendanceMeans.Kiosk, Step: null, kiosk.OpenedBy), cancellationToken);
            return TypedResults.Ok(new Response(Masking.Name(person.Name), shift.Id, shift.Title, shift.TitleEn, record.ArrivedAt!.Value, record.LeftAt!.Value));
        },
        cancellationToken);

    public sealed record Request(string ShortCode);

    public sealed record Response(string MaskedName, Guid ShiftId, string Title, string? TitleEn, DateTimeOffset ArrivedAt, DateTimeOffset LeftAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.ShortCode).NotEmpty().MaximumLength(12);
    }
}
