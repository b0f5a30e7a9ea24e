using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.DbMigrator.Tests;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class FirstOperatorLinkTests(DatabaseProvider provider)
{
    private Installation _fresh = null!;

    [SetUp]
    public async Task SetUp() => _fresh = await Installation.NewAsync(provider);

    [TearDown]
    public async Task TearDown() => await _fresh.DisposeAsync();

    [Test]
    public async Task A_fresh_installation_prints_a_link_and_a_second_one_ends_the_first()
    {
        var (firstCode, first) = await PrintAsync();
        var (secondCode, second) = await PrintAsync();

        Assert.Multiple(() =>
        {
            Assert.That((firstCode, secondCode), Is.EqualTo((0, 0)));
            Assert.That(first, Does.Match(@"http://localhost:5080/invitations/[\w-]{40,}\s*$"));
            Assert.That(second, Is.Not.EqualTo(first));
        });
        Assert.That(await CountAsync("revoked_at is null"), Is.EqualTo(1));
    }

    [Test]
    public async Task Where_there_is_an_operator_it_prints_nothing_unless_forced()
    {
        await DemoData.SeedAsync(_fresh.Services, new SeedFolder(BackupTests.Seed), CancellationToken.None);

        var (refused, nothing) = await PrintAsync();
        var (forced, link) = await PrintAsync(force: true);

        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.EqualTo(FirstOperatorLink.Exists));
            Assert.That(nothing, Is.Empty);
            Assert.That(forced, Is.Zero);
            Assert.That(link, Does.Contain("/invitations/"));
        });
        Assert.That(await CountAsync("true"), Is.EqualTo(1));
    }

    private async Task<(int Code, string Output)> PrintAsync(bool force = false)
    {
        await using var output = new StringWriter();
        var code = await FirstOperatorLink.PrintAsync(_fresh.Services, name: null, force, output, CancellationToken.None);
        return (code, output.ToString());
    }

    /// <summary>The table by its own name: the module keeps its types to itself.</summary>
    private async Task<int> CountAsync(string condition)
    {
        await using var scope = _fresh.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var sql = $"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM platform_invitations WHERE {condition}";
        return await db.Database.SqlQueryRaw<int>(sql).SingleAsync();
    }
}
