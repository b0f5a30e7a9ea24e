using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Table>> Tables = [];

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
        await InsertAsync(db, TableOf(db, typeof(T)), [.. rows], tenantId, cancellationToken);

        foreach (var navigation in type.GetNavigations().Where(navigation => navigation.IsCollection && navigation.TargetEntityType.IsOwned()))
        {
            var children = rows
                .SelectMany(row => ((System.Collections.IEnumerable)navigation.GetGetter().GetClrValue(row)!).Cast<object>().Select(child => new Child(row, child)))
                .ToArray<object>();
            await InsertAsync(db, new Table(navigation.TargetEntityType.GetTableName()!, ChildColumns(navigation)), children, tenantId, cancellationToken);
        }
    }

    internal static Table TableOf(VolunteerDbContext db, Type type) => Tables.GetOrCreateValue(db.Model).GetOrAdd(
        type,
        wanted => db.Model.FindEntityType(wanted) is { } mapped
            ? new Table(mapped.GetTableName()!, Columns(mapped, row => row))
            : throw new InvalidOperationException($"{wanted.Name} is not mapped."));

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
            columns.Add(new Column(property, row => ownerProperty.GetGetter().GetClrValue(((Child)row).Owner), ownerProperty));
        }

        return columns;
    }

    private static async Task InsertAsync(VolunteerDbContext db, Table table, object[] rows, Guid tenantId, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (db.Database.IsNpgsql())
        {
            command.CommandText = table.ArraysSql;
            foreach (var chunk in rows.Chunk(RowsPerArray))
            {
                command.Parameters.Clear();
                foreach (var cell in table.Arrays(chunk, tenantId))
                {
                    command.Parameters.Add(cell.ToParameter());
                }

                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return;
        }

        // SQLite has no round trip to save: one statement, prepared once and run for each row.
        command.CommandText = table.RowSql;
        for (var index = 1; index <= table.Width; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"${index}";
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            table.Fill(command.Parameters, row, tenantId);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed record Child(object Owner, object Row);

    /// <summary>How rows of one type are written: one array a column on PostgreSQL, so that the statement is the same for any number.</summary>
    internal sealed class Table
    {
        private readonly List<Column> _columns;

        public Table(string name, List<Column> columns)
        {
            _columns = columns;
            var head = new StringBuilder("INSERT INTO ").Append(name).Append(" (").AppendJoin(", ", columns.Select(column => $"\"{column.Property.GetColumnName()}\"")).Append(')').ToString();
            ArraysSql = $"{head} SELECT * FROM unnest({string.Join(", ", columns.Select((column, index) => $"${index + 1}::{column.Mapping.StoreType}[]"))})";
            RowSql = $"{head} VALUES ({string.Join(", ", columns.Select((_, index) => $"${index + 1}"))})";
        }

        public string ArraysSql { get; }

        public string RowSql { get; }

        public int Width => _columns.Count;

        public Cell[] Arrays<T>(IReadOnlyList<T> rows, Guid? tenantId)
            where T : class => [.. _columns.Select(column => column.ArrayOf(rows, tenantId))];

        public Cell[] Row(object row, Guid? tenantId) => [.. _columns.Select(column => new Cell(column.StoredValueOf(row, tenantId), null))];

        public void Fill(System.Data.Common.DbParameterCollection parameters, object row, Guid? tenantId)
        {
            for (var index = 0; index < _columns.Count; index++)
            {
                parameters[index].Value = _columns[index].StoredValueOf(row, tenantId) ?? DBNull.Value;
            }
        }
    }

    internal sealed class Column
    {
        private readonly Func<object, object?> _value;
        private readonly Type _element;
        private readonly bool _isTenant;

        /// <param name="meaning">The owner's column that this one of a child repeats.</param>
        public Column(IProperty property, Func<object, object?> value, IProperty? meaning = null)
        {
            (Property, _value) = (property, value);
            Mapping = property.GetRelationalTypeMapping();
            var element = Mapping.Converter?.ProviderClrType ?? Mapping.ClrType;
            _element = element.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(Nullable.GetUnderlyingType(element) ?? element) : element;

            // A row of a tenant does not know its own before it is saved.
            var own = meaning ?? property;
            _isTenant = own.Name == nameof(IMultiTenant.TenantId) && typeof(IMultiTenant).IsAssignableFrom(own.DeclaringType.ClrType);
        }

        public IProperty Property { get; }

        public RelationalTypeMapping Mapping { get; }

        /// <summary>As the database keeps it.</summary>
        public object? StoredValueOf(object row, Guid? tenantId)
        {
            var value = _isTenant ? tenantId : _value(row);
            return value is null || Mapping.Converter is null ? value : Mapping.Converter.ConvertToProvider(value);
        }

        public Cell ArrayOf<T>(IReadOnlyList<T> rows, Guid? tenantId)
            where T : class
        {
            var values = Array.CreateInstance(_element, rows.Count);
            for (var row = 0; row < rows.Count; row++)
            {
                values.SetValue(StoredValueOf(rows[row], tenantId), row);
            }

            // Npgsql infers the kind from the values, and an array that starts with null tells it nothing.
            return new Cell(values, (Nullable.GetUnderlyingType(_element) ?? _element) == typeof(DateTime) ? NpgsqlDbType.Array | NpgsqlDbType.TimestampTz : null);
        }
    }
}

/// <param name="Kind">Where PostgreSQL cannot tell it from the value.</param>
internal readonly record struct Cell(object? Value, NpgsqlDbType? Kind)
{
    /// <summary>Without a name: by position.</summary>
    public NpgsqlParameter ToParameter() => Kind is { } kind
        ? new NpgsqlParameter { Value = Value ?? DBNull.Value, NpgsqlDbType = kind }
        : new NpgsqlParameter { Value = Value ?? DBNull.Value };
}
