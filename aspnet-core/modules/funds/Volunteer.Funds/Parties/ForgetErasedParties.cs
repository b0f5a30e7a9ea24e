using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Platform;

namespace Volunteer.Funds.Parties;

/// <summary>An erased person's gifts stay in the books, without name or account.</summary>
internal sealed class ForgetErasedParties(VolunteerDbContext db, TimeProvider clock) : IReactTo<PersonErased>
{
    public async Task ReactAsync(PersonErased news, CancellationToken cancellationToken)
    {
        foreach (var party in await db.Set<Party>().Where(party => party.PersonId == news.PersonId).ToListAsync(cancellationToken))
        {
            party.Forget(clock.GetUtcNow());

            // Confirmations are vouchers and are kept as the law wants; what the donor chose to show or wrote goes.
            await db.Set<Gift>().Where(gift => gift.PartyId == party.Id).ExecuteUpdateAsync(
                set => set.SetProperty(gift => gift.Display, DonorDisplay.Anonymous)
                    .SetProperty(gift => gift.DisplayName, (string?)null)
                    .SetProperty(gift => gift.Message, (string?)null)
                    .SetProperty(gift => gift.NameSalt, (byte[]?)null),
                cancellationToken);
            await db.Set<Pledge>().Where(pledge => pledge.PartyId == party.Id).ExecuteUpdateAsync(
                set => set.SetProperty(pledge => pledge.Display, DonorDisplay.Anonymous).SetProperty(pledge => pledge.DisplayName, (string?)null),
                cancellationToken);
        }
    }
}
