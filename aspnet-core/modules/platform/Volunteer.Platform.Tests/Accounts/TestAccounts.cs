using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

/// <summary>An account that can sign in with a password.</summary>
internal sealed record TestAccount(Guid Id, Guid? MembershipId, string UserName, string Phone, string Email, string Password, Guid? PersonId);

internal static class TestAccounts
{
    public const string Password = "北湖边的柳树 2026";

    public static string NewPhone() => "199" + RandomNumberGenerator.GetString("0123456789", 8);

    /// <summary>A person of the community with a sign-in.</summary>
    public static async Task<TestAccount> NewAccountAsync(this TestCommunity community, params string[] roles)
    {
        var personId = await community.NewPersonAsync();
        return await community.App.NewAccountAsync(account => new Membership(account.Id, MembershipScope.Community, null, community.TenantId, personId, community.App.Clock.GetUtcNow()), community.TenantId, roles);
    }

    public static Task<TestAccount> NewHomelessAccountAsync(this TestApp app) => app.NewAccountAsync(_ => null, tenantId: null, []);

    /// <summary>One more place for an account.</summary>
    public static async Task<Guid> JoinAsync(this TestCommunity community, Guid accountId)
    {
        var personId = await community.NewPersonAsync();
        var membership = new Membership(accountId, MembershipScope.Community, null, community.TenantId, personId, community.App.Clock.GetUtcNow());
        await community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(membership);
            (await db.FindAsync<Person>(community.TenantId, personId))!.LinkAccount(accountId);
            await db.SaveChangesAsync();
        });
        return membership.Id;
    }

    private static async Task<TestAccount> NewAccountAsync(this TestApp app, Func<Account, Membership?> place, Guid? tenantId, string[] roles)
    {
        var account = new Account();
        var phone = NewPhone();
        account.Identify(new Identifier(IdentifierKind.UserName, $"u{account.Id:N}"[..20] + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)));
        account.Identify(Identifier.Parse(phone)!);
        account.Identify(new Identifier(IdentifierKind.Email, account.UserName + "@example.com"));
        var membership = place(account);
        foreach (var role in roles)
        {
            membership?.Grant(role, until: null);
        }

        await app.InTenantAsync(tenantId, async services =>
        {
            account.PasswordHash = services.GetRequiredService<Passwords>().Hash(account, Password);
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(account);
            if (membership is not null)
            {
                db.Add(membership);
                (await db.FindAsync<Person>(tenantId, membership.PersonId))!.LinkAccount(account.Id);
            }

            await db.SaveChangesAsync();
        });
        return new TestAccount(account.Id, membership?.Id, account.UserName!, phone, account.Email!, Password, membership?.PersonId);
    }
}
