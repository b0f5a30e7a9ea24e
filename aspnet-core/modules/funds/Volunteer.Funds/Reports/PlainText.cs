using System.Globalization;
using System.Text;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Reports;

/// <summary>A month in the two languages of plain-text accounting, each with its opening balances and with assertions about its end.</summary>
internal static class PlainText
{
    public static byte[] Beancount(MonthBook month)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"option \"operating_currency\" \"{month.Currency}\"\n\n");
        foreach (var account in Accounts(month))
        {
            text.Append(CultureInfo.InvariantCulture, $"{month.First:yyyy-MM-dd} open {account} {month.Currency}\n");
        }

        var opening = month.Balances.Where(row => row.Opening != 0).ToList();
        if (opening.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{month.First:yyyy-MM-dd} * \"opening balances\"\n");
            foreach (var row in opening)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Account(row.Account, row.Fund.Code)}  {Yuan(row.Opening)} {month.Currency}\n");
            }
        }

        foreach (var (entry, lines) in month.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.Date:yyyy-MM-dd} * \"{entry.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
            text.Append(CultureInfo.InvariantCulture, $"  voucher: \"{entry.Year}-{entry.Number}\"\n  kind: \"{entry.Kind}\"\n  seq: {entry.Seq}\n  hash: \"{Convert.ToHexStringLower(entry.Hash)}\"\n");
            foreach (var line in lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Account(line.Account, line.Fund)}  {Yuan(line.Line.Fen)} {month.Currency}\n");
            }
        }

        text.Append('\n');
        foreach (var row in month.Balances)
        {
            // Without a tolerance of its own, beancount lets one fen pass.
            text.Append(CultureInfo.InvariantCulture, $"{month.Last.AddDays(1):yyyy-MM-dd} balance {Account(row.Account, row.Fund.Code)}  {Yuan(row.Closing)} ~ 0 {month.Currency}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Hledger(MonthBook month)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"commodity 1000.00 {month.Currency}\n\n");
        foreach (var account in Accounts(month))
        {
            text.Append(CultureInfo.InvariantCulture, $"account {account}\n");
        }

        var opening = month.Balances.Where(row => row.Opening != 0).ToList();
        if (opening.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{month.First:yyyy-MM-dd} * opening balances\n");
            foreach (var row in opening)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Account(row.Account, row.Fund.Code)}  {Yuan(row.Opening)} {month.Currency}\n");
            }
        }

        foreach (var (entry, lines) in month.Entries)
        {
            // A semicolon would begin a comment, and a bar divides payee from note.
            var words = entry.Text.Replace(';', '；').Replace('|', '｜');
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.Date:yyyy-MM-dd} * ({entry.Year}-{entry.Number}) {words}  ; kind:{entry.Kind}, seq:{entry.Seq}, hash:{Convert.ToHexStringLower(entry.Hash)}\n");
            foreach (var line in lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Account(line.Account, line.Fund)}  {Yuan(line.Line.Fen)} {month.Currency}\n");
            }
        }

        if (month.Balances.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{month.Last:yyyy-MM-dd} * closing balances\n");
            foreach (var row in month.Balances)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Account(row.Account, row.Fund.Code)}  0.00 {month.Currency} = {Yuan(row.Closing)} {month.Currency}\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Accounts(MonthBook month) => month.Balances.Select(row => Account(row.Account, row.Fund.Code)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Account(ChartAccount account, string fund) => $"{RootOf(account.Kind)}:{account.Code}:{fund}";

    private static string RootOf(AccountKind kind) => kind switch
    {
        AccountKind.Asset => "Assets",
        AccountKind.Liability => "Liabilities",
        AccountKind.NetAssets => "Equity",
        AccountKind.Income => "Income",
        _ => "Expenses",
    };

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
