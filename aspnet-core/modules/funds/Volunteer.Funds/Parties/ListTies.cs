using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Platform;

namespace Volunteer.Funds.Parties;

/// <summary>Declared relationships, so that everybody sees why somebody may not decide.</summary>
internal static class ListTies
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/ties", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, IPeople people, PartyDirectory parties, CancellationToken cancellationToken, int page = 1, int pageSize = 50)
    {
        var ties = db.Set<Tie>().AsNoTracking().Where(tie => tie.EndedAt == null);
        var total = await ties.CountAsync(cancellationToken);
        var rows = await ties.OrderByDescending(tie => tie.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        var persons = await people.FindAsync([.. rows.SelectMany(tie => new[] { tie.PersonId, tie.OtherPersonId ?? tie.PersonId }).Distinct()], cancellationToken);
        var others = await parties.FindAsync(rows.Select(tie => tie.PartyId), cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(tie => new Item(
                tie.Id,
                tie.PersonId,
                persons.GetValueOrDefault(tie.PersonId)?.Name ?? string.Empty,
                tie.Kind,
                tie.OtherPersonId is { } id ? persons.GetValueOrDefault(id)?.Name ?? string.Empty : PartyRules.MaskedName(others[tie.PartyId!.Value]),
                tie.DeclaredAt))],
            total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(Guid Id, Guid PersonId, string PersonName, TieKind Kind, string OtherName, DateTimeOffset DeclaredAt);
}
