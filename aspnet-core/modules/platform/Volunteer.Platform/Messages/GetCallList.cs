using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Messages;

/// <summary>Whom to phone and what to say, the most urgent first: people whom mail does not reach.</summary>
internal static class GetCallList
{
    private const int Most = 1000;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/call-list", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewMessages);

    private static async Task<Ok<Response>> HandleAsync(
        VisibleMessages visible,
        IPeople people,
        MailLayout layout,
        TimeProvider clock,
        CancellationToken cancellationToken,
        Guid? clubId = null)
    {
        var now = clock.GetUtcNow();
        var messages = await (await visible.ReadAsync(cancellationToken)).AsNoTracking()
            .Where(m => (m.State == MessageState.ToCall || m.State == MessageState.Failed) && m.UsefulUntil > now && (clubId == null || m.ClubId == clubId))
            .OrderBy(m => m.UsefulUntil).ThenBy(m => m.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. messages.Select(m => m.PersonId)], cancellationToken);
        var language = CultureInfo.CurrentUICulture.Name;
        return TypedResults.Ok(new Response(
        [
            .. messages.Where(m => cards.ContainsKey(m.PersonId)).GroupBy(m => m.PersonId).Select(group => new Person(
                group.Key,
                cards[group.Key].Name,
                cards[group.Key].MaskedPhone,
                group.Any(m => m.State == MessageState.Failed),
                [.. group.Select(m => new Item(m.Id, m.ClubId, layout.Subject(m, language), layout.Body(m, language), m.UsefulUntil))])),
        ]));
    }

    public sealed record Response(IReadOnlyList<Person> Items);

    /// <param name="MaskedPhone">The number itself is shown by a reveal, which is recorded.</param>
    /// <param name="EmailRefused">The address on the register does not work: worth asking for another while on the phone.</param>
    public sealed record Person(Guid PersonId, string Name, string? MaskedPhone, bool EmailRefused, IReadOnlyList<Item> Messages);

    public sealed record Item(Guid Id, Guid? ClubId, string Subject, string Body, DateTimeOffset UsefulUntil);
}
