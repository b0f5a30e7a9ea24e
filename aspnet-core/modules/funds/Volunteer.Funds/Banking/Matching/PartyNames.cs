using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Banking.Matching;

internal sealed class PartyNames(PartyDirectory parties) : IPartyNames
{
    public async Task<IReadOnlyDictionary<Guid, string>> FindAsync(IReadOnlyCollection<Guid> partyIds, CancellationToken cancellationToken) =>
        (await parties.FindAsync(partyIds.Select(id => (Guid?)id), cancellationToken))
        .Where(pair => pair.Value.ForgottenAt is null)
        .ToDictionary(pair => pair.Key, pair => pair.Value.Name);
}
