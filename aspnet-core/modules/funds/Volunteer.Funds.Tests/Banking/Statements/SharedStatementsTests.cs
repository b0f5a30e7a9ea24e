using System.Globalization;
using System.Text.Json;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Tables;

namespace Volunteer.Funds.Tests.Banking.Statements;

/// <summary>Every shared file gives exactly its truth.</summary>
internal sealed class SharedStatementsTests
{
    private static readonly Dictionary<string, JsonElement> Truth = SharedStatements.Truth();

    [TestCaseSource(typeof(SharedStatements), nameof(SharedStatements.Names))]
    public void F24_F25_a_real_statement_gives_exactly_its_lines(string name)
    {
        var document = Read(name);

        var expected = Truth[name].GetProperty("lines").EnumerateArray().Select(Describe).ToList();
        Assert.That(document.Lines.Select(Describe), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(SharedStatements), nameof(SharedStatements.Names))]
    public void F26_its_totals_are_those_of_the_truth_and_nothing_is_missing(string name)
    {
        var (document, truth) = (Read(name), Truth[name]);

        Assert.Multiple(() =>
        {
            Assert.That(document.Problems, Is.Empty);
            Assert.That(document.Lines, Has.Count.EqualTo(truth.GetProperty("count").GetInt32()));
            Assert.That(document.CreditFen, Is.EqualTo(truth.GetProperty("creditFen").GetInt64()));
            Assert.That(document.DebitFen, Is.EqualTo(truth.GetProperty("debitFen").GetInt64()));
            Assert.That(document.Neutral, Has.Count.EqualTo(Number(truth, "neutral") ?? 0));
            Assert.That(document.OpeningFen, Is.EqualTo(Number(truth, "openingFen")));
            Assert.That(document.ClosingFen, Is.EqualTo(Number(truth, "closingFen")));
        });
    }

    [TestCaseSource(typeof(SharedStatements), nameof(SharedStatements.Names))]
    public void F24_its_encoding_is_found(string name) => Assert.That(
        Read(name).Encoding,
        Is.EqualTo(Truth[name].GetProperty("encoding").GetString() == "utf-8-bom" ? TableEncoding.Utf8 : TableEncoding.Gb18030));

    [Test]
    public void F25_the_account_the_days_and_the_printed_totals_are_read_from_the_preamble()
    {
        var (bank, wallet) = (Read("bank-two-columns.csv"), Read("wallet-a.csv"));

        Assert.Multiple(() =>
        {
            Assert.That(bank.AccountNumber, Is.EqualTo("6222************4101"));
            Assert.That((bank.From, bank.To), Is.EqualTo((new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 30))));
            Assert.That(bank.Currency, Is.EqualTo("CNY"));
            Assert.That((bank.Totals.CreditFen, bank.Totals.DebitFen), Is.EqualTo((9_594_291L, 4_122_566L)));
            Assert.That((wallet.Totals.Count, wallet.Totals.CreditCount, wallet.Totals.DebitCount, wallet.Totals.NeutralCount), Is.EqualTo((44, 35, 7, 2)));
        });
    }

    [Test]
    public void F31_fees_that_only_a_remark_names_are_kept_with_their_line() => Assert.That(
        Read("wallet-b.csv").Lines.Where(line => line.FeeFen is not null).Select(line => line.FeeFen),
        Is.EqualTo(new long?[] { 388, 304, 479, 721 }));

    private static StatementDocument Read(string name) => StatementReader.Read(SharedStatements.Read(name), name);

    private static string Describe(StatementEntry line)
    {
        var at = line.Date.ToDateTime(line.Time ?? TimeOnly.MinValue).ToString("s", CultureInfo.InvariantCulture);
        return $"{at} {line.Fen} {line.Counterparty}|{line.Memo}|{line.Serial}|{line.BalanceAfter}";
    }

    private static string Describe(JsonElement line) =>
        $"{line.GetProperty("at").GetString()} {line.GetProperty("fen").GetInt64()} {line.GetProperty("who").GetString()}|{line.GetProperty("memo").GetString()}|{line.GetProperty("serial").GetString()}|{(line.TryGetProperty("balance", out var balance) ? balance.GetInt64() : null as long?)}";

    private static long? Number(JsonElement truth, string name) => truth.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
