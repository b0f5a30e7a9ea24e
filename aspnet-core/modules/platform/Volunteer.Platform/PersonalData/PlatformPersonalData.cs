using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.PersonalData;

/// <summary>
/// What this module holds about a person. Of the ID number a masked form: the paper has it, and a stolen session should not.
/// Secrets (password, second factor) are not data about somebody.
/// </summary>
internal sealed class PlatformPersonalData(VolunteerDbContext db, ICurrentTenant tenant, IdNumberVault vault) : IPersonalDataSource
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Section => "platform";

    public IReadOnlyList<Type> Covers { get; } =
    [
        typeof(Person), typeof(Account), typeof(Membership), typeof(Session), typeof(Passkey), typeof(RecoveryCode), typeof(PasswordReset), typeof(EmailChange), typeof(Invitation),
        typeof(Consent), typeof(Messages.Message), typeof(ErasureRequest),
    ];

    public async Task<JsonNode?> CollectAsync(Guid personId, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken);
        if (person is null)
        {
            return null;
        }

        var membership = await db.Set<Membership>().AsNoTracking().SingleOrDefaultAsync(m => m.TenantId == tenant.Id && m.PersonId == personId, cancellationToken);
        return JsonSerializer.SerializeToNode(
            new
            {
                Person = new
                {
                    person.Name,
                    person.Sex,
                    person.BirthDate,
                    person.Phone,
                    person.Email,
                    person.Building,
                    person.Language,
                    person.ShortCode,
                    IdNumber = person.IdNumber is null ? null : Masking.IdNumber(vault.Decrypt(person.IdNumber)),
                    person.ConsentBasis,
                    person.ConsentAt,
                    person.DepartedAt,
                },
                Account = await db.Set<Account>().Where(a => a.Id == person.AccountId).Select(a => new { a.Name, a.UserName, a.PhoneNumber, a.Email }).SingleOrDefaultAsync(cancellationToken),
                Membership = membership is null ? null : new { membership.StartedAt, membership.EndedAt, Roles = membership.Roles.Select(role => new { role.Role, role.Until }) },
                Sessions = await db.Set<Session>().Where(s => s.AccountId == person.AccountId).OrderBy(s => s.Id)
                    .Select(s => new { s.Device, s.IsBearer, s.CreatedAt, s.LastSeenAt, s.ExpiresAt, s.RevokedAt }).ToListAsync(cancellationToken),
                Passkeys = await db.Set<Passkey>().Where(p => p.AccountId == person.AccountId).OrderBy(p => p.Id)
                    .Select(p => new { p.Name, p.CreatedAt, p.LastUsedAt }).ToListAsync(cancellationToken),
                SecondFactor = new
                {
                    IsActive = await db.Set<Account>().AnyAsync(a => a.Id == person.AccountId && a.TwoFactorEnabled, cancellationToken),
                    RecoveryCodesLeft = await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == person.AccountId, cancellationToken),
                },
                PasswordResets = await db.Set<PasswordReset>().Where(r => r.AccountId == person.AccountId).OrderBy(r => r.Id)
                    .Select(r => new { r.IssuedAt, r.ClosedAt }).ToListAsync(cancellationToken),
                EmailChanges = await db.Set<EmailChange>().Where(c => c.AccountId == person.AccountId).OrderBy(c => c.Id)
                    .Select(c => new { c.Email, c.IssuedAt, c.ClosedAt }).ToListAsync(cancellationToken),
                Invitations = await db.Set<Invitation>().Where(i => i.TenantId == tenant.Id && i.PersonId == personId).OrderBy(i => i.Id)
                    .Select(i => new { i.Name, i.Role, i.IssuedAt, i.ExpiresAt, i.AcceptedAt, i.RevokedAt }).ToListAsync(cancellationToken),
                ErasureRequests = await db.Set<ErasureRequest>().Where(r => r.PersonId == personId).OrderBy(r => r.Id)
                    .Select(r => new { r.AskedAt, r.State, r.DecidedAt, r.Reason }).ToListAsync(cancellationToken),
                Consents = await db.Set<Consent>().Where(c => c.PersonId == personId).OrderBy(c => c.Id)
                    .Select(c => new { c.Kind, c.Version, c.Basis, c.At, c.ValidUntil, c.WithdrawnAt, c.GuardianName, c.GuardianPhone }).ToListAsync(cancellationToken),
                Messages = await db.Set<Messages.Message>().Where(m => m.PersonId == personId).OrderBy(m => m.Id)
                    .Select(m => new { m.Template, m.Values, m.CreatedAt, m.State, m.SettledAt }).ToListAsync(cancellationToken),
                LookedAt = await db.Set<AuditEntry>().Where(e => e.TenantId == tenant.Id && e.ThingId == personId && e.Change == "Revealed").OrderBy(e => e.At)
                    .Select(e => new { e.At, e.Changes }).ToListAsync(cancellationToken),
            },
            Format);
    }
}
