namespace Volunteer.Funds.Ledger;

/// <summary>
/// What an account is for. The chart of accounts is dated data (the 2004 and the 2024 system number their accounts
/// differently), so code names the role and the chart in force on the entry's date names the account.
/// </summary>
internal enum AccountRole
{
    /// <summary>库存现金.</summary>
    Cash,

    /// <summary>银行存款.</summary>
    Bank,

    /// <summary>银行存款（在途）: paid out by a provider, not yet on the statement.</summary>
    InTransit,

    /// <summary>其他货币资金: settled money at a payment provider or in a wallet.</summary>
    ProviderBalance,

    /// <summary>其他货币资金（待结算）: charged, not yet settled by the provider.</summary>
    ProviderPending,

    /// <summary>应收款项: e.g. an enterprise's agreed share that is due.</summary>
    Receivable,

    /// <summary>存货: gifts in kind.</summary>
    Inventory,

    /// <summary>其他应付款: money owed, e.g. a refund not yet paid.</summary>
    Payable,

    /// <summary>受托代理资产.</summary>
    AgencyAssets,

    /// <summary>受托代理负债.</summary>
    AgencyLiabilities,

    /// <summary>非限定性净资产.</summary>
    UnrestrictedNetAssets,

    /// <summary>限定性净资产.</summary>
    RestrictedNetAssets,

    /// <summary>捐赠收入—非限定性.</summary>
    UnrestrictedGifts,

    /// <summary>捐赠收入—限定性.</summary>
    RestrictedGifts,

    /// <summary>商品销售收入, e.g. a charity bazaar's own goods.</summary>
    Sales,

    /// <summary>提供服务收入.</summary>
    Services,

    /// <summary>投资收益.</summary>
    InvestmentIncome,

    /// <summary>其他收入: interest, cash over, an enterprise's share.</summary>
    OtherIncome,

    /// <summary>业务活动成本: what the money was given for.</summary>
    ProgrammeCost,

    /// <summary>管理费用.</summary>
    Administration,

    /// <summary>筹资费用: provider and platform fees.</summary>
    FundraisingCost,

    /// <summary>其他费用: bank charges, cash short.</summary>
    OtherCost,
}
