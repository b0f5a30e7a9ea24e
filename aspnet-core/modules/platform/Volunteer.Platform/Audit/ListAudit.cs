using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Audit;

/// <summary>Who did what and when in this community, newest first.</summary>
internal static class ListAudit
{
    private const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/audit", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewAudit);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        ICurrentTenant tenant,
        IPeople people,
        CancellationToken cancellationToken,
        Guid? thingId = null,
        string? thing = null,
        string? change = null,
        int page = 1,
        int pageSize = 50)
    {
        // The trail is of the platform and the communities alike, so no filter guards it: this line does.
        var tenantId = tenant.Id ?? throw new ForbiddenException();
        var size = Math.Clamp(pageSize, 1, LargestPage);
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.TenantId == tenantId
            && (thingId == null || e.ThingId == thingId)
            && (thing == null || e.Thing == thing)
            && (change == null || e.Change == change));
        var total = await entries.CountAsync(cancellationToken);
        var rows = await entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(Paging.Skip(page, size)).Take(size).ToListAsync(cancellationToken);

        var accounts = rows.Where(e => e.AccountId is not null).Select(e => e.AccountId!.Value).Distinct().ToList();
        var persons = await db.Set<Membership>()
            .Where(m => m.TenantId == tenantId && m.PersonId != null && accounts.Contains(m.AccountId))
            .ToDictionaryAsync(m => m.AccountId, m => m.PersonId!.Value, cancellationToken);
        var cards = await people.FindAsync([.. persons.Values], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(e => new Item(
                e.Id,
                e.At,
                e.AccountId is { } id && persons.TryGetValue(id, out var personId) ? new Person(personId, cards.GetValueOrDefault(personId)?.Name ?? string.Empty) : null,
                e.AccountId is null,
                e.Action,
                e.Thing,
                e.ThingId,
                e.Change,
                Read(e.Changes)))],
            total));
    }

    /// <summary>Changed properties come as [before, after], details of an event as plain values.</summary>
    private static List<Detail> Read(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return [.. json.RootElement.EnumerateObject().Select(member => member.Value.ValueKind == JsonValueKind.Array
            ? new Detail(member.Name, Text(member.Value[0]), Text(member.Value[1]))
            : new Detail(member.Name, null, Text(member.Value)))];
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Person">Null when a job did it, or somebody from outside the community.</param>
    public sealed record Item(
        Guid Id,
        DateTimeOffset At,
        Person? Person,
        bool ByJob,
        string Action,
        string Thing,
        Guid? ThingId,
        string Change,
        IReadOnlyList<Detail> Details);

    public sealed record Person(Guid Id, string Name);

    public sealed record Detail(string Property, string? Before, string? After);
}
