using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.Platform.Accounts;

namespace Volunteer.TestBase;

/// <summary>One community of one test, and ways to get people into it.</summary>
public sealed class TestCommunity(TestApp app, Guid streetId, Guid tenantId)
{
    public TestApp App { get; } = app;

    public Guid StreetId { get; } = streetId;

    public Guid TenantId { get; } = tenantId;

    /// <summary>Runs code inside this community.</summary>
    public Task<T> InsideAsync<T>(Func<IServiceProvider, Task<T>> work) => App.InTenantAsync(TenantId, work);

    public Task InsideAsync(Func<IServiceProvider, Task> work) => App.InTenantAsync(TenantId, work);

    /// <summary>A person on the register, without an account.</summary>
    public Task<Guid> NewPersonAsync(string name = "林小满", DateOnly? birthDate = null, string? phone = null, string? email = null) => InsideAsync(async services =>
    {
        var id = services.GetRequiredService<IPeople>().Register(
            new NewPerson(name, Sex.Unknown, birthDate, phone, email, IdNumber: null, Building: null, ConsentBasis.PaperForm));
        await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        return id;
    });

    /// <summary>A person with an account and these roles, signed in.</summary>
    public async Task<TestUser> NewMemberAsync(string name = "林小满", DateOnly? birthDate = null, string? email = null, params string[] roles)
    {
        var personId = await NewPersonAsync(name, birthDate, email: email);
        return await App.NewUserAsync(MembershipScope.Community, streetId: null, TenantId, personId, roles);
    }

    /// <summary>An account of another community becomes a member here too.</summary>
    public async Task<TestUser> JoinAsync(TestUser user, string name = "林小满") =>
        await App.JoinAsync(user.AccountId, TenantId, await NewPersonAsync(name));

    /// <summary>An account for somebody who is on the register, signed in.</summary>
    public Task<TestUser> SignInPersonAsync(Guid personId, params string[] roles) =>
        App.NewUserAsync(MembershipScope.Community, streetId: null, TenantId, personId, roles);

    public Task<TestUser> NewSecretaryAsync() => NewMemberAsync("周书记", roles: RoleNames.Secretary);

    public Task<TestUser> NewStreetOfficerAsync() => App.NewUserAsync(MembershipScope.Street, StreetId, tenantId: null, personId: null, [RoleNames.StreetOfficer]);

    public Task<TestUser> NewOperatorAsync() => App.NewUserAsync(MembershipScope.Host, streetId: null, tenantId: null, personId: null, [RoleNames.HostOperator]);
}

/// <summary>Somebody signed in.</summary>
public sealed record TestUser(HttpClient Http, Guid AccountId, Guid MembershipId, Guid? MaybePersonId)
{
    public Guid PersonId => MaybePersonId ?? throw new InvalidOperationException("This user is no person of a community.");
}
