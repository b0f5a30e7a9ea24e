using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DataProtectionKeysTests(DatabaseProvider database)
{
    [Test]
    public async Task A_second_host_reads_what_the_first_one_protected()
    {
        var app = await TestApp.ForAsync(database);
        var text = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hello");

        // A host of its own as far as keys go: nothing shared with the first but the database.
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection().SetApplicationName("Volunteer")
            .AddKeyManagementOptions(options => options.XmlRepository = new DatabaseKeyRepository(app.Services.GetRequiredService<IServiceScopeFactory>()));
        await using var second = services.BuildServiceProvider();

        Assert.That(second.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(text), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Keys_lie_in_the_database()
    {
        var app = await TestApp.ForAsync(database);
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hello");

        var keys = await app.InTenantAsync(null, services => services.GetRequiredService<VolunteerDbContext>().Set<DataProtectionKey>().CountAsync());

        Assert.That(keys, Is.Positive);
    }
}
