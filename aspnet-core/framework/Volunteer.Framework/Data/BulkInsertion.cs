using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Volunteer;

/// <summary>
/// Many new rows of the current tenant in few statements, for work that makes rows by rule (shifts from a duty). They are
/// neither tracked nor audited; conversions and column names come from the model.
/// </summary>
public static class BulkInsertion
{
    private const int RowsPerArray = 5_000;

    /// <summary>Inserts the rows with their owned collections, in the caller's transaction.</summary>
    public static async Task InsertManyAsync<T>(this VolunteerDbContext db, ICurrentTenant tenant, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : TenantEntity
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return;
        }

        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Many rows stand or fall together: open a transaction first.");
        }

        var tenantId = tenant.Id ?? throw new InvalidOperationException("Rows belong to a tenant.");
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        await InsertAsync(db, type.GetTableName()!, Columns(type, row => row), [.. rows], tenantId, cancellationToken);

        foreach (var navigation in type.GetNavigations().Where(navigation => navigation.IsCollection && navigation.TargetEntityType.IsOwned()))
        {
            var children = rows
                .SelectMany(row => ((System.Collections.IEnumerable)navigation.GetGetter().GetClrValue(row)!).Cast<object>().Select(child => new Child(row, child)))
                .ToArray<object>();
            await InsertAsync(db, navigation.TargetEntityType.GetTableName()!, ChildColumns(navigation), children, tenantId, cancellationToken);
        }
    }

    private static List<Column> Columns(ITypeBase type, Func<object, object> owner) => [.. type.GetProperties()
        .Where(property => !property.IsShadowProperty())
        .Select(property => new Column(property, row => property.GetGetter().GetClrValue(owner(row))))];

    /// <summary>The child's own columns, and the owner's key in the columns that point at it.</summary>
    private static List<Column> ChildColumns(INavigation navigation)
    {
        var columns = Columns(navigation.TargetEntityType, row => ((Child)row).Row);
        var key = navigation.ForeignKey;
        foreach (var (property, ownerProperty) in key.Properties.Zip(key.PrincipalKey.Properties))
        {
            columns.RemoveAll(column => column.Property == property);
            columns.Add(new Column(property, row => ownerProperty.GetGetter().GetClrValue(((Child)row).Owner)));
        }

        return columns;
    }

    private static Task InsertAsync(VolunteerDbContext db, string table, List<Column> columns, object[] rows, Guid tenantId, CancellationToken cancellationToken) =>
        db.Database.IsNpgsql()
            ? InsertArraysAsync(db, table, columns, rows, tenantId, cancellationToken)
            : InsertRowsAsync(db, table, columns, rows, tenantId, cancellationToken);

    private static async Task InsertArraysAsync(VolunteerDbContext db, string table, List<Column> columns, object[] rows, Guid tenantId, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(RowsPerArray))
        {
            await using var command = Command(db);
            FillArrays(command, table, columns, chunk, tenantId);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>SQLite has no round trip to save: one statement, prepared once and run for each row.</summary>
    private static async Task InsertRowsAsync(VolunteerDbContext db, string table, List<Column> columns, object[] rows, Guid tenantId, CancellationToken cancellationToken)
    {
        await using var command = Command(db);
        command.CommandText = Head(table, columns)
            .Append(" VALUES (").AppendJoin(", ", columns.Select((_, index) => $"@c{index}")).Append(')').ToString();
        foreach (var (index, column) in columns.Index())
        {
            command.Parameters.Add(column.Mapping.CreateParameter(command, $"@c{index}", value: null, nullable: true));
        }

        foreach (var row in rows)
        {
            foreach (var (index, column) in columns.Index())
            {
                command.Parameters[index].Value = column.StoredValueOf(row, tenantId) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static DbCommand Command(VolunteerDbContext db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    /// <summary>One array a column: the statement is the same for any number of rows, so PostgreSQL plans it once.</summary>
    private static void FillArrays(DbCommand command, string table, List<Column> columns, object[] rows, Guid tenantId)
    {
        var sql = Head(table, columns).Append(" SELECT * FROM unnest(");
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var mapping = column.Mapping;
            var element = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
            if (element.IsValueType && column.Property.IsNullable)
            {
                element = typeof(Nullable<>).MakeGenericType(Nullable.GetUnderlyingType(element) ?? element);
            }

            var values = Array.CreateInstance(element, rows.Length);
            for (var row = 0; row < rows.Length; row++)
            {
                values.SetValue(column.StoredValueOf(rows[row], tenantId), row);
            }

            var parameter = command.CreateParameter();
            parameter.ParameterName = $"c{index}";
            parameter.Value = values;
            if ((Nullable.GetUnderlyingType(element) ?? element) == typeof(DateTime))
            {
                // Npgsql infers the kind from the values, and an array that starts with null tells it nothing.
                ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
            }

            command.Parameters.Add(parameter);
            sql.Append(index == 0 ? string.Empty : ", ").Append("@c").Append(index).Append("::").Append(mapping.StoreType).Append("[]");
        }

        command.CommandText = sql.Append(')').ToString();
    }

    private static StringBuilder Head(string table, List<Column> columns) =>
        new StringBuilder("INSERT INTO ").Append(table).Append(" (").AppendJoin(", ", columns.Select(column => $"\"{column.Property.GetColumnName()}\"")).Append(')');

    private sealed record Child(object Owner, object Row);

    private sealed record Column(IProperty Property, Func<object, object?> Value)
    {
        public RelationalTypeMapping Mapping { get; } = Property.GetRelationalTypeMapping();

        private bool IsTenant { get; } = Property.Name == nameof(IMultiTenant.TenantId);

        /// <summary>As the database keeps it. Rows do not know their tenant before they are saved.</summary>
        public object? StoredValueOf(object row, Guid tenantId)
        {
            var value = IsTenant ? tenantId : Value(row);
            return value is null || Mapping.Converter is null ? value : Mapping.Converter.ConvertToProvider(value);
        }
    }
}
