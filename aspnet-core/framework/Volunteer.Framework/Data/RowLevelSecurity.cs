using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Volunteer;

/// <summary>
/// Forced row-level security on every table of a tenant, and the role that the application runs as: not the owner, no
/// BYPASSRLS. Applied by the migrator after each migration; safe to repeat.
/// </summary>
public static class RowLevelSecurity
{
    public const string AppRole = "volunteer_app";

    /// <summary>Tables of a tenant: those of <see cref="IMultiTenant"/> types and their owned children.</summary>
    public static IEnumerable<string> TenantTables(IModel model) => model.GetEntityTypes()
        .Where(type => IsOfTenant(type) && type.GetTableName() is not null)
        .Select(type => type.GetTableName()!)
        .Distinct(StringComparer.Ordinal);

    public static async Task ApplyAsync(DbContext db, string connectionString, CancellationToken cancellationToken)
    {
        // Its own connection, as the owner: the context's connections have already given the owner's role away.
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var sql = new System.Text.StringBuilder();
        sql.Append(
            $"""
            DO $do$ BEGIN
              PERFORM pg_advisory_xact_lock(727274);
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{AppRole}') THEN
                CREATE ROLE {AppRole} NOLOGIN NOSUPERUSER NOBYPASSRLS;
              END IF;
            END $do$;
            DO $do$ BEGIN EXECUTE format('GRANT {AppRole} TO %I', current_user); END $do$;
            GRANT USAGE ON SCHEMA public TO {AppRole};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {AppRole};
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {AppRole};

            """);
        foreach (var table in db.Model.GetEntityTypes().Where(type => type.ClrType.IsDefined(typeof(AppendOnlyAttribute), inherit: true)).Select(type => type.GetTableName()!))
        {
            sql.Append($"REVOKE UPDATE, DELETE, TRUNCATE ON \"{table}\" FROM {AppRole};\n");
        }

        foreach (var table in TenantTables(db.Model))
        {
            sql.Append(
                $"""
                ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
                ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
                DROP POLICY IF EXISTS tenant ON "{table}";
                CREATE POLICY tenant ON "{table}"
                  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
                  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);

                """);
        }

        await using var command = new NpgsqlCommand(sql.ToString(), connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static bool IsOfTenant(IEntityType type) =>
        typeof(IMultiTenant).IsAssignableFrom(type.ClrType) || (type.IsOwned() && type.FindOwnership() is { } owner && IsOfTenant(owner.PrincipalEntityType));
}
