using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Seeding;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Seeding;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PlatformSeederTests(DatabaseProvider database)
{
    private static readonly Guid Community = SeedIds.Community("huaixiangli");

    private TestApp _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await TestApp.ForAsync(database);

    [Test]
    public async Task The_demo_has_its_people_and_sign_ins_and_a_second_run_changes_nothing()
    {
        await SeedAsync();
        var first = await CountAsync();
        await SeedAsync();

        Assert.That(first.People, Is.GreaterThanOrEqualTo(300));
        Assert.That(await CountAsync(), Is.EqualTo(first));
        var wang = await _app.InTenantAsync(Community, services => services.GetRequiredService<IPeople>().FindAsync([SeedIds.Person("huaixiangli", "wang-xiuying")], CancellationToken.None));
        Assert.That(wang.Values.Single(), Has.Property(nameof(PersonCard.Name)).EqualTo("王秀英").And.Property(nameof(PersonCard.HasAccount)).True);
        using var client = _app.CreateClient();
        var signedIn = await client.PostAsJsonAsync("/api/platform/sign-in", new { identifier = "wang", password = "Volunteer-2026" });
        Assert.That(signedIn.IsSuccessStatusCode, Is.True, await signedIn.Content.ReadAsStringAsync());
    }

    private Task SeedAsync() => _app.InTenantAsync(null, async services =>
    {
        var seeder = services.GetServices<ISeeder>().OfType<PlatformSeeder>().Single();
        await seeder.SeedAsync(new SeedFolder(Path.Combine(Root(), "etc", "seed")), CancellationToken.None);
    });

    private Task<(int People, int Accounts, int Audits)> CountAsync() => _app.InTenantAsync(Community, async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        return (await db.Set<Person>().CountAsync(), await db.Set<Account>().CountAsync(), await db.Set<AuditEntry>().CountAsync(e => e.TenantId == Community));
    });

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Volunteer.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
