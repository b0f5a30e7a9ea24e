using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>What the tablet at the door shows: today's shifts by title and time, nobody's name.</summary>
internal static class ShowKiosk
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/kiosks/{token}", HandleAsync)
        .AllowEveryone("a tablet without a signed-in person; the token is the key, expires with the day and shows titles and times only");

    private static Task<Ok<Response>> HandleAsync(string token, KioskDoor door, VolunteerDbContext db, ICommunity community, CancellationToken cancellationToken) =>
        door.EnterAsync(
            token,
            async kiosk =>
            {
                var shifts = await OfAsync(db, kiosk, cancellationToken);
                var here = await community.CurrentAsync(cancellationToken);
                return TypedResults.Ok(new Response(here.Name, here.Phone, kiosk.ExpiresAt, [.. shifts.Select(s => new Item(s.Id, s.Title, s.TitleEn, s.StartsAt, s.EndsAt))]));
            },
            cancellationToken);

    /// <summary>The kiosk's shift, or the club's of that day; a patrol of last evening that runs past midnight is not over.</summary>
    public static async Task<IReadOnlyList<Shift>> OfAsync(VolunteerDbContext db, Kiosk kiosk, CancellationToken cancellationToken) =>
        await db.Set<Shift>().AsNoTracking()
            .Where(s => s.State == ShiftState.Open && (kiosk.ShiftId != null ? s.Id == kiosk.ShiftId : s.ClubId == kiosk.ClubId && s.LocalDate == kiosk.Day))
            .OrderBy(s => s.StartsAt)
            .ToListAsync(cancellationToken);

    public sealed record Response(string CommunityName, string CommunityPhone, DateTimeOffset ExpiresAt, IReadOnlyList<Item> Shifts);

    public sealed record Item(Guid Id, string Title, string? TitleEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
}
