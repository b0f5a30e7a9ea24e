using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Hours;

/// <summary>What waits for somebody's yes, the most urgent first; a correction shows as the line that would stand.</summary>
internal static class ListPendingHours
{
    private const int MostOnAPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/hours/pending", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ApproveHours);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        ClubScope scope,
        HoursLines lines,
        Texts texts,
        ICurrentUser user,
        CancellationToken cancellationToken,
        Guid? clubId = null,
        int page = 1,
        int pageSize = 50)
    {
        var mine = await scope.MineAsync(cancellationToken);
        if (clubId is { } club)
        {
            await scope.RequireAsync(club, cancellationToken);
        }

        var pending = db.Set<HoursEntry>().AsNoTracking().Where(e => e.State == HoursState.Proposed
            && (clubId == null || e.ClubId == clubId)
            && (e.ReversesId == null || !db.Set<HoursEntry>().Any(other => other.State == HoursState.Proposed && other.ReplacesId == e.ReversesId)));
        if (mine is not null)
        {
            pending = pending.Where(e => mine.Contains(e.ClubId));
        }

        var size = Math.Clamp(pageSize, 1, MostOnAPage);
        var entries = await pending.OrderBy(e => e.DueOn).ThenBy(e => e.Id).Skip((Math.Clamp(page, 1, 100_000) - 1) * size).Take(size).ToListAsync(cancellationToken);
        var read = await lines.ReadAsync(entries, cancellationToken);
        var me = user.RequirePersonId();
        return TypedResults.Ok(new Response([.. read.Select((line, index) => new Item(line, Why(Obstacle(entries[index]))))], await pending.CountAsync(cancellationToken)));

        string? Obstacle(HoursEntry entry) =>
            entry.PersonId == me ? VolunteeringErrors.HoursOwn
            : entry.EnteredBy == me || entry.EnteredByAccount == user.AccountId ? VolunteeringErrors.HoursSamePerson
            : entry.Flags is not HoursFlags.None && !user.Roles.Contains(RoleNames.Secretary) ? VolunteeringErrors.HoursNeedSecretary
            : null;

        Reason? Why(string? code) => code is null ? null : new Reason(code, texts.Get(code, CultureInfo.CurrentUICulture.Name, null));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Obstacle">Why the caller cannot decide this one; null when they can.</param>
    public sealed record Item(HoursLine Entry, Reason? Obstacle);
}
