using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Messages;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.PersonalData;

/// <summary>
/// Removes what tells who a person was. Hours, shifts and the audit trail stay under the pseudonym; other modules react to
/// <see cref="PersonErased"/>.
/// </summary>
internal sealed class Erasing(VolunteerDbContext db, ICurrentTenant tenant, Departures departures, TimeProvider clock)
{
    public async Task<Guid> AskAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (!await db.Set<Person>().AnyAsync(p => p.Id == personId && p.ErasedAt == null, cancellationToken))
        {
            throw new NotFoundException();
        }

        var request = new ErasureRequest(personId, clock.GetUtcNow());
        db.Add(request);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(PlatformErrors.ErasureAsked);
        }

        return request.Id;
    }

    /// <summary>Needs a transaction around it.</summary>
    public async Task EraseAsync(Person person, CancellationToken cancellationToken)
    {
        var (now, accountId) = (clock.GetUtcNow(), person.AccountId);
        await departures.EndMembershipAsync(person, cancellationToken);
        person.Erase(now);
        await db.SaveChangesAsync(cancellationToken);

        await db.Set<Message>().Where(m => m.PersonId == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Values, "{}").SetProperty(m => m.State, MessageState.Expired).SetProperty(m => m.SettledAt, now), cancellationToken);
        await db.Set<Consent>().Where(c => c.PersonId == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.GuardianName, (string?)null).SetProperty(c => c.GuardianPhone, (string?)null), cancellationToken);
        await db.Set<Invitation>().Where(i => i.TenantId == tenant.Id && i.PersonId == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Name, person.Name), cancellationToken);
        if (accountId is { } id && !await db.Set<Membership>().AnyAsync(m => m.AccountId == id && m.State == MembershipState.Active, cancellationToken))
        {
            await CloseAccountAsync(id, now, cancellationToken);
        }
    }

    /// <summary>An account without any place left signs in to nothing; it stays as a number in the audit trail.</summary>
    private async Task CloseAccountAsync(Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == accountId, cancellationToken);
        var nobody = $"erased-{account.Id:N}";
        (account.UserName, account.NormalizedUserName) = (nobody, nobody.ToUpperInvariant());
        (account.Name, account.PhoneNumber, account.Email, account.NormalizedEmail, account.PasswordHash) = (null, null, null, null, null);
        account.DropSecondFactor();
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<RecoveryCode>().Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Passkey>().Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<PasswordReset>().Where(r => r.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<EmailChange>().Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        var attempts = AttemptGuard.Subject(account, string.Empty);
        await db.Set<SignInAttempts>().Where(a => a.Subject == attempts).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Session>().Where(s => s.AccountId == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, s => s.RevokedAt ?? now).SetProperty(s => s.Device, (string?)null), cancellationToken);
    }
}
