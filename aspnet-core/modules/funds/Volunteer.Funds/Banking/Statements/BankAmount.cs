using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

internal enum AmountReading
{
    /// <summary>Nothing, or what banks print for nothing.</summary>
    Empty,
    Read,
    Unclear,
}

/// <summary>Money as banks print it, to integer fen. Never through a binary fraction.</summary>
internal static partial class BankAmount
{
    /// <summary>A hundred billion yuan: more than that is a mistake in the column, not a gift.</summary>
    private const decimal Most = 100_000_000_000m;

    private static readonly string[] Currencies = ["人民币", "CNY", "RMB", "¥", "元"];

    public static AmountReading TryRead(TableCell cell, out long fen)
    {
        if (cell.Kind is not CellKind.Number)
        {
            return TryRead(cell.Text, out fen);
        }

        // A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004; what it shows is meant.
        fen = 0;
        if (!double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > (double)Most)
        {
            return AmountReading.Unclear;
        }

        var exact = Math.Round((decimal)number * 100, MidpointRounding.AwayFromZero);
        fen = (long)exact;
        return Math.Abs(((decimal)number * 100) - exact) < 0.001m ? AmountReading.Read : AmountReading.Unclear;
    }

    public static AmountReading TryRead(string text, out long fen)
    {
        fen = 0;
        var plain = Plain(text);
        if (plain is "" or "-" or "--" or "/")
        {
            return AmountReading.Empty;
        }

        var isNegative = false;
        if (plain.Length > 2 && plain[0] == '(' && plain[^1] == ')')
        {
            (isNegative, plain) = (true, plain[1..^1]);
        }

        plain = WithoutCurrency(plain);
        if (plain.Length > 1 && (plain[0] is '+' or '-' || plain[^1] is '-'))
        {
            if (isNegative)
            {
                return AmountReading.Unclear;
            }

            isNegative = plain[0] is '-' || plain[^1] is '-';
            plain = WithoutCurrency(plain[0] is '+' or '-' ? plain[1..] : plain[..^1]);
        }

        if (!Number().IsMatch(plain)
            || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            || amount > Most)
        {
            return AmountReading.Unclear;
        }

        var hundredths = amount * 100;
        if (hundredths != decimal.Truncate(hundredths))
        {
            return AmountReading.Unclear;
        }

        fen = (long)(isNegative ? -hundredths : hundredths);
        return AmountReading.Read;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c) && c != '\u200B')
            {
                plain.Append(c switch
                {
                    '−' or '–' or '—' => '-',
                    _ => c,
                });
            }
        }

        return plain.ToString();
    }

    private static string WithoutCurrency(string text)
    {
        foreach (var currency in Currencies)
        {
            if (text.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
            {
                return text[currency.Length..];
            }

            if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase))
            {
                return text[..^currency.Length];
            }
        }

        return text;
    }

    /// <summary>Plain or in groups of three with commas. 1.234,56 is refused: read the other way round it would be a thousand times less.</summary>
    [GeneratedRegex(@"^(\d{1,15}|\d{1,3}(,\d{3})+)?(\.\d{1,8})?$(?<=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
