using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>Runs every module's seeder, each in a scope of its own.</summary>
public static class DemoData
{
    public static async Task SeedAsync(IServiceProvider services, SeedFolder folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        MakeKeys(services);
        List<Type> seeders;
        await using (var scope = services.CreateAsyncScope())
        {
            seeders = [.. scope.ServiceProvider.GetServices<ISeeder>().OrderBy(seeder => seeder.Order).Select(seeder => seeder.GetType())];
        }

        foreach (var type in seeders)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<AuditTrail>().Actor = "seed";
            await scope.ServiceProvider.GetServices<ISeeder>().Single(seeder => seeder.GetType() == type).SeedAsync(folder, cancellationToken);
        }
    }

    /// <summary>
    /// A fresh installation's first key is written on a connection of its own. Inside a seeder's transaction SQLite, which has
    /// one writer, would make it wait for ever. A host makes its keys when it starts.
    /// </summary>
    private static void MakeKeys(IServiceProvider services) => services.GetService<IDataProtectionProvider>()?.CreateProtector(nameof(DemoData)).Protect([]);
}
