using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Volunteer.HttpApi.Host;

namespace Volunteer.Benchmarks;

/// <summary>
/// The real host on Kestrel and a free port, in this process. Scheduler and outbox delivery are off, so that a figure is
/// that of the work itself; rate limits are off, since all load comes from one address.
/// </summary>
internal sealed class BenchHost : WebApplicationFactory<Entry>
{
    private readonly BenchDatabase _database;
    private readonly TimeProvider _clock;

    private BenchHost(BenchDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint
    {
        get
        {
            var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
        }
    }

    public static async Task<BenchHost> StartAsync(BenchDatabase database, TimeProvider clock)
    {
        await CreateSchemaAsync(database);
        return Serve(database, clock, port: 0);
    }

    /// <summary>On a database that has its schema.</summary>
    public static BenchHost Serve(BenchDatabase database, TimeProvider clock, int port)
    {
        var host = new BenchHost(database, clock);
        host.UseKestrel(port);
        host.StartServer();
        return host;
    }

    /// <summary>Runs code in a fresh scope inside a community, or on the host side.</summary>
    public async Task InTenantAsync(Guid? tenantId, Func<IServiceProvider, VolunteerDbContext, Task> work)
    {
        using var entered = Services.GetRequiredService<ICurrentTenant>().Change(tenantId);
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<VolunteerDbContext>());
    }

    /// <summary>Inserts rows of a community together.</summary>
    public Task InsertAsync<T>(Guid tenantId, IReadOnlyList<T> rows)
        where T : TenantEntity => InTenantAsync(tenantId, (services, db) =>
            db.InTransactionAsync(() => db.InsertManyAsync(services.GetRequiredService<ICurrentTenant>(), rows, CancellationToken.None), CancellationToken.None));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseEnvironment("Production");
        foreach (var (name, value) in Settings(_database))
        {
            builder.UseSetting(name, value);
        }

        builder.UseSetting("Security:RequireSecondFactor", "false");
        builder.UseSetting("Security:RateLimits", "false");
        builder.UseSetting("Security:KeyFolder", Path.Combine(_database.Folder, "keys"));
        builder.UseSetting("Files:Folder", Path.Combine(_database.Folder, "files"));
        builder.UseSetting("Web:Root", Path.Combine(_database.Folder, "no-pages"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(_clock)));
    }

    private static Dictionary<string, string?> Settings(BenchDatabase database) => new(StringComparer.Ordinal)
    {
        ["Database:Provider"] = database.Provider.ToString(),
        ["Database:ConnectionString"] = database.ConnectionString,
        ["Jobs:Enabled"] = "false",
    };

    /// <summary>Before the host starts, as the migrator does: a starting host reads its keys.</summary>
    private static async Task CreateSchemaAsync(BenchDatabase database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(database)).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddVolunteerFramework(configuration, ModuleList.All)
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await SchemaMigration.CreateFromModelAsync(scope.ServiceProvider, CancellationToken.None);
    }
}
