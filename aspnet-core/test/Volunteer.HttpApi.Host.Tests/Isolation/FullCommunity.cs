using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests.Isolation;

/// <summary>
/// A community with one row in every table of a tenant, made from the model: a new table is filled without anyone
/// remembering it. The ledger takes no row that does not stand in a whole entry, so an entry is posted first as a fund
/// manager does it; what is there already is left as it is.
/// </summary>
internal static partial class FullCommunity
{
    private static readonly DateTimeOffset Soon = FakeClock.Default.AddDays(2);

    public static async Task FillAsync(TestCommunity community)
    {
        await PostAnEntryAsync(community);
        await FillTheRestAsync(community);
    }

    private static async Task PostAnEntryAsync(TestCommunity community)
    {
        var manager = await community.NewMemberAsync("方志明", roles: RoleNames.FundManager);
        var book = await PostAsync("books", new
        {
            name = "社区慈善基金",
            host = new { name = "测试慈善总会", nameEn = "Test Charity Federation", creditCode = "53000000000000000X", certificate = (string?)null, phone = "0371-00000002" },
            standard = "Npo2024",
            opensOn = "2026-01-01",
        });
        var fundId = await PostAsync($"books/{book}/funds", new { code = "F01", name = "长者用餐基金", nameEn = "Meals", purpose = "资助高龄老人用餐", level = "Community", restriction = "Restricted" });
        var moneyAccountId = await PostAsync($"books/{book}/money-accounts", new { kind = "CashBox", name = "钱箱" });
        var date = DateOnly.FromDateTime(FakeClock.Default.UtcDateTime);
        await PostAsync($"books/{book}/entries", new { date, text = "收到捐款", lines = new object[] { new { account = "1001", fen = 100, fundId, moneyAccountId }, new { account = "410102", fen = -100, fundId } } });

        async Task<Guid> PostAsync(string path, object body) =>
            (await (await manager.Http.PostAsJsonAsync($"/api/funds/{path}", body)).JsonAsync()).GetProperty("id").GetGuid();
    }

    private static Task FillTheRestAsync(TestCommunity community) => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        await db.Database.OpenConnectionAsync();
        var made = new Dictionary<IEntityType, Guid>();
        var empty = SecondOfTwo(db);
        foreach (var type in InOrderOfDependence(db.Model))
        {
            if (await FirstAsync(db, type, community.TenantId) is { } there)
            {
                made.Add(type, there);
                continue;
            }

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
                    _ when empty.Contains($"{type.GetTableName()}.{property.GetColumnName()}") => null,
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

    private static async Task<Guid?> FirstAsync(VolunteerDbContext db, IEntityType type, Guid tenantId)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT id FROM {type.GetTableName()} WHERE tenant_id = @tenant LIMIT 1";
        command.Parameters.Add(type.FindProperty(nameof(TenantEntity.TenantId))!.GetRelationalTypeMapping().CreateParameter(command, "@tenant", tenantId, nullable: false));
        return await command.ExecuteScalarAsync() switch
        {
            null => null,
            Guid id => id,
            var text => Guid.Parse((string)text),
        };
    }

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

    /// <summary>Where exactly one of two columns is filled, the second, as <c>table.column</c>.</summary>
    private static HashSet<string> SecondOfTwo(VolunteerDbContext db) =>
    [
        .. from type in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
           from check in type.GetCheckConstraints()
           from Match match in OneOfTwo().Matches(check.Sql)
           select $"{type.GetTableName()}.{match.Groups["other"].Value}",
    ];

    [GeneratedRegex(@"\(\w+ IS NULL\) <> \((?<other>\w+) IS NULL\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OneOfTwo();

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
