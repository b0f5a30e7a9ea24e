using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Books;

/// <summary>A book's chart of accounts as postings look things up in it.</summary>
internal sealed class Chart
{
    private readonly FrozenDictionary<string, ChartAccount[]> _byCode;
    private readonly FrozenDictionary<AccountRole, ChartAccount[]> _byRole;

    public Chart(int version, IReadOnlyList<ChartAccount> accounts)
    {
        (Version, Accounts) = (version, accounts);
        _byCode = accounts.GroupBy(account => account.Code, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _byRole = accounts.Where(account => account.Role is not null).GroupBy(account => account.Role!.Value).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        ById = accounts.ToFrozenDictionary(account => account.Id);
    }

    public int Version { get; }

    public IReadOnlyList<ChartAccount> Accounts { get; }

    public FrozenDictionary<Guid, ChartAccount> ById { get; }

    /// <summary>The account that the reference means on that day.</summary>
    public ChartAccount Find(AccountRef account, DateOnly day)
    {
        var candidates = account.Role is { } role ? _byRole.GetValueOrDefault(role) : _byCode.GetValueOrDefault(account.Code ?? string.Empty);
        return candidates?.FirstOrDefault(candidate => candidate.IsValidOn(day))
            ?? throw new BusinessException(FundsErrors.AccountUnknown).With("account", account.Role?.ToString() ?? account.Code);
    }
}

/// <summary>Charts by book. Kept in memory: a posting whose chart is out of date is told so by the book's head and looks again.</summary>
internal sealed class ChartCache
{
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Book), Chart> _charts = new();

    public Chart? Find(Guid tenantId, Guid bookId) => _charts.GetValueOrDefault((tenantId, bookId));

    public void Keep(Guid tenantId, Guid bookId, Chart chart) => _charts[(tenantId, bookId)] = chart;
}

/// <summary>Reads charts.</summary>
internal sealed class Charts(VolunteerDbContext db, ChartCache cache, ICurrentTenant tenant)
{
    /// <param name="fresh">Past the cache, because the cached one turned out to be old.</param>
    public async Task<Chart> OfAsync(Guid bookId, bool fresh, CancellationToken cancellationToken)
    {
        var tenantId = tenant.Id ?? throw new InvalidOperationException("Books belong to a tenant.");
        if (!fresh && cache.Find(tenantId, bookId) is { } known)
        {
            return known;
        }

        // The version first: a chart that changes in between is read again, never the other way round.
        var version = await db.Set<BookHead>().Where(head => head.Id == bookId).Select(head => (int?)head.ChartVersion).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException();
        var accounts = await db.Set<ChartAccount>().AsNoTracking().Where(account => account.BookId == bookId).OrderBy(account => account.Code).ThenBy(account => account.ValidFrom).ToListAsync(cancellationToken);
        var chart = new Chart(version, accounts);
        cache.Keep(tenantId, bookId, chart);
        return chart;
    }
}

/// <summary>The charts that ship with the product, as dated data.</summary>
internal static class ShippedCharts
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly IReadOnlyList<ShippedChart> All = [Read("npo-2004"), Read("npo-2024")];

    /// <summary>The accounts of a new book.</summary>
    public static IEnumerable<ChartAccount> For(Guid bookId, AccountingStandard standard) => standard switch
    {
        AccountingStandard.Npo2004 => AccountsOf(All[0], bookId, validUntil: null),
        _ => [.. AccountsOf(All[0], bookId, All[1].ValidFrom.AddDays(-1)), .. AccountsOf(All[1], bookId, validUntil: null)],
    };

    private static IEnumerable<ChartAccount> AccountsOf(ShippedChart chart, Guid bookId, DateOnly? validUntil) =>
        chart.Accounts.Select(line => new ChartAccount(bookId, line, chart.ValidFrom, validUntil, chart.ToBeConfirmed));

    private static ShippedChart Read(string name)
    {
        using var stream = typeof(ShippedCharts).Assembly.GetManifestResourceStream($"Charts/{name}.json")!;
        return JsonSerializer.Deserialize<ShippedChart>(stream, Format)!;
    }

    private sealed record ShippedChart(string Source, DateOnly ValidFrom, bool ToBeConfirmed, IReadOnlyList<ChartLine> Accounts);
}
