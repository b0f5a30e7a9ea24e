using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Volunteer.Platform;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>A leader turns a tablet into a kiosk for one shift, or for all of the club's today.</summary>
internal static class OpenKiosk
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/kiosks", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        HttpRequest http,
        VolunteerDbContext db,
        ClubScope scope,
        ICurrentUser user,
        ICurrentTenant tenant,
        ICommunity community,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var zone = (await community.CurrentAsync(cancellationToken)).TimeZone;
        var today = LocalTimes.ToLocal(clock.GetUtcNow(), zone).Date;
        var expires = LocalTimes.ToUtc(today.PlusDays(1).AtMidnight(), zone);
        var clubId = request.ClubId;
        if (request.ShiftId is { } shiftId)
        {
            var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
            await scope.RequireAsync(shift.ClubId, cancellationToken);
            if (LocalTimes.ToLocal(shift.StartsAt, zone).Date != today && LocalTimes.ToLocal(shift.EndsAt, zone).Date != today)
            {
                throw new BusinessException(VolunteeringErrors.KioskTodayOnly);
            }

            clubId = shift.ClubId;
            expires = shift.EndsAt > expires ? shift.EndsAt : expires;
        }
        else
        {
            await scope.RequireAsync(clubId!.Value, cancellationToken);
        }

        var secret = KioskTokens.NewSecret();
        var kiosk = new Kiosk(clubId!.Value, request.ShiftId, today.ToDateOnly(), KioskTokens.Hash(secret), user.RequirePersonId(), expires);
        db.Add(kiosk);
        await db.SaveChangesAsync(cancellationToken);
        var token = KioskTokens.Write(tenant.Id!.Value, kiosk.Id, secret);
        var origin = configuration["Web:BaseUrl"] is { Length: > 0 } web ? web.TrimEnd('/') : $"{http.Scheme}://{http.Host}";
        return TypedResults.Ok(new Response(kiosk.Id, token, $"{origin}/kiosk/{token}", expires));
    }

    /// <param name="ShiftId">One shift, or else <paramref name="ClubId"/> for all of that club's today.</param>
    public sealed record Request(Guid? ShiftId = null, Guid? ClubId = null);

    /// <param name="Token">Shown once; only its hash is kept.</param>
    public sealed record Response(Guid Id, string Token, string Url, DateTimeOffset ExpiresAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.ClubId).NotNull().When(r => r.ShiftId is null);
            RuleFor(r => r.ClubId).Null().When(r => r.ShiftId is not null);
        }
    }
}
