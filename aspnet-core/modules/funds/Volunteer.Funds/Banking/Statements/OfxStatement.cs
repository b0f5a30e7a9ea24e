using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>OFX 1.x (tags without ends) and 2.x (XML). Both are read by one scan over tags, so there is nothing to expand.</summary>
internal static partial class OfxStatement
{
    public static StatementDocument Read(DecodedFile file)
    {
        if (file.Text.Contains("<!", StringComparison.Ordinal))
        {
            throw new BusinessException(FileErrors.Broken);
        }

        var statement = new Statement();
        foreach (Match tag in Tag().Matches(file.Text))
        {
            statement.Take(tag.Groups["name"].Value.ToUpperInvariant(), WebUtility.HtmlDecode(tag.Groups["value"].Value).Trim(), RowOf(file.Text, tag.Index));
        }

        return statement.Finish(file);
    }

    private static int RowOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    /// <summary>The specification allows either sign for the decimal part, and no thousands.</summary>
    private static bool TryAmount(string text, out long fen)
    {
        fen = 0;
        return text.AsSpan().Count(',') + text.AsSpan().Count('.') <= 1 && BankAmount.TryRead(text.Replace(',', '.'), out fen) is AmountReading.Read;
    }

    private static bool TryInstant(string text, out DateOnly date, out TimeOnly? time)
    {
        time = null;
        var hasDate = DateOnly.TryParseExact(text.Length >= 8 ? text[..8] : text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        if (text.Length >= 14 && TimeOnly.TryParseExact(text[8..14], "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            time = read;
        }

        return hasDate;
    }

    [GeneratedRegex(@"<(?<name>/?[A-Za-z0-9.]+)>(?<value>[^<\r\n]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    private sealed class Statement
    {
        private readonly List<StatementEntry> _lines = [];
        private readonly List<StatementProblem> _problems = [];
        private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
        private Dictionary<string, string>? _line;
        private int _row;
        private bool _inLedgerBalance;
        private bool _inOtherAccount;
        private string? _currency;
        private DateOnly? _from;
        private DateOnly? _to;
        private long? _closing;

        public void Take(string name, string value, int row)
        {
            switch (name)
            {
                case "STMTTRN":
                    (_line, _row) = (new(StringComparer.Ordinal), row);
                    break;
                case "/STMTTRN" when _line is not null:
                    Add(_line);
                    _line = null;
                    break;
                case "BANKACCTTO" or "CCACCTTO":
                    _inOtherAccount = true;
                    break;
                case "/BANKACCTTO" or "/CCACCTTO":
                    _inOtherAccount = false;
                    break;
                case "LEDGERBAL" or "/LEDGERBAL":
                    _inLedgerBalance = name[0] != '/';
                    break;
                case "BALAMT" when _inLedgerBalance:
                    _closing = TryAmount(value, out var fen) ? fen : null;
                    _inLedgerBalance = false;
                    break;
                case "ACCTID" when _line is null:
                    _accounts.Add(value);
                    break;
                case "CURDEF":
                    _currency = value;
                    break;
                case "DTSTART":
                    _from = TryInstant(value, out var from, out _) ? from : null;
                    break;
                case "DTEND":
                    _to = TryInstant(value, out var to, out _) ? to : null;
                    break;
                default:
                    _line?.TryAdd(_inOtherAccount && name == "ACCTID" ? "OTHERACCOUNT" : name, value);
                    break;
            }
        }

        public StatementDocument Finish(DecodedFile file)
        {
            if (_accounts.Count > 1)
            {
                _problems.Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementSeveralAccounts));
            }

            var lines = StatementOrder.OldestFirst(_lines);
            return new StatementDocument
            {
                Format = StatementFormat.Ofx,
                Encoding = file.Encoding,
                EncodingIsAGuess = file.IsAGuess,
                AccountNumber = _accounts.FirstOrDefault(),
                Currency = _currency,
                From = _from,
                To = _to,
                ClosingFen = _closing,
                OpeningFen = _closing - lines.Sum(line => line.Fen),
                Lines = lines,
                Problems = _problems,
            };
        }

        private void Add(Dictionary<string, string> line)
        {
            string Of(params string[] names) => names.Select(name => BankText.Clean(line.GetValueOrDefault(name, string.Empty))).FirstOrDefault(text => text.Length > 0) ?? string.Empty;
            if (!TryInstant(Of("DTPOSTED"), out var date, out var time))
            {
                _problems.Add(Wrong(FundsErrors.StatementDateUnclear, Of("DTPOSTED")));
            }
            else if (!TryAmount(Of("TRNAMT"), out var fen))
            {
                _problems.Add(Wrong(FundsErrors.StatementAmountUnclear, Of("TRNAMT")));
            }
            else
            {
                _lines.Add(new StatementEntry
                {
                    Row = _row,
                    Date = date,
                    Time = time == TimeOnly.MinValue ? null : time,
                    Fen = fen,
                    Counterparty = Of("NAME"),
                    CounterpartyAccount = Of("OTHERACCOUNT"),
                    Memo = Of("MEMO"),
                    Serial = Of("FITID"),
                    References = [.. new[] { Of("REFNUM"), Of("CHECKNUM") }.Where(text => text.Length > 0)],
                    Raw = string.Join('\u241F', line.Select(pair => $"{pair.Key}={BankText.Clean(pair.Value)}")),
                });
            }
        }

        private StatementProblem Wrong(string code, string text) =>
            new StatementProblem(ProblemSeverity.Error, code, _row).With("row", _row).With("cell", _row).With("text", BankText.Shorten(text, 40));
    }
}
