using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests.Isolation;

/// <summary>
/// A community with one row in every table of a tenant, made from the model: a new table is filled without anyone
/// remembering it.
/// </summary>
internal static class FullCommunity
{
    private static readonly DateTimeOffset Soon = FakeClock.Default.AddDays(2);

    public static Task FillAsync(TestCommunity community) => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        await db.Database.OpenConnectionAsync();
        var made = new Dictionary<IEntityType, Guid>();
        foreach (var type in InOrderOfDependence(db.Model))
        {
            // Straight into the table: constructors guard rules that do not matter here.
            await using var insert = db.Database.GetDbConnection().CreateCommand();
            var properties = type.GetProperties().ToList();

            // A row that stands beside another one (a book and its head) has its id.
            made.Add(type, Principal(type.FindProperty(nameof(TenantEntity.Id))!) is { } beside && beside != type ? made[beside] : Guid.CreateVersion7());
            foreach (var (index, property) in properties.Index())
            {
                object? value = property.Name switch
                {
                    nameof(TenantEntity.TenantId) => community.TenantId,
                    nameof(TenantEntity.Id) => made[type],
                    _ when Principal(property) is { } principal => made.TryGetValue(principal, out var id) ? id : null,
                    _ => Sample(property),
                };
                insert.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(insert, $"@p{index}", value, property.IsNullable));
            }

            insert.CommandText = string.Concat(
                "INSERT INTO ",
                type.GetTableName(),
                " (",
                string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\"")),
                ") VALUES (",
                string.Join(", ", properties.Index().Select(property => $"@p{property.Index}")),
                ")");
            await insert.ExecuteNonQueryAsync();
        }
    });

    private static List<IEntityType> InOrderOfDependence(IModel model)
    {
        var waiting = model.GetEntityTypes().Where(type => typeof(TenantEntity).IsAssignableFrom(type.ClrType)).ToList();
        var ordered = new List<IEntityType>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || !waiting.Contains(key.PrincipalEntityType)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>What the id in the column points at. A foreign key may also carry plain values (a currency): those have their sample.</summary>
    private static IEntityType? Principal(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) != typeof(Guid) ? null
        : property.GetContainingForeignKeys().Select(key => key.PrincipalEntityType).FirstOrDefault(type => typeof(TenantEntity).IsAssignableFrom(type.ClrType));

    private static object? Sample(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(string) => property.Name.EndsWith("Json", StringComparison.Ordinal) || property.Name is "Values" or "Rows" ? "{}" : "样本",
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateTimeOffset) => property.Name.StartsWith("End", StringComparison.Ordinal) || property.Name == "To" ? Soon.AddHours(1) : property.IsNullable ? null : Soon,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 4),
            _ when type == typeof(TimeOnly) => new TimeOnly(9, 0),
            _ when type == typeof(int) => 1,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(bool) => false,
            _ when type == typeof(byte[]) => new byte[] { 1 },
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ => property.IsNullable ? null : Activator.CreateInstance(type),
        };
    }
}
