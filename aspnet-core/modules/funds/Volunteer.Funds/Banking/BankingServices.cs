using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Periods;

namespace Volunteer.Funds.Banking;

/// <summary>Statements of banks and wallets, and their reconciliation with the books.</summary>
internal static class BankingServices
{
    public static void Add(IServiceCollection services) => services
        .AddScoped<BankingDay>()
        .AddScoped<ClosedDays>()
        .AddScoped<AccountLock>()
        .AddScoped<StatementImport>()
        .AddScoped<StatementVault>()
        .AddScoped<LearnedRules>()
        .AddScoped<LedgerLineItems>()
        .AddScoped<IOpenItemSource>(provider => provider.GetRequiredService<LedgerLineItems>())
        .AddScoped<IOpenItemSource, PledgeItems>()
        .AddScoped<IOpenItemSource, DisbursementItems>()
        .AddScoped<IPartyNames, PartyNames>()
        .AddScoped<LedgerLegs>()
        .AddScoped<OpenItems>()
        .AddScoped<Reconciler>()
        .AddScoped<MatchWriter>()
        .AddScoped<ReconciliationProof>()
        .AddScoped<HostStatements>()
        .AddScoped<IClosingCheck, ReconciledMonth>()
        .AddTenantJob<ClearStatementPreviews>(ClearStatementPreviews.Name, ClearStatementPreviews.Cron);

    public static void Map(RouteGroupBuilder api)
    {
        PreviewStatement.Map(api);
        CommitStatement.Map(api);
        ListStatements.Map(api);
        WithdrawStatement.Map(api);
        ListStatementLines.Map(api);
        ListOpenItems.Map(api);
        MakeMatch.Map(api);
        AcceptCertain.Map(api);
        UndoMatch.Map(api);
        ListMatches.Map(api);
        IgnoreLine.Map(api);
        RestoreLine.Map(api);
        BookLine.Map(api);
        BookGift.Map(api);
        GetReconciliation.Map(api);
        ListMatchRules.Map(api);
        SwitchMatchRule.Map(api);
        DrawHostStatement.Map(api);
        ListHostStatements.Map(api);
        GetHostStatement.Map(api);
        ExportHostStatement.Map(api);
        ConfirmHostStatement.Map(api);
        RecordHostAnswer.Map(api);
        WithdrawHostStatement.Map(api);
    }
}
