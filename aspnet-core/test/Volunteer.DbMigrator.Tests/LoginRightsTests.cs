using System.Diagnostics;
using Npgsql;

namespace Volunteer.DbMigrator.Tests;

[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class LoginRightsTests(DatabaseProvider provider)
{
    private readonly string _name = $"volunteer_test_{Guid.NewGuid():N}";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        await PostgresAdmin.RunAsync($"CREATE ROLE {_name} LOGIN PASSWORD 'made up'");
        await PostgresAdmin.RunAsync($"CREATE DATABASE {_name} OWNER {_name}");
    }

    [OneTimeTearDown]
    public async Task TearDown()
    {
        await PostgresAdmin.RunAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        await PostgresAdmin.RunAsync($"DROP ROLE IF EXISTS {_name}");
    }

    [Test]
    public async Task A_login_that_may_not_create_roles_is_told_so_in_one_line()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Backup).Assembly.Location, "migrate"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["Database__Provider"] = provider.ToString();
        start.Environment["Database__ConnectionString"] =
            new NpgsqlConnectionStringBuilder(PostgresAdmin.Connection) { Database = _name, Username = _name, Password = "made up" }.ConnectionString;

        using var migrator = Process.Start(start)!;
        var output = migrator.StandardOutput.ReadToEndAsync();
        var said = await migrator.StandardError.ReadToEndAsync();
        await migrator.WaitForExitAsync();
        await output;

        Assert.Multiple(() =>
        {
            Assert.That(migrator.ExitCode, Is.EqualTo(1), said);
            Assert.That(said.Trim(), Does.EndWith("(ALTER ROLE ... CREATEROLE).").And.Not.Contain("   at "));
        });
    }
}
