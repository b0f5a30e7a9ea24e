using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Parties;

/// <summary>Who may not decide about money for somebody: the person, the household, relatives and business partners.</summary>
internal sealed class ConflictGuard(VolunteerDbContext db)
{
    /// <summary>The people of the register who are too close to any of these payees.</summary>
    public async Task<IReadOnlySet<Guid>> TooCloseAsync(IReadOnlyCollection<Party> payees, CancellationToken cancellationToken)
    {
        var ties = await db.Set<Tie>().AsNoTracking().Where(tie => tie.EndedAt == null).ToListAsync(cancellationToken);
        var partyIds = ties.Where(tie => tie.PartyId is not null).Select(tie => tie.PartyId!.Value).Distinct().ToList();
        var personOf = await db.Set<Party>().AsNoTracking().Where(party => party.PersonId != null && partyIds.Contains(party.Id))
            .ToDictionaryAsync(party => party.Id, party => party.PersonId!.Value, cancellationToken);
        var links = ties.Select(tie => new TieLink(
            tie.PersonId,
            tie.OtherPersonId ?? (personOf.TryGetValue(tie.PartyId!.Value, out var person) ? person : tie.PartyId.Value),
            tie.Kind is TieKind.Household)).ToList();
        return Closeness.Of([.. payees.Select(payee => payee.PersonId ?? payee.Id)], links);
    }
}

/// <summary>One relationship between two, in either direction.</summary>
internal sealed record TieLink(Guid A, Guid B, bool IsHousehold);

internal static class Closeness
{
    /// <summary>The payees, everybody of their households, and everybody tied to one of those.</summary>
    public static HashSet<Guid> Of(IReadOnlyCollection<Guid> payees, IReadOnlyCollection<TieLink> links)
    {
        var household = new HashSet<Guid>(payees);
        var waiting = new Queue<Guid>(payees);
        while (waiting.TryDequeue(out var one))
        {
            foreach (var other in Neighbours(one, links.Where(link => link.IsHousehold)))
            {
                if (household.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }

        var close = new HashSet<Guid>(household);
        foreach (var one in household)
        {
            close.UnionWith(Neighbours(one, links));
        }

        return close;
    }

    private static IEnumerable<Guid> Neighbours(Guid one, IEnumerable<TieLink> links) =>
        links.Where(link => link.A == one || link.B == one).Select(link => link.A == one ? link.B : link.A);
}
