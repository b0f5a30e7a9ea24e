using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>ISO 20022 camt.053 of any version: elements are found by their local names. No DTD, nothing fetched from elsewhere.</summary>
internal static class CamtStatement
{
    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 40_000_000,
        MaxCharactersFromEntities = 1_000_000,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static StatementDocument Read(byte[] content)
    {
        var statements = Load(content).Descendants().Where(element => element.Name.LocalName == "Stmt").ToList();
        if (statements.Count == 0)
        {
            throw new BusinessException(FileErrors.NotASpreadsheet);
        }

        var problems = new List<StatementProblem>();
        if (statements.Select(Account).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementSeveralAccounts));
        }

        var lines = new List<StatementEntry>();
        var neutral = new List<NeutralRow>();
        foreach (var entry in statements.SelectMany(statement => statement.Kids("Ntry")))
        {
            Add(entry, lines, neutral, problems);
        }

        var (first, last) = (statements[0], statements[^1]);
        var summary = statements.Count == 1 ? first.Kid("TxsSummry") : null;
        return new StatementDocument
        {
            Format = StatementFormat.Camt053,
            AccountNumber = Account(first),
            Currency = first.Path("Acct", "Ccy") ?? first.Descendants().FirstOrDefault(element => element.Attribute("Ccy") is not null)?.Attribute("Ccy")!.Value,
            From = Day(first.Path("FrToDt", "FrDtTm") ?? first.Path("FrToDt", "FrDt")),
            To = Day(last.Path("FrToDt", "ToDtTm") ?? last.Path("FrToDt", "ToDt")),
            OpeningFen = Balance(first, "OPBD") ?? Balance(first, "PRCD"),
            ClosingFen = Balance(last, "CLBD"),
            Totals = new PrintedTotals
            {
                Count = Count(summary?.Kid("TtlNtries")),
                CreditFen = Sum(summary?.Kid("TtlCdtNtries")),
                DebitFen = Sum(summary?.Kid("TtlDbtNtries")),
            },
            Lines = StatementOrder.OldestFirst(lines),
            Neutral = neutral,
            Problems = problems,
        };
    }

    private static XDocument Load(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), Safe);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException)
        {
            throw new BusinessException(FileErrors.Broken);
        }
    }

    private static void Add(XElement entry, List<StatementEntry> lines, List<NeutralRow> neutral, List<StatementProblem> problems)
    {
        var row = ((IXmlLineInfo)entry).LineNumber;
        var status = entry.Path("Sts", "Cd") ?? entry.Kid("Sts")?.Value;
        if (status is "PDNG" or "INFO" or "FUTR")
        {
            neutral.Add(new NeutralRow(row, status, Raw(entry)));
            return;
        }

        if (Signed(entry) is not { } fen)
        {
            problems.Add(Wrong(FundsErrors.StatementAmountUnclear, row, entry.Kid("Amt")?.Value));
            return;
        }

        var booked = entry.Path("BookgDt", "Dt") ?? entry.Path("BookgDt", "DtTm") ?? entry.Path("ValDt", "Dt") ?? entry.Path("ValDt", "DtTm");
        if (Day(booked) is not { } date)
        {
            problems.Add(Wrong(FundsErrors.StatementDateUnclear, row, booked));
            return;
        }

        if (lines.Count >= StatementReader.MaxLines)
        {
            throw new BusinessException(FileErrors.TooManyRows).With("limit", StatementReader.MaxLines);
        }

        lines.Add(Line(entry, row, date, fen, booked));
    }

    private static StatementEntry Line(XElement entry, int row, DateOnly date, long fen, string? booked)
    {
        var details = entry.Descendants().Where(element => element.Name.LocalName == "TxDtls").ToList();
        var single = details.Count == 1 ? details[0] : null;

        // Who is on the other side: the debtor of money that came in, the creditor of money that went out.
        var (party, account) = fen > 0 ? ("Dbtr", "DbtrAcct") : ("Cdtr", "CdtrAcct");
        var parties = single?.Kid("RltdPties");
        var memo = string.Join(' ', details.SelectMany(detail => detail.Descendants().Where(element => element.Name.LocalName == "Ustrd")).Select(element => element.Value.Trim()));
        return new StatementEntry
        {
            Row = row,
            Date = date,
            Time = booked is { Length: > 10 } && DateTimeOffset.TryParse(booked, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? TimeOnly.FromDateTime(instant.DateTime) : null,
            Fen = fen,
            Counterparty = BankText.Clean(parties?.Path(party, "Nm") ?? parties?.Path(party, "Pty", "Nm") ?? string.Empty),
            CounterpartyAccount = BankText.Clean(AccountOf(parties?.Kid(account)) ?? string.Empty),
            Memo = BankText.Clean(memo.Length > 0 ? memo : entry.Kid("AddtlNtryInf")?.Value ?? string.Empty),
            Serial = BankText.Clean(entry.Kid("AcctSvcrRef")?.Value ?? entry.Kid("NtryRef")?.Value ?? string.Empty),
            References = [.. details
                .SelectMany(detail => new[] { detail.Path("Refs", "EndToEndId"), detail.Path("Refs", "TxId"), detail.Path("Refs", "InstrId") })
                .OfType<string>()
                .Select(BankText.Clean)
                .Where(text => text.Length > 0 && text != "NOTPROVIDED")
                .Distinct(StringComparer.Ordinal)],
            Raw = Raw(entry),
        };
    }

    private static string Raw(XElement entry) => BankText.Shorten(BankText.Clean(entry.ToString(SaveOptions.DisableFormatting)), 4000);

    private static long? Signed(XElement element) => element.Kid("Amt") is { } amount && TryAmount(amount.Value, out var fen)
        ? element.Kid("CdtDbtInd")?.Value switch
        {
            "CRDT" => fen,
            "DBIT" => -fen,
            _ => null,
        }
        : null;

    private static long? Balance(XElement statement, string code) => statement.Kids("Bal").FirstOrDefault(balance => balance.Path("Tp", "CdOrPrtry", "Cd") == code) is { } found ? Signed(found) : null;

    private static long? Sum(XElement? totals) => totals?.Kid("Sum") is { } sum && TryAmount(sum.Value, out var fen) ? fen : null;

    private static int? Count(XElement? totals) => int.TryParse(totals?.Kid("NbOfNtries")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static bool TryAmount(string text, out long fen)
    {
        fen = 0;
        return !text.Contains(',', StringComparison.Ordinal) && BankAmount.TryRead(text, out fen) is AmountReading.Read;
    }

    private static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Account(XElement statement) => AccountOf(statement.Kid("Acct"));

    private static string? AccountOf(XElement? account) => account?.Path("Id", "IBAN") ?? account?.Path("Id", "Othr", "Id");

    private static StatementProblem Wrong(string code, int row, string? text) =>
        new StatementProblem(ProblemSeverity.Error, code, row).With("row", row).With("cell", row).With("text", BankText.Shorten(BankText.Clean(text ?? string.Empty), 40));

    private static IEnumerable<XElement> Kids(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    private static XElement? Kid(this XElement element, string name) => element.Kids(name).FirstOrDefault();

    private static string? Path(this XElement element, params string[] names)
    {
        XElement? at = element;
        foreach (var name in names)
        {
            at = at?.Kid(name);
        }

        return at is null || at.HasElements ? null : at.Value.Trim();
    }
}
