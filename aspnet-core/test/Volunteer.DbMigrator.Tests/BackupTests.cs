using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.DbMigrator.Tests;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class BackupTests(DatabaseProvider provider)
{
    private Installation _live = null!;

    public static string Seed => Path.Combine(Root(), "etc", "seed");

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _live = await Installation.NewAsync(provider);
        await DemoData.SeedAsync(_live.Services, new SeedFolder(Seed), CancellationToken.None);
        Directory.CreateDirectory(Path.Combine(_live.Folder, "files", "a"));
        await File.WriteAllTextAsync(Path.Combine(_live.Folder, "files", "a", "photo"), "as it was");
    }

    [OneTimeTearDown]
    public async Task TearDown() => await _live.DisposeAsync();

    [Test]
    public async Task A_restore_brings_back_rows_files_and_keys_as_they_were()
    {
        var before = await AuditsAsync();
        Assert.That(await Backup.For(_live.Services, _live.Configuration).SaveAsync(Saved("whole"), CancellationToken.None), Is.Zero);
        await ChangeEverythingAsync();

        Assert.That(await Backup.For(_live.Services, _live.Configuration).RestoreAsync(Saved("whole"), CancellationToken.None), Is.Zero);

        Assert.That(await AuditsAsync(), Is.EqualTo(before).And.GreaterThan(300));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_live.Folder, "files", "a", "photo")), Is.EqualTo("as it was"));
        Assert.That(File.Exists(Path.Combine(_live.Folder, "keys", "index.key")), Is.True);
    }

    [Test]
    public async Task A_damaged_backup_is_not_restored()
    {
        var before = await AuditsAsync();
        Directory.CreateDirectory(Saved("damaged"));
        await File.WriteAllTextAsync(Path.Combine(Saved("damaged"), provider == DatabaseProvider.Sqlite ? "volunteer.db" : "volunteer.dump"), "this is no database, and long enough to be looked at");

        Assert.That(await Backup.For(_live.Services, _live.Configuration).RestoreAsync(Saved("damaged"), CancellationToken.None), Is.Not.Zero);

        Assert.That(await AuditsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_backup_overwrites_nothing()
    {
        Directory.CreateDirectory(Saved("taken"));
        await File.WriteAllTextAsync(Path.Combine(Saved("taken"), "volunteer.db"), "yesterday's");

        Assert.That(await Backup.For(_live.Services, _live.Configuration).SaveAsync(Saved("taken"), CancellationToken.None), Is.EqualTo(2));

        Assert.That(await File.ReadAllTextAsync(Path.Combine(Saved("taken"), "volunteer.db")), Is.EqualTo("yesterday's"));
    }

    [Test]
    public async Task The_demo_seeded_a_second_time_changes_nothing()
    {
        var before = await AuditsAsync();

        await DemoData.SeedAsync(_live.Services, new SeedFolder(Seed), CancellationToken.None);

        Assert.That(await AuditsAsync(), Is.EqualTo(before));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Volunteer.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private string Saved(string name) => Path.Combine(_live.Folder, "saved", name);

    /// <summary>Every change leaves a row in the audit trail, so their number tells whether anything changed.</summary>
    private async Task<int> AuditsAsync()
    {
        await using var scope = _live.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<AuditEntry>().CountAsync();
    }

    private async Task ChangeEverythingAsync()
    {
        await using var scope = _live.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        db.Add(scope.ServiceProvider.GetRequiredService<AuditTrail>().Note("Test", null, "Changed"));
        await db.SaveChangesAsync();
        await File.WriteAllTextAsync(Path.Combine(_live.Folder, "files", "a", "photo"), "changed");
        File.Delete(Path.Combine(_live.Folder, "keys", "index.key"));
    }
}
