using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Attendance;

namespace Volunteer.Volunteering.Hours;

/// <summary>My own record: totals by how well they are proved, by month, and every line with who wrote and who approved it.</summary>
internal static class GetMyHours
{
    private const int MostOnAPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/hours", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        HoursLines lines,
        NoShows noShows,
        ICommunity community,
        ICurrentUser user,
        CancellationToken cancellationToken,
        int page = 1,
        int pageSize = 50)
    {
        var me = user.RequirePersonId();
        var mine = db.Set<HoursEntry>().AsNoTracking().Where(e => e.PersonId == me);
        var approved = await mine.Where(e => e.State == HoursState.Approved).Select(e => new { e.Grade, e.From, e.To, e.Minutes }).ToListAsync(cancellationToken);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone);
        var months = approved
            .SelectMany(e => HoursMath.ByMonth(e.From, e.To, e.Minutes, zone))
            .GroupBy(part => (part.Year, part.Month))
            .OrderByDescending(month => month.Key)
            .Select(month => new MonthTotal(string.Create(CultureInfo.InvariantCulture, $"{month.Key.Year:D4}-{month.Key.Month:D2}"), month.Sum(part => part.Minutes)));
        var size = Math.Clamp(pageSize, 1, MostOnAPage);
        var shown = mine.Where(e => e.State != HoursState.Superseded);
        var items = await shown.OrderByDescending(e => e.LocalDate).ThenByDescending(e => e.EnteredAt).ThenBy(e => e.Id)
            .Skip((Math.Clamp(page, 1, 100_000) - 1) * size).Take(size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            approved.Sum(e => e.Minutes),
            await mine.Where(e => e.State == HoursState.Proposed && e.IsCurrent).SumAsync(e => e.Minutes, cancellationToken),
            [.. Enum.GetValues<EvidenceGrade>().Select(grade => new GradeTotal(grade, approved.Where(e => e.Grade == grade).Sum(e => e.Minutes)))],
            [.. months],
            (await noShows.CountAsync([me], cancellationToken)).GetValueOrDefault(me),
            await lines.ReadAsync(items, cancellationToken),
            await shown.CountAsync(cancellationToken)));
    }

    /// <param name="TotalMinutes">Approved, corrections included.</param>
    /// <param name="PendingMinutes">Proposed, not yet approved.</param>
    /// <param name="NoShows">In the last twelve months.</param>
    /// <param name="Total">Of <paramref name="Entries"/>, over all pages.</param>
    public sealed record Response(
        int TotalMinutes,
        int PendingMinutes,
        IReadOnlyList<GradeTotal> ByGrade,
        IReadOnlyList<MonthTotal> Months,
        int NoShows,
        IReadOnlyList<HoursLine> Entries,
        int Total);

    public sealed record GradeTotal(EvidenceGrade Grade, int Minutes);

    /// <param name="Month">E.g. <c>2026-03</c>.</param>
    public sealed record MonthTotal(string Month, int Minutes);
}
