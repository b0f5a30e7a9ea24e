using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Identity;

namespace Volunteer.Funds.Parties;

/// <summary>Donors and payees, masked. The search looks at whole names and ends of numbers; the answer never shows them.</summary>
internal static class ListParties
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/parties", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken, string? search = null, int page = 1, int pageSize = 50)
    {
        var parties = db.Set<Party>().AsNoTracking();
        if (PartyRules.Trimmed(search) is { } wanted)
        {
            parties = wanted.Length >= 4 && wanted.All(char.IsAsciiDigit)
                ? parties.Where(p => (p.Phone != null && p.Phone.EndsWith(wanted)) || (p.BankAccount != null && p.BankAccount.EndsWith(wanted)))
                : parties.Where(p => p.Name == wanted || (p.Kind == PartyKind.Organisation && p.Name.Contains(wanted)));
        }

        var total = await parties.CountAsync(cancellationToken);
        var rows = await parties.OrderBy(p => p.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(PartyCard.Of)], total));
    }

    public sealed record Response(IReadOnlyList<PartyCard> Items, int Total);
}

/// <summary>A party with its personal data covered.</summary>
internal sealed record PartyCard(Guid Id, PartyKind Kind, string MaskedName, string? MaskedPhone, string? BankName, string? MaskedAccount, bool IsAnonymous, bool IsOnRegister, int Version)
{
    public static PartyCard Of(Party party) => new(
        party.Id,
        party.Kind,
        PartyRules.MaskedName(party),
        party.Phone is null ? null : Masking.Phone(party.Phone),
        party.BankName,
        party.BankAccount is null ? null : Masking.BankAccount(party.BankAccount),
        party.IsAnonymous,
        party.PersonId is not null,
        party.Version);
}
