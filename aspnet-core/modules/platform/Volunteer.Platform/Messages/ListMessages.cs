using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Messages;

/// <summary>Messages of the community, newest first; those that failed are work for the secretary's desk.</summary>
internal static class ListMessages
{
    private const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/messages", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewMessages);

    private static async Task<Ok<Response>> HandleAsync(
        VisibleMessages visible,
        IPeople people,
        MailLayout layout,
        CancellationToken cancellationToken,
        MessageState? state = null,
        int page = 1,
        int pageSize = 50)
    {
        var size = Math.Clamp(pageSize, 1, LargestPage);
        var messages = (await visible.ReadAsync(cancellationToken)).AsNoTracking().Where(m => state == null || m.State == state);
        var total = await messages.CountAsync(cancellationToken);
        var rows = await messages.OrderByDescending(m => m.Id).Skip(Paging.Skip(page, size)).Take(size).ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. rows.Select(m => m.PersonId)], cancellationToken);
        var language = CultureInfo.CurrentUICulture.Name;
        return TypedResults.Ok(new Response(
            [.. rows.Select(m => new Item(
                m.Id,
                m.PersonId,
                cards.GetValueOrDefault(m.PersonId)?.Name ?? string.Empty,
                m.ClubId,
                layout.Subject(m, language),
                m.State,
                m.CreatedAt,
                m.UsefulUntil,
                m.SettledAt,
                m.Attempts))],
            total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(
        Guid Id,
        Guid PersonId,
        string Name,
        Guid? ClubId,
        string Subject,
        MessageState State,
        DateTimeOffset CreatedAt,
        DateTimeOffset UsefulUntil,
        DateTimeOffset? SettledAt,
        int Attempts);
}
