using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Funds.Parties;

/// <summary>Donors and payees as others may see them: by id, masked.</summary>
internal sealed class PartyDirectory(VolunteerDbContext db, IPeople people)
{
    public async Task<IReadOnlyDictionary<Guid, Party>> FindAsync(IEnumerable<Guid?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return wanted.Count == 0
            ? new Dictionary<Guid, Party>()
            : await db.Set<Party>().AsNoTracking().Where(party => wanted.Contains(party.Id)).ToDictionaryAsync(party => party.Id, cancellationToken);
    }

    /// <summary>Absent and foreign parties are the same 404.</summary>
    public async Task<Party> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Set<Party>().SingleOrDefaultAsync(party => party.Id == id, cancellationToken) ?? throw new NotFoundException();

    /// <summary>The party that a person of the register is, made when there is none yet, in the caller's unit of work.</summary>
    public async Task<IReadOnlyDictionary<Guid, Party>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken)
    {
        var wanted = personIds.Distinct().ToList();
        var known = await db.Set<Party>().Where(party => party.PersonId != null && wanted.Contains(party.PersonId.Value))
            .ToDictionaryAsync(party => party.PersonId!.Value, cancellationToken);
        var missing = wanted.Where(id => !known.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            var cards = await people.FindAsync(missing, cancellationToken);
            foreach (var id in missing)
            {
                var card = cards.GetValueOrDefault(id) ?? throw new NotFoundException();
                var party = new Party(new PartyDetails(PartyKind.Person, card.Name), id);
                db.Add(party);
                known.Add(id, party);
            }
        }

        return known;
    }

    /// <summary>The donor or payee named by id, by person of the register, or by a new form; null where nobody is named.</summary>
    public async Task<Party?> ResolveAsync(Guid? partyId, Guid? personId, PartyForm? form, CancellationToken cancellationToken)
    {
        if (partyId is { } id)
        {
            return await GetAsync(id, cancellationToken);
        }

        if (personId is { } person)
        {
            return (await OfPeopleAsync([person], cancellationToken))[person];
        }

        if (form is null)
        {
            return null;
        }

        var party = new Party(PartyRules.Details(form), personId: null);
        db.Add(party);
        return party;
    }
}
