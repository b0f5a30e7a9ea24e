using System.Text;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>Which column is what, counted from zero. Remembered for the account that the file belongs to.</summary>
internal sealed record ColumnMapping
{
    /// <summary>The header's titles as they were; the mapping is used again only for the same header.</summary>
    public string Header { get; init; } = string.Empty;

    /// <summary>Which row is the header, as a person counts; for the file it was chosen in.</summary>
    public int? HeaderRow { get; init; }

    public int? Date { get; init; }

    public int? Time { get; init; }

    /// <summary>One column of money, signed or with <see cref="Direction"/>.</summary>
    public int? Amount { get; init; }

    public int? Credit { get; init; }

    public int? Debit { get; init; }

    public int? Direction { get; init; }

    public int? Balance { get; init; }

    public int? Currency { get; init; }

    public int? Counterparty { get; init; }

    public int? CounterpartyAccount { get; init; }

    public int? Memo { get; init; }

    public int? Serial { get; init; }

    public int? Reference { get; init; }

    public int? Remark { get; init; }

    public int? Status { get; init; }

    /// <summary>How 03/04/2026 is meant, where the file does not show it.</summary>
    public DateOrder DateOrder { get; init; }

    public bool IsUsable => Date is not null && (Amount is not null || (Credit is not null && Debit is not null));
}

/// <summary>The titles that banks and wallets give their columns.</summary>
internal static class ColumnTitles
{
    /// <summary>Better titles first. A title may serve several roles; the one asked first gets it.</summary>
    private static readonly (string Role, string[] Titles)[] Known =
    [
        ("Date", ["交易日期", "记账日期", "入账日期", "交易日", "记账日", "日期", "交易时间", "入账时间", "交易创建时间", "DATE", "TRANSACTIONDATE", "POSTINGDATE", "BOOKINGDATE"]),
        ("Time", ["交易时间", "时间", "TIME", "TRANSACTIONTIME"]),
        ("Credit", ["记账金额(收入)", "收入金额", "贷方发生额", "贷方金额", "收入", "贷方", "交易金额(收入)", "存入金额", "存入", "转入金额", "收入(元)", "贷方发生额(元)", "收入金额(+元)", "CREDIT", "CREDITAMOUNT", "DEPOSIT", "DEPOSITS", "MONEYIN"]),
        ("Debit", ["记账金额(支出)", "支出金额", "借方发生额", "借方金额", "支出", "借方", "交易金额(支出)", "支取金额", "支取", "转出金额", "支出(元)", "借方发生额(元)", "支出金额(-元)", "DEBIT", "DEBITAMOUNT", "WITHDRAWAL", "WITHDRAWALS", "MONEYOUT"]),
        ("Amount", ["交易金额", "金额", "金额(元)", "发生额", "交易金额(元)", "交易额", "人民币金额", "发生额(元)", "AMOUNT", "TRANSACTIONAMOUNT"]),
        ("Direction", ["收/支", "借贷标志", "借/贷", "收支", "借贷", "借贷方向", "收支类型", "资金流向", "DR/CR", "CR/DR", "DEBIT/CREDIT"]),
        ("Balance", ["余额", "本次余额", "账户余额", "帐户余额", "交易后余额", "联机余额", "余额(元)", "账户余额(元)", "BALANCE", "RUNNINGBALANCE"]),
        ("Currency", ["记账币种", "币种", "交易币种", "货币", "CURRENCY"]),
        ("CounterpartyAccount", ["对方账户", "对方账号", "对方帐号", "对手账号", "对方卡号", "收(付)方账号", "COUNTERPARTYACCOUNT"]),
        ("Counterparty", ["对方户名", "交易对方", "对手信息", "对方名称", "对方单位名称", "对方单位", "对方账户名", "对方账户名称", "对手名称", "收(付)方名称", "户名", "PAYEE", "COUNTERPARTY", "NAME"]),
        ("Memo", ["摘要", "附言", "商品说明", "商品", "商品名称", "用途", "交易摘要", "交易附言", "交易说明", "DESCRIPTION", "MEMO", "DETAILS"]),
        ("Serial", ["日志号", "交易流水号", "流水号", "交易单号", "交易订单号", "交易号", "核心流水号", "SERIAL", "TRANSACTIONID", "BANKREFERENCE"]),
        ("Reference", ["商家订单号", "商户单号", "商户订单号", "业务参考号", "REFERENCE"]),
        ("Remark", ["备注", "REMARK", "NOTE"]),
        ("Status", ["交易状态", "当前状态", "状态", "STATUS"]),
    ];

    /// <summary>Letters and digits in one width, no white space: titles and words of a preamble are compared like this.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c) && c is not ('\uFEFF' or '"'))
            {
                plain.Append(char.ToUpperInvariant(c));
            }
        }

        return plain.ToString();
    }

    public static string Signature(TableRow row) => string.Join('|', row.Cells.Select(cell => Plain(cell.Text))).TrimEnd('|');

    /// <summary>How many known titles the row has; a header has several and never a title twice for one role.</summary>
    public static int Score(TableRow row) => row.Cells.Count(cell => IsKnown(Plain(cell.Text)));

    public static ColumnMapping Map(TableRow header)
    {
        var titles = header.Cells.Select(cell => Plain(cell.Text)).ToList();
        var taken = new HashSet<int>();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (role, names) in Known)
        {
            foreach (var name in names)
            {
                var index = titles.FindIndex(title => title == name);
                if (index >= 0 && taken.Add(index))
                {
                    found[role] = index;
                    break;
                }
            }
        }

        // 交易时间 stands for the whole instant where there is no date beside it.
        int? Of(string role) => found.TryGetValue(role, out var index) ? index : null;
        var hasBoth = Of("Credit") is not null && Of("Debit") is not null;
        return new ColumnMapping
        {
            Header = Signature(header),
            Date = Of("Date"),
            Time = Of("Time"),
            Amount = hasBoth ? null : Of("Amount"),
            Credit = hasBoth ? Of("Credit") : null,
            Debit = hasBoth ? Of("Debit") : null,
            Direction = hasBoth ? null : Of("Direction"),
            Balance = Of("Balance"),
            Currency = Of("Currency"),
            Counterparty = Of("Counterparty"),
            CounterpartyAccount = Of("CounterpartyAccount"),
            Memo = Of("Memo") ?? Of("Remark"),
            Serial = Of("Serial"),
            Reference = Of("Reference"),
            Remark = Of("Memo") is null ? null : Of("Remark"),
            Status = Of("Status"),
        };
    }

    private static bool IsKnown(string title) => title.Length > 0 && Array.Exists(Known, role => Array.IndexOf(role.Titles, title) >= 0);
}
