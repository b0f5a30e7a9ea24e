using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Volunteer.Qr;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>The changing code on the leader's phone: a picture to scan, and six digits for phones that cannot.</summary>
internal static class ShowCheckInCode
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/shifts/{shiftId:guid}/check-in-code", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        HttpRequest request,
        VolunteerDbContext db,
        ClubScope scope,
        CheckInCodes codes,
        ICurrentTenant tenant,
        IConfiguration configuration,
        CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(shift.ClubId, cancellationToken);
        if (shift.State is ShiftState.Cancelled)
        {
            throw new BusinessException(VolunteeringErrors.CheckInCancelled);
        }

        var code = codes.Now(tenant.Id!.Value, shiftId);
        var origin = configuration["Web:BaseUrl"] is { Length: > 0 } web ? web.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
        var url = $"{origin}/check-in/{code.Token}";
        return TypedResults.Ok(new Response(shift.Title, shift.TitleEn, shift.StartsAt, shift.EndsAt, code.Token, url, SafeQr.Svg(url), code.SixDigits, code.ExpiresAt));
    }

    /// <param name="ExpiresAt">When to fetch the next one; this one is accepted for half a minute more.</param>
    public sealed record Response(
        string Title,
        string? TitleEn,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        string Token,
        string Url,
        string QrSvg,
        string SixDigits,
        DateTimeOffset ExpiresAt);
}
