using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Books;
using Volunteer.Funds.Periods;
using Volunteer.Funds.Reports;
using Volunteer.Funds.Verification;

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
        .AddScoped<ILedger, LedgerAdapter>()
        .AddScoped<BookAccess>()
        .AddScoped<PersonRefs>()
        .AddScoped<Months>()
        .AddScoped<Balances>()
        .AddScoped<MonthBooks>()
        .AddScoped<Leaves>()
        .AddScoped<BalanceCheck>()
        .AddScoped<BookVerification>()
        .AddScoped<PublicBooks>()
        .AddTenantJob<CheckBooks>(CheckBooks.Name, CheckBooks.Cron)
        .AddTenantJob<PublishCheckpoints>(PublishCheckpoints.Name, PublishCheckpoints.Cron);

    public static DefinitionContext Define(DefinitionContext definitions) => definitions;

    public static void Map(RouteGroupBuilder api)
    {
        SetUpBook.Map(api);
        ChangeBook.Map(api);
        ListBooks.Map(api);
        SetUpFund.Map(api);
        AddMoneyAccount.Map(api);
        GetChart.Map(api);
        AddChartAccount.Map(api);
        ConfirmChart.Map(api);
        PostOpening.Map(api);
        PostEntry.Map(api);
        ReverseEntry.Map(api);
        TransferBetweenFunds.Map(api);
        ListEntries.Map(api);
        GetEntry.Map(api);
        AskForPeriod.Map(api);
        AgreeToPeriod.Map(api);
        WithdrawPeriod.Map(api);
        ListMonths.Map(api);
        GetTrialBalance.Map(api);
        GetBalanceSheet.Map(api);
        GetActivities.Map(api);
        GetFundStatement.Map(api);
        GetProjectStatement.Map(api);
        ExportMonth.Map(api);
        VerifyBook.Map(api);
        ResumeBook.Map(api);
        ListCheckpoints.Map(api);
        ProveEntry.Map(api);
        ProveDay.Map(api);
        ProveConsistency.Map(api);
    }
}
