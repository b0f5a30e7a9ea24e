using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Settings;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Seeding;

/// <summary>Street, communities, people and the demo sign-ins. What is there already stays as it is.</summary>
internal sealed class PlatformSeeder(VolunteerDbContext db, Passwords passwords, ICurrentTenant tenant, TimeProvider clock) : ISeeder
{
    private const int MorningHour = 9;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public int Order => 100;

    public async Task SeedAsync(SeedFolder folder, CancellationToken cancellationToken)
    {
        var accounts = await folder.ReadAsync<AccountsFile>("accounts", cancellationToken);

        _taken.UnionWith(await db.Set<Account>().Where(a => a.UserName != null).Select(a => a.UserName!).ToListAsync(cancellationToken));

        // One hash for one password: three hundred of them would take a minute, and it is no secret.
        var hash = passwords.Hash(new Account(), accounts.Password);
        var street = await SeedStreetAsync(await folder.ReadAsync<StreetFile>("street", cancellationToken), cancellationToken);
        foreach (var account in accounts.Accounts.Where(account => account.Community is null))
        {
            var scope = account.Role == RoleNames.HostOperator ? MembershipScope.Host : MembershipScope.Street;
            SeedPlace(account, hash, scope, scope == MembershipScope.Street ? street.Id : null, tenantId: null, person: null, account.Role);
        }

        await db.SaveChangesAsync(cancellationToken);

        var people = await folder.ReadAsync<List<PersonFile>>("people", cancellationToken);
        foreach (var community in await folder.ReadAsync<List<CommunityFile>>("communities", cancellationToken))
        {
            var own = accounts.Accounts.Where(account => account.Community == community.Code).ToList();
            await SeedCommunityAsync(street, community, community.Complete ? people : [], own, hash, cancellationToken);
        }
    }

    /// <summary>What the files call a role and what the product calls it; who leads a club follows from the club's posts.</summary>
    private static string? RoleOf(string role) => role switch
    {
        "secretary" or "deputy-secretary" => RoleNames.Secretary,
        "fund-manager" => RoleNames.FundManager,
        _ => null,
    };

    private async Task<Street> SeedStreetAsync(StreetFile file, CancellationToken cancellationToken)
    {
        if (await db.Set<Street>().SingleOrDefaultAsync(s => s.Code == file.Code, cancellationToken) is { } known)
        {
            return known;
        }

        var street = new Street(file.Code, file.Name, file.NameEn, file.Phone);
        db.Add(street);
        await db.SaveChangesAsync(cancellationToken);
        return street;
    }

    private async Task SeedCommunityAsync(
        Street street,
        CommunityFile file,
        IReadOnlyList<PersonFile> people,
        IReadOnlyList<AccountFile> accounts,
        string hash,
        CancellationToken cancellationToken)
    {
        var id = SeedIds.Community(file.Code);
        if (!await db.Set<Tenant>().AnyAsync(t => t.Id == id, cancellationToken))
        {
            db.Add(new Tenant(street.Id, file.Code, file.Name, file.NameEn, file.Phone, file.Address, file.TimeZone, id));
            await db.SaveChangesAsync(cancellationToken);
        }

        using var entered = tenant.Change(id);
        if (file.OpenRegistration && !await db.Set<FeatureSwitch>().AnyAsync(f => f.Name == PlatformFeatures.OpenRegistration, cancellationToken))
        {
            db.Add(new FeatureSwitch(PlatformFeatures.OpenRegistration, isOn: true));
            await db.SaveChangesAsync(cancellationToken);
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(file.TimeZone);
        var registered = await SeedPeopleAsync(file.Code, zone, people, accounts, cancellationToken);
        foreach (var account in accounts)
        {
            SeedPlace(account, hash, MembershipScope.Community, streetId: null, id, registered[account.Person ?? account.UserName], RoleOf(account.Role));
        }

        var named = accounts.Select(account => account.Person).ToHashSet(StringComparer.Ordinal);
        foreach (var person in people.Where(person => person.HasAccount && !named.Contains(person.Key)))
        {
            var account = new AccountFile("v-" + person.Key, "volunteer", person.Name, file.Code, person.Key, person.Phone, person.Email);
            SeedPlace(account, hash, MembershipScope.Community, streetId: null, id, registered[person.Key], role: null);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task<Dictionary<string, Person>> SeedPeopleAsync(
        string community,
        TimeZoneInfo zone,
        IReadOnlyList<PersonFile> people,
        IReadOnlyList<AccountFile> accounts,
        CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var alone = accounts.Where(account => account.Person is null)
            .Select(account => new PersonFile(account.UserName, account.Name, "U", BirthDate: null, account.Phone, account.Email, Building: null, HasAccount: true, today, "App", Guardian: null));
        var known = await db.Set<Person>().ToDictionaryAsync(p => p.Id, cancellationToken);
        var registered = new Dictionary<string, Person>(StringComparer.Ordinal);
        var byKey = people.ToDictionary(person => person.Key, StringComparer.Ordinal);
        foreach (var file in people.Concat(alone))
        {
            var id = SeedIds.Person(community, file.Key);
            if (known.TryGetValue(id, out var earlier))
            {
                registered.Add(file.Key, earlier);
                continue;
            }

            var basis = file.Guardian is not null ? ConsentBasis.Guardian : file.Consent == "App" ? ConsentBasis.Self : ConsentBasis.PaperForm;
            var at = Morning(file.RegisteredOn, zone);
            var sex = file.Sex switch { "F" => Sex.Female, "M" => Sex.Male, _ => Sex.Unknown };
            var person = new Person(file.Name, sex, file.BirthDate, Phone(file.Phone), file.Email, file.Building, basis, at, id);
            db.Add(person);
            registered.Add(file.Key, person);
            if (file.Guardian is not { ConsentOn: null })
            {
                db.Add(ConsentOf(person, file, ConsentKind.Registration, basis, byKey, at));
                if (basis == ConsentBasis.Guardian)
                {
                    db.Add(ConsentOf(person, file, ConsentKind.Participation, basis, byKey, at));
                }
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return registered;
    }

    private static Consent ConsentOf(Person person, PersonFile file, ConsentKind kind, ConsentBasis basis, Dictionary<string, PersonFile> people, DateTimeOffset at)
    {
        var consent = new Consent(person.Id, kind, kind == ConsentKind.Registration ? ConsentTexts.Registration : ConsentTexts.Participation, basis, at);
        if (file.Guardian is { } guardian && people.TryGetValue(guardian.Person, out var signer))
        {
            consent.GivenBy(signer.Name, Phone(signer.Phone) ?? string.Empty);
        }

        return consent;
    }

    /// <summary>An account with its place, unless the name is taken: then the demo has it already.</summary>
    private void SeedPlace(AccountFile file, string hash, MembershipScope scope, Guid? streetId, Guid? tenantId, Person? person, string? role)
    {
        if (person?.AccountId is not null || !_taken.Add(file.UserName))
        {
            return;
        }

        var account = new Account { Name = person is null ? file.Name : null, PasswordHash = hash };
        account.Identify(new Identifier(IdentifierKind.UserName, file.UserName));
        if (Phone(file.Phone) is { } phone)
        {
            account.Identify(new Identifier(IdentifierKind.Phone, phone));
        }

        if (file.Email is not null)
        {
            account.Identify(new Identifier(IdentifierKind.Email, file.Email));
        }

        var membership = new Membership(account.Id, scope, streetId, tenantId, person?.Id, clock.GetUtcNow());
        if (role is not null)
        {
            membership.Grant(role, until: null);
        }

        db.Add(account);
        db.Add(membership);
        person?.LinkAccount(account.Id);
    }

    private static string? Phone(string? text) => PhoneNumber.TryParse(text, out var number, out _) ? number.Value : null;

    private static DateTimeOffset Morning(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(MorningHour, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
