using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Volunteer.Funds.Banking.Statements;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>
/// Which line of the bank a line of a file is, so that the same line in another file is known again: the bank's serial and
/// amount, else day, amount, balance, other account and memo without its white space. Lines that are equal in all of it are
/// told apart by counting them inside the file: three that look the same are three.
/// </summary>
internal static class LineIdentity
{
    public const int Length = 40;

    public static List<IdentifiedLine> Identify(IReadOnlyList<StatementEntry> lines)
    {
        var seen = new Dictionary<string, int>(lines.Count, StringComparer.Ordinal);
        var identified = new List<IdentifiedLine>(lines.Count);
        foreach (var line in lines)
        {
            var identity = Of(line);
            var occurrence = seen.GetValueOrDefault(identity);
            seen[identity] = occurrence + 1;
            identified.Add(new IdentifiedLine(line, identity, occurrence));
        }

        return identified;
    }

    private static string Of(StatementEntry line)
    {
        var fen = line.Fen.ToString(CultureInfo.InvariantCulture);
        string[] parts = line.Serial.Length > 0
            ? ["serial", BankText.Key(line.Serial), fen]
            : ["line", line.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), fen, line.BalanceAfter?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, BankText.Key(line.CounterpartyAccount), WithoutBlanks(line.Memo)];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts))))[..Length];
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}

internal readonly record struct IdentifiedLine(StatementEntry Entry, string Identity, int Occurrence);
