using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>Brings the schema up to date as the database's owner, then puts the modules' rules and the row-level walls up.</summary>
public static class SchemaMigration
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<DatabaseOptions>();
        await using var db = OwnerContext(services, database);
        await db.Database.MigrateAsync(cancellationToken);
        await PutWallsUpAsync(services, db, database, cancellationToken);
    }

    /// <summary>Makes the schema straight from the model, for tests; the migrations are proved equal to the model elsewhere.</summary>
    public static async Task CreateFromModelAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<DatabaseOptions>();
        await using var db = OwnerContext(services, database);
        await db.Database.EnsureCreatedAsync(cancellationToken);
        await PutWallsUpAsync(services, db, database, cancellationToken);
    }

    private static async Task PutWallsUpAsync(IServiceProvider services, VolunteerDbContext db, DatabaseOptions database, CancellationToken cancellationToken)
    {
        // First the walls, which let the application's role do everything; then the rules, which may take something back.
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            await RowLevelSecurity.ApplyAsync(db, database.ConnectionString, cancellationToken);
        }

        foreach (var rules in services.GetServices<IDatabaseRules>())
        {
            await ExecuteAsync(db, database.Provider == DatabaseProvider.PostgreSql ? rules.PostgreSql : rules.Sqlite, cancellationToken);
        }
    }

    /// <summary>As it is written: EF would take braces for placeholders.</summary>
    private static async Task ExecuteAsync(VolunteerDbContext db, string sql, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(sql))
        {
            return;
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The same context without the interceptor that gives the owner's role away.</summary>
    private static VolunteerDbContext OwnerContext(IServiceProvider services, DatabaseOptions database)
    {
        var options = new DbContextOptionsBuilder<VolunteerDbContext>();
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            options.UseNpgsql(database.ConnectionString, npgsql => npgsql.MigrationsAssembly("Volunteer.Migrations.PostgreSql"));
        }
        else
        {
            options.UseSqlite(database.ConnectionString, sqlite => sqlite.MigrationsAssembly("Volunteer.Migrations.Sqlite"));
        }

        return ActivatorUtilities.CreateInstance<VolunteerDbContext>(services, options.Options);
    }
}
