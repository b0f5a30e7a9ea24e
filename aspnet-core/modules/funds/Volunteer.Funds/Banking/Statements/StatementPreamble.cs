using System.Globalization;
using System.Text.RegularExpressions;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>What stands above (and below) the table: account, days, currency, totals.</summary>
internal sealed partial class StatementPreamble
{
    public string? AccountNumber { get; private set; }

    public string? Currency { get; private set; }

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public long? OpeningFen { get; private set; }

    public long? ClosingFen { get; private set; }

    public PrintedTotals Totals { get; private set; } = new();

    public void Read(TableRow row)
    {
        foreach (var cell in row.Cells.Where(cell => !cell.IsBlank))
        {
            Read(ColumnTitles.Plain(cell.Text));
        }
    }

    /// <summary>A footer with sums in the money columns.</summary>
    public void ReadSums(long? creditFen, long? debitFen) => Totals = Totals with
    {
        CreditFen = Totals.CreditFen ?? creditFen,
        DebitFen = Totals.DebitFen ?? (debitFen is { } fen ? Math.Abs(fen) : null),
    };

    private void Read(string text)
    {
        AccountNumber ??= Text(Account(), text);
        Currency ??= Text(CurrencyName(), text) is { } name ? Currencies.Iso(name) : null;
        From ??= Day(FirstDay(), text);
        To ??= Day(LastDay(), text);
        OpeningFen ??= Money(Opening(), text);
        ClosingFen ??= Money(Closing(), text);
        Totals = Totals with
        {
            Count = Totals.Count ?? Number(Records(), text, "count"),
            CreditCount = Totals.CreditCount ?? Number(Credits(), text, "count"),
            CreditFen = Totals.CreditFen ?? Money(Credits(), text),
            DebitCount = Totals.DebitCount ?? Number(Debits(), text, "count"),
            DebitFen = Totals.DebitFen ?? Money(Debits(), text),
            NeutralCount = Totals.NeutralCount ?? Number(Neutrals(), text, "count"),
        };
    }

    private static string? Text(Regex pattern, string text) => pattern.Match(text) is { Success: true } found ? found.Groups["text"].Value : null;

    private static DateOnly? Day(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } found
        && DateOnly.TryParseExact(
            found.Groups["day"].Value.Replace('/', '-').Replace('.', '-'),
            ["yyyy-M-d", "yyyyMMdd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day)
            ? day
            : null;

    private static long? Money(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } found && BankAmount.TryRead(found.Groups["money"].Value, out var fen) is AmountReading.Read ? fen : null;

    private static int? Number(Regex pattern, string text, string group) =>
        pattern.Match(text) is { Success: true } found && int.TryParse(found.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [GeneratedRegex(@"(?:卡号|账号|帐号|账户|帐户|ACCOUNT(?:NO|NUMBER)?\.?)[:：]?(?<text>[0-9*X][0-9*X\-]{3,}|\*+@[A-Z0-9.\-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex("(?:币种|货币|CURRENCY)[:：]?(?<text>[\\p{L}]{2,6})", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyName();

    [GeneratedRegex(@"(?:起始日期|起始时间|开始日期|起始日|开始时间|FROM)[:：]?\[?(?<day>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8})", RegexOptions.CultureInvariant)]
    private static partial Regex FirstDay();

    [GeneratedRegex(@"(?:截止日期|终止时间|终止日期|截止日|结束日期|结束时间|TO)[:：]?\[?(?<day>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8})", RegexOptions.CultureInvariant)]
    private static partial Regex LastDay();

    [GeneratedRegex(@"(?:期初余额|上期余额|承前余额|OPENINGBALANCE)[:：]?(?<money>[-+¥\d,.()]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"(?:期末余额|本期余额|CLOSINGBALANCE)[:：]?(?<money>[-+¥\d,.()]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    [GeneratedRegex(@"共(?<count>\d{1,9})笔", RegexOptions.CultureInvariant)]
    private static partial Regex Records();

    [GeneratedRegex(@"(?<!不计)收入(?:合计)?[:：](?<count>\d{1,9})笔,?(?<money>[\d,.]+)元", RegexOptions.CultureInvariant)]
    private static partial Regex Credits();

    [GeneratedRegex(@"支出(?:合计)?[:：](?<count>\d{1,9})笔,?(?<money>[\d,.]+)元", RegexOptions.CultureInvariant)]
    private static partial Regex Debits();

    [GeneratedRegex(@"(?:不计收支|中性交易)[:：](?<count>\d{1,9})笔", RegexOptions.CultureInvariant)]
    private static partial Regex Neutrals();
}

internal static class Currencies
{
    /// <summary>The ISO code of a currency as statements name it; the name itself when it is none we know.</summary>
    public static string Iso(string name) => ColumnTitles.Plain(name) switch
    {
        "人民币" or "人民币元" or "CNY" or "RMB" or "156" or "元" => "CNY",
        "美元" => "USD",
        "港币" or "港元" => "HKD",
        "欧元" => "EUR",
        "英镑" => "GBP",
        "日元" => "JPY",
        var other => other,
    };
}
