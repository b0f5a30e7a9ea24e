using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Volunteer.HttpApi.Host;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Sessions;
using Volunteer.Platform.Tenants;

namespace Volunteer.TestBase;

/// <summary>
/// The real host on a real database, one per database kind and test assembly. Each test makes its own community, so tests
/// do not see each other. Jobs and the outbox run when the test says so.
/// </summary>
public sealed class TestApp : WebApplicationFactory<Entry>
{
    public const string PostgresVariable = "VOLUNTEER_TEST_POSTGRES";

    private static readonly Dictionary<DatabaseProvider, TestApp> Running = [];
    private readonly DatabaseProvider _provider;
    private readonly string _name = $"volunteer_test_{Guid.NewGuid():N}";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "volunteer-tests", Guid.NewGuid().ToString("N"));

    private TestApp(DatabaseProvider provider) => _provider = provider;

    public FakeClock Clock { get; } = new();

    public RecordingMailSender Mail { get; } = new();

    public static async Task<TestApp> ForAsync(DatabaseProvider provider)
    {
        if (!Running.TryGetValue(provider, out var app))
        {
            app = new TestApp(provider);
            await app.StartAsync();
            Running.Add(provider, app);
        }

        app.Clock.Set(FakeClock.Default);
        return app;
    }

    /// <summary>Call from the assembly's one-time tear-down.</summary>
    public static async Task StopAllAsync()
    {
        foreach (var app in Running.Values)
        {
            await app.DisposeAsync();
            await app.DropDatabaseAsync();
        }

        Running.Clear();
    }

    /// <summary>A community of its own with a street above it.</summary>
    public async Task<TestCommunity> NewCommunityAsync()
    {
        using var scope = Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var code = Guid.NewGuid().ToString("N")[..12];
        var street = new Street("s" + code, "测试街道", "Test Street", "0371-00000000");
        db.Add(street);
        var tenant = new Tenant(street.Id, "c" + code, "测试社区", "Test Community", "0371-00000001", "测试路1号", "Asia/Shanghai");
        db.Add(tenant);
        await db.SaveChangesAsync();
        return new TestCommunity(this, street.Id, tenant.Id);
    }

    /// <summary>Runs code in a fresh scope inside a tenant (or on the host side).</summary>
    public async Task<T> InTenantAsync<T>(Guid? tenantId, Func<IServiceProvider, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var entered = Services.GetRequiredService<ICurrentTenant>().Change(tenantId);
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task InTenantAsync(Guid? tenantId, Func<IServiceProvider, Task> work) => InTenantAsync(tenantId, async services =>
    {
        await work(services);
        return 0;
    });

    public Task<int> DeliverOutboxAsync() => Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync(CancellationToken.None);

    /// <summary>Runs a job for the clock's present instant, for all communities.</summary>
    public Task<int> RunJobAsync(string name) => Services.GetRequiredService<JobRunner>().RunAsync(name, Clock.GetUtcNow(), CancellationToken.None);

    /// <summary>A client with a live session, as a bearer of a token: antiforgery has tests of its own.</summary>
    public async Task<HttpClient> SignedInAsync(Guid accountId, Guid? membershipId)
    {
        var token = SessionTokens.New();
        await InTenantAsync(null, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();

            // Tests move the clock by years; the session outlives them.
            db.Add(new Session(accountId, membershipId, SessionTokens.Hash(token), isBearer: true, Clock.GetUtcNow(), Clock.GetUtcNow().AddYears(50)));
            await db.SaveChangesAsync();
        });
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>One more community for an account, signed in there.</summary>
    internal async Task<TestUser> JoinAsync(Guid accountId, Guid tenantId, Guid personId)
    {
        var membership = new Membership(accountId, MembershipScope.Community, streetId: null, tenantId, personId, Clock.GetUtcNow());
        await InTenantAsync(tenantId, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(membership);
            (await db.FindAsync<Person>(tenantId, personId))!.LinkAccount(accountId);
            await db.SaveChangesAsync();
        });
        return new TestUser(await SignedInAsync(accountId, membership.Id), accountId, membership.Id, personId);
    }

    /// <summary>A new account with one place, signed in.</summary>
    internal async Task<TestUser> NewUserAsync(MembershipScope scope, Guid? streetId, Guid? tenantId, Guid? personId, IReadOnlyList<string> roles)
    {
        var account = new Account();
        account.UserName = $"u{account.Id:N}";
        account.NormalizedUserName = account.UserName.ToUpperInvariant();
        var membership = new Membership(account.Id, scope, streetId, tenantId, personId, Clock.GetUtcNow());
        foreach (var role in roles)
        {
            membership.Grant(role, until: null);
        }

        await InTenantAsync(tenantId, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(account);
            db.Add(membership);
            if (personId is { } id)
            {
                (await db.FindAsync<Person>(tenantId, id))!.LinkAccount(account.Id);
            }

            await db.SaveChangesAsync();
        });
        return new TestUser(await SignedInAsync(account.Id, membership.Id), account.Id, membership.Id, personId);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Database:Provider", _provider.ToString());
        builder.UseSetting("Database:ConnectionString", ConnectionString());
        builder.UseSetting("Jobs:Enabled", "false");

        // Both have tests of their own, which switch them on.
        builder.UseSetting("Security:RequireSecondFactor", "false");
        builder.UseSetting("Security:RateLimits", "false");
        builder.UseSetting("Files:Folder", Path.Combine(_folder, "files"));
        builder.UseSetting("Security:KeyFolder", Path.Combine(_folder, "keys"));
        builder.UseSetting("Web:Root", Path.Combine(_folder, "no-pages"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Replace(ServiceDescriptor.Singleton<IMailSender>(Mail));
        });
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(_folder);
        if (_provider == DatabaseProvider.PostgreSql)
        {
            await ExecuteAsync($"CREATE DATABASE {_name}");
        }

        await SchemaMigration.CreateFromModelAsync(Services, CancellationToken.None);

        // A host finds its tables when it starts and makes its first key then; here the tables come later. On SQLite the
        // key could not be written while a test's transaction holds the only writer.
        Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first-key").Protect(string.Empty);
    }

    private string ConnectionString()
    {
        if (_provider == DatabaseProvider.Sqlite)
        {
            return $"Data Source={Path.Combine(_folder, "test.db")}";
        }

        return new NpgsqlConnectionStringBuilder(AdminConnection()) { Database = _name, MaxPoolSize = 60 }.ConnectionString;
    }

    private static string AdminConnection() => Environment.GetEnvironmentVariable(PostgresVariable)
        ?? throw new InvalidOperationException($"{PostgresVariable} must name a PostgreSQL server on which tests may create databases; etc/test starts one.");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AdminConnection());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task DropDatabaseAsync()
    {
        if (_provider == DatabaseProvider.PostgreSql)
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
