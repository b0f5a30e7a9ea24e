using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>Books, entries, periods, reports and verification.</summary>
internal static class LedgerServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IDatabaseRules, LedgerDatabaseRules>()
        .AddSingleton<ChartCache>()
        .AddSingleton(_ => AccountNumberKey.Load(configuration))
        .AddScoped<AccountNumbers>()
        .AddScoped<BookFounding>()
        .AddScoped<Charts>()
        .AddScoped<EntryWriter>()
        .AddScoped<FundReservations>()
        .AddScoped<ILedger, LedgerAdapter>();

    public static DefinitionContext Define(DefinitionContext definitions) => definitions;

    public static void Map(RouteGroupBuilder api)
    {
    }
}
