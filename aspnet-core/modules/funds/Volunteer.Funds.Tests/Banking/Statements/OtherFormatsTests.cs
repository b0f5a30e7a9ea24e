using System.Text;
using Volunteer.Funds.Banking.Statements;

namespace Volunteer.Funds.Tests.Banking.Statements;

/// <summary>The same three lines in the three international formats.</summary>
internal sealed class OtherFormatsTests
{
    private const string Ofx1 =
        """
        OFXHEADER:100
        DATA:OFXSGML
        VERSION:102
        ENCODING:UTF-8

        <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY
        <BANKACCTFROM><BANKID>105<ACCTID>1082****4101<ACCTTYPE>CHECKING</BANKACCTFROM>
        <BANKTRANLIST><DTSTART>20260301<DTEND>20260331
        <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302093000[+8:CST]<TRNAMT>100.00<FITID>A1<NAME>林小满<MEMO>JK248848</STMTTRN>
        <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260303<TRNAMT>-30,50<FITID>A2<NAME>晨光 &amp; 便利店<MEMO>购物</STMTTRN>
        <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260303<TRNAMT>5.00<FITID>A3<NAME>周和平<MEMO></STMTTRN>
        </BANKTRANLIST><LEDGERBAL><BALAMT>174.50<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
        """;

    private const string Camt =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
          <FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>2026-03-31T23:59:59</ToDtTm></FrToDt>
          <Acct><Id><Othr><Id>1082****4101</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
          <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
          <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">174.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
          <TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries><TtlCdtNtries><Sum>105.00</Sum></TtlCdtNtries><TtlDbtNtries><Sum>30.50</Sum></TtlDbtNtries></TxsSummry>
          <Ntry><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>A1</AcctSvcrRef>
            <NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs><RltdPties><Dbtr><Nm>林小满</Nm></Dbtr></RltdPties><RmtInf><Ustrd>JK248848</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
          <Ntry><Amt Ccy="CNY">30.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-03</Dt></BookgDt><AcctSvcrRef>A2</AcctSvcrRef>
            <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>晨光 &amp; 便利店</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>购物</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
          <Ntry><Amt Ccy="CNY">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-03</Dt></BookgDt><AcctSvcrRef>A3</AcctSvcrRef>
            <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>周和平</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>
        </Stmt></BkToCstmrStmt></Document>
        """;

    private const string Mt940 =
        """
        {1:F01BANKCNBJAXXX}{2:I940X}{4:
        :20:STMT1
        :25:1082****4101
        :28C:3/1
        :60F:C260301CNY100,00
        :61:2603020302C100,00NTRFE2E-1//A1
        :86:166?20JK248?21848?32林小满
        :61:260303D30,50NTRFNONREF//A2
        :86:177?20购物?32晨光 & 便利店
        :62M:C260303CNY169,50
        -}{4:
        :20:STMT1
        :25:1082****4101
        :28C:3/2
        :60M:C260303CNY169,50
        :61:260303C5,NTRFNONREF//A3
        :86:166?32周和平
        :62F:C260331CNY174,50
        -}
        """;

    private static IEnumerable<TestCaseData> Files()
    {
        yield return new TestCaseData(Ofx1, StatementFormat.Ofx).SetArgDisplayNames("OFX 1");
        yield return new TestCaseData(Ofx2(), StatementFormat.Ofx).SetArgDisplayNames("OFX 2");
        yield return new TestCaseData(Camt, StatementFormat.Camt053).SetArgDisplayNames("CAMT.053");
        yield return new TestCaseData(Mt940, StatementFormat.Mt940).SetArgDisplayNames("MT940");
    }

    [TestCaseSource(nameof(Files))]
    public void The_same_statement_reads_the_same_in_every_format(string text, StatementFormat format)
    {
        var document = Read(text);

        Assert.Multiple(() =>
        {
            Assert.That(document.Format, Is.EqualTo(format));
            Assert.That(document.Problems, Is.Empty);
            Assert.That(document.AccountNumber, Is.EqualTo("1082****4101"));
            Assert.That(document.Currency, Is.EqualTo("CNY"));
            Assert.That((document.OpeningFen, document.ClosingFen), Is.EqualTo((10_000L, 17_450L)));
            Assert.That(document.To, Is.EqualTo(new DateOnly(2026, 3, 31)));
            Assert.That(
                document.Lines.Select(line => $"{line.Date:yyyy-MM-dd} {line.Fen} {line.Counterparty} {line.Memo} {line.Serial}"),
                Is.EqualTo(new[] { "2026-03-02 10000 林小满 JK248848 A1", "2026-03-03 -3050 晨光 & 便利店 购物 A2", "2026-03-03 500 周和平  A3" }));
        });
    }

    [Test]
    public void References_of_others_are_kept_beside_the_banks_own() => Assert.Multiple(() =>
    {
        Assert.That(Read(Camt).Lines[0].References, Is.EqualTo(new[] { "E2E-1" }));
        Assert.That(Read(Camt).Lines[1].References, Is.Empty);
        Assert.That(Read(Mt940).Lines[0].References, Is.EqualTo(new[] { "E2E-1" }));
    });

    [Test]
    public void F26_a_missing_page_of_an_MT940_is_named()
    {
        var document = Read(Mt940.Replace(":60M:C260303CNY169,50", ":60M:C260303CNY179,50", StringComparison.Ordinal));

        var page = document.Problems.Single(problem => problem.Code == FundsErrors.StatementPageMissing);
        Assert.That(page.Details["amount"], Is.EqualTo("10.00"));
    }

    [Test]
    public void F26_a_CAMT_whose_balances_do_not_add_up_has_to_be_confirmed()
    {
        var document = Read(Camt.Replace("<Amt Ccy=\"CNY\">174.50</Amt>", "<Amt Ccy=\"CNY\">180.00</Amt>", StringComparison.Ordinal));

        Assert.That(document.Problems.Single().Code, Is.EqualTo(FundsErrors.StatementDoesNotAddUp));
    }

    [Test]
    public void F31_an_MT940_reversal_of_a_credit_takes_money_out_and_of_a_debit_brings_it_back()
    {
        var document = Read(Mt940.Replace("C100,00NTRF", "RC100,00NTRF", StringComparison.Ordinal).Replace("D30,50NTRF", "RD30,50NTRF", StringComparison.Ordinal));

        Assert.That(document.Lines.Take(2).Select(line => line.Fen), Is.EqualTo(new[] { -10_000L, 3_050L }));
    }

    [Test]
    public void A_pending_entry_is_no_money_yet()
    {
        var document = Read(Camt.Replace("<Sts><Cd>BOOK</Cd></Sts>", "<Sts><Cd>PDNG</Cd></Sts>", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(document.Lines, Has.Count.EqualTo(2));
            Assert.That(document.Neutral.Single().Reason, Is.EqualTo("PDNG"));
        });
    }

    [Test]
    public void The_booking_day_of_an_MT940_line_around_new_year_lies_near_its_value_day()
    {
        var document = Read(Mt940.Replace(":61:2603020302C", ":61:2612310102C", StringComparison.Ordinal));

        Assert.That(document.Lines.Select(line => line.Date), Does.Contain(new DateOnly(2027, 1, 2)));
    }

    private static StatementDocument Read(string text) => StatementReader.Read(Encoding.UTF8.GetBytes(text), "statement");

    private static string Ofx2()
    {
        var body = Ofx1[Ofx1.IndexOf("<OFX>", StringComparison.Ordinal)..].Replace("\r", string.Empty, StringComparison.Ordinal);
        var closed = System.Text.RegularExpressions.Regex.Replace(body, @"<(CURDEF|BANKID|ACCTID|ACCTTYPE|DTSTART|DTEND|TRNTYPE|DTPOSTED|TRNAMT|FITID|NAME|MEMO|BALAMT|DTASOF)>([^<\n]*)", "<$1>$2</$1>");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?OFX OFXHEADER=\"200\" VERSION=\"211\"?>" + closed;
    }
}
