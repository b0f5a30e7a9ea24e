using System.IO.Compression;
using System.Text;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Tables;

namespace Volunteer.Funds.Tests.Banking.Statements;

internal sealed class ReadingTests
{
    private const string Header = "交易日期,交易金额,余额,对方户名,附言,流水号";

    static ReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static IEnumerable<TestCaseData> Encodings()
    {
        var gb18030 = Encoding.GetEncoding("gb18030");
        yield return new TestCaseData(Encoding.UTF8, false).SetArgDisplayNames("UTF-8");
        yield return new TestCaseData(Encoding.UTF8, true).SetArgDisplayNames("UTF-8 with mark");
        yield return new TestCaseData(Encoding.Unicode, true).SetArgDisplayNames("UTF-16LE");
        yield return new TestCaseData(gb18030, false).SetArgDisplayNames("GB18030");
    }

    [TestCaseSource(nameof(Encodings))]
    public void F24_rare_surnames_survive_in_every_encoding(Encoding encoding, bool withMark)
    {
        var text = $"{Header}\r\n2026-03-02,1.00,,𠮷小满,捐款,1\r\n";
        byte[] content = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        Assert.That(StatementReader.Read(content, "a.csv").Lines.Single().Counterparty, Is.EqualTo("𠮷小满"));
    }

    [Test]
    public void F24_a_character_across_a_buffer_boundary_is_whole()
    {
        var gb18030 = Encoding.GetEncoding("gb18030");
        for (var shift = 0; shift < 4; shift++)
        {
            var filler = new string('x', 81_900 - gb18030.GetByteCount(Header) + shift - 1_900);
            var text = $"{Header}\r\n2026-03-02,1.00,,甲,{filler[..1900]},1\r\n" + string.Concat(Enumerable.Range(2, 3000).Select(number => $"2026-03-02,1.00,,𠮷家,社区,{number}\r\n"));

            var lines = StatementReader.Read(gb18030.GetBytes(text), "a.csv").Lines;

            Assert.That(lines.Skip(1).All(line => line is { Counterparty: "𠮷家", Memo: "社区" }), Is.True, $"shifted by {shift}");
        }
    }

    [TestCase("小食")]
    [TestCase("水税")]
    [TestCase("十时")]
    [TestCase("实时")]
    public void F24_GBK_that_happens_to_be_valid_UTF_8_is_read_by_its_header_words(string name)
    {
        var content = Encoding.GetEncoding("gb18030").GetBytes($"日期,金额,摘要\r\n2026-03-02,1.00,{name}\r\n");

        var document = StatementReader.Read(content, "a.csv");

        Assert.That(document.Lines.Single().Memo, Is.EqualTo(name));
    }

    [Test]
    public void F24_a_person_can_overrule_the_encoding_and_sees_the_top_of_the_file_as_it_reads_then()
    {
        var content = Encoding.GetEncoding("gb18030").GetBytes($"{Header}\r\n2026-03-02,1.00,,林小满,捐款,1\r\n");

        var right = StatementReader.Read(content, "a.csv");
        var chosen = StatementReader.Read(content, "a.csv", new StatementOptions { Encoding = TableEncoding.Gb18030 });

        Assert.Multiple(() =>
        {
            Assert.That(right.Top[0].Cells[0], Is.EqualTo("交易日期"));
            Assert.That(chosen.Lines, Is.EqualTo(right.Lines).Using<StatementEntry>((one, other) => one.Raw == other.Raw));
            Assert.That(() => StatementReader.Read(content, "a.csv", new StatementOptions { Encoding = TableEncoding.Utf8 }), Refused.With(FileErrors.EncodingUnknown));
        });
    }

    [TestCase("1,234.56", 123456)]
    [TestCase("１，２３４．５６", 123456)]
    [TestCase("￥1,234.56", 123456)]
    [TestCase("¥28.16", 2816)]
    [TestCase("28.16元", 2816)]
    [TestCase("+100.00", 10000)]
    [TestCase("-100.00", -10000)]
    [TestCase("－100.00", -10000)]
    [TestCase("100.00-", -10000)]
    [TestCase("(1,234.56)", -123456)]
    [TestCase("（1,234.56）", -123456)]
    [TestCase("-0.00", 0)]
    [TestCase(" 5 \t", 500)]
    [TestCase(".50", 50)]
    [TestCase("1.5", 150)]
    [TestCase("1.2300", 123)]
    [TestCase("99999999999.99", 9999999999999)]
    public void F25_an_amount_is_read_to_the_fen(string text, long fen)
    {
        var reading = BankAmount.TryRead(text, out var read);

        Assert.That((reading, read), Is.EqualTo((AmountReading.Read, fen)));
    }

    [TestCase("1.234,56")]
    [TestCase("1,23")]
    [TestCase("12,34.50")]
    [TestCase("1.234")]
    [TestCase("1e3")]
    [TestCase("--5")]
    [TestCase("(-5)")]
    [TestCase("5 6x")]
    [TestCase("NaN")]
    [TestCase("999999999999.00")]
    public void F25_an_amount_that_could_mean_something_else_is_refused(string text) =>
        Assert.That(BankAmount.TryRead(text, out _), Is.EqualTo(AmountReading.Unclear));

    [TestCase("")]
    [TestCase("-")]
    [TestCase(" — ")]
    [TestCase("/")]
    public void F25_what_banks_print_for_nothing_is_nothing(string text) => Assert.That(BankAmount.TryRead(text, out _), Is.EqualTo(AmountReading.Empty));

    [Test]
    public void F25_preamble_footer_blank_short_and_repeated_header_rows_are_no_lines()
    {
        var document = Read(
            "某银行对账单",
            "账号：1082****4101",
            "",
            Header,
            "2026-03-02,10.00,110.00,甲",
            ",,,,,",
            Header,
            "2026-03-03,-5.00,105.00,乙,购物,2\t",
            "合计,5.00",
            "本对账单仅供参考");

        Assert.Multiple(() =>
        {
            Assert.That(document.Problems, Is.Empty);
            Assert.That(document.Lines.Select(line => (line.Row, line.Fen, line.Serial)), Is.EqualTo(new[] { (5, 1000L, ""), (8, -500L, "2") }));
            Assert.That(document.AccountNumber, Is.EqualTo("1082****4101"));
            Assert.That((document.OpeningFen, document.ClosingFen), Is.EqualTo((10_000L, 10_500L)));
        });
    }

    [Test]
    public void F25_both_columns_filled_is_an_error_that_names_the_cell()
    {
        var document = Read("日期,收入,支出,摘要", "2026-03-02,1.00,0.00,甲", "2026-03-03,1.00,2.00,乙", "2026-03-04,,3.00,丙");

        Assert.Multiple(() =>
        {
            Assert.That(Codes(document), Is.EqualTo(new[] { "Error Funds:StatementBothColumns 3" }));
            Assert.That(document.Problems[0].Details["cell"], Is.EqualTo("C3"));
            Assert.That(document.Lines.Select(line => line.Fen), Is.EqualTo(new[] { 100L, -300L }));
        });
    }

    [Test]
    public void F25_credit_is_money_in_and_neutral_rows_are_no_money()
    {
        var document = Read("日期,借贷标志,金额", "2026-03-02,贷,1.00", "2026-03-02,借,2.00", "2026-03-02,中性交易,5.00", "2026-03-02,不计收支,5.00", "2026-03-02,怪,5.00");

        Assert.Multiple(() =>
        {
            Assert.That(document.Lines.Select(line => line.Fen), Is.EqualTo(new[] { 100L, -200L }));
            Assert.That(document.Neutral.Select(row => row.Reason), Is.EqualTo(new[] { "中性交易", "不计收支" }));
            Assert.That(Codes(document), Is.EqualTo(new[] { "Error Funds:StatementDirectionUnclear 6" }));
        });
    }

    [Test]
    public void F25_a_number_that_a_spreadsheet_has_shortened_is_not_used_and_somebody_must_look()
    {
        var document = Read(Header, "2026-03-02,1.00,,甲,捐款,6.2E+18", "2026-03-02,1.00,,乙,捐款,6.2E+18");

        Assert.Multiple(() =>
        {
            Assert.That(document.Lines.Select(line => line.Serial), Is.All.Empty);
            Assert.That(Codes(document), Is.EqualTo(new[] { "Confirm Funds:StatementNumberSpoilt 2", "Confirm Funds:StatementNumberSpoilt 3" }));
        });
    }

    [TestCase("20260230")]
    [TestCase("2026-13-01")]
    [TestCase("昨天")]
    public void F25_an_impossible_date_is_an_error(string date) =>
        Assert.That(Codes(Read(Header, $"{date},1.00,,甲,捐款,1")), Is.EqualTo(new[] { "Error Funds:StatementDateUnclear 2" }));

    [TestCase("20260302", "2026-03-02")]
    [TestCase("2026/3/2", "2026-03-02")]
    [TestCase("2026.03.02", "2026-03-02")]
    [TestCase("2026年3月2日", "2026-03-02")]
    [TestCase("46083", "2026-03-02")]
    [TestCase("2026-03-02 08:15:00", "2026-03-02")]
    public void F25_dates_are_read_in_the_shapes_that_banks_use(string text, string date) =>
        Assert.That(Read(Header, $"{text},1.00,,甲,捐款,1").Lines.Single().Date, Is.EqualTo(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Test]
    public void F25_day_and_month_are_told_apart_by_the_column_or_asked()
    {
        var clear = Read("日期,金额,摘要", "03/04/2026,1.00,甲", "25/04/2026,1.00,乙");
        var unclear = Read("日期,金额,摘要", "03/04/2026,1.00,甲", "05/04/2026,1.00,乙");
        var chosen = StatementReader.Read(
            Bytes("日期,金额,摘要", "03/04/2026,1.00,甲"),
            "a.csv",
            new StatementOptions { MappingIsChosen = true, Mapping = new ColumnMapping { Header = "日期|金额|摘要", Date = 0, Amount = 1, Memo = 2, DateOrder = DateOrder.MonthFirst } });

        Assert.Multiple(() =>
        {
            Assert.That(clear.Lines.Select(line => line.Date), Is.EqualTo(new[] { new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 25) }));
            Assert.That(Codes(unclear), Is.EqualTo(new[] { "Error Funds:StatementDateAmbiguous 2" }));
            Assert.That(chosen.Lines.Single().Date, Is.EqualTo(new DateOnly(2026, 3, 4)));
        });
    }

    [Test]
    public void F25_a_workbook_reads_like_the_same_table_in_text_with_real_dates_and_numbers()
    {
        var sheet = new OutputSheet(
            "流水",
            [.. new[] { "交易日期", "交易金额", "余额", "对方户名", "附言" }.Select(title => new OutputColumn(title))],
            [[new DateTime(2026, 3, 2, 9, 30, 0), 0.3m, 100.3m, "甲", "捐款"], [new DateOnly(2026, 3, 3), -0.1m, 100.2m, "乙", "购物"]]);

        var document = StatementReader.Read(XlsxWriter.Write(sheet), "a.xlsx");

        Assert.Multiple(() =>
        {
            Assert.That(document.Problems, Is.Empty);
            Assert.That(document.Lines.Select(line => (line.Date, line.Fen, line.BalanceAfter)), Is.EqualTo(new[] { (new DateOnly(2026, 3, 2), 30L, 10_030L), (new DateOnly(2026, 3, 3), -10L, (long?)10_020L) }));
        });
    }

    [Test]
    public void F26_a_missing_line_is_located_and_its_amount_named()
    {
        var document = Read(
            Header,
            "2026-03-02,10.00,110.00,甲,捐款,1",
            "2026-03-05,20.00,160.00,乙,捐款,3",
            "2026-03-06,-1.00,159.00,丙,手续费,4");

        var gap = document.Problems.Single(problem => problem.Code == FundsErrors.StatementLineMissing);
        Assert.Multiple(() =>
        {
            Assert.That(gap.Severity, Is.EqualTo(ProblemSeverity.Confirm));
            Assert.That(gap.Details, Is.SupersetOf(new Dictionary<string, object?> { ["afterRow"] = 2, ["beforeRow"] = 3, ["from"] = "2026-03-02", ["to"] = "2026-03-05", ["amount"] = "30.00" }));
            Assert.That(document.Problems.Select(problem => problem.Code), Does.Contain(FundsErrors.StatementDoesNotAddUp));
        });
    }

    [Test]
    public void F26_printed_totals_that_differ_from_the_lines_have_to_be_confirmed()
    {
        var document = Read("共3笔记录", "收入：2笔 30.00元", "支出：1笔 1.00元", "交易时间,收/支,金额", "2026-03-02 10:00:00,收入,10.00", "2026-03-02 11:00:00,支出,1.00");

        Assert.That(Codes(document), Is.EqualTo(new[] { "Confirm Funds:StatementCreditTotal ", "Confirm Funds:StatementCount " }));
    }

    [Test]
    public void F27_a_file_sorted_by_amount_is_put_back_in_order_along_its_balance()
    {
        string[] rows = ["2026-03-02,10.00,110.00,甲,,", "2026-03-02,20.00,130.00,乙,,", "2026-03-02,-5.00,125.00,丙,,", "2026-03-03,7.00,132.00,丁,,"];

        var sorted = Read([Header, .. rows.OrderBy(row => row.Split(',')[1], StringComparer.Ordinal)]);

        Assert.Multiple(() =>
        {
            Assert.That(sorted.Problems, Is.Empty);
            Assert.That(sorted.Lines.Select(line => line.Counterparty), Is.EqualTo(new[] { "甲", "乙", "丙", "丁" }));
        });
    }

    [Test]
    public void F31_reversals_returns_interest_fees_and_a_tax_of_nothing_are_lines_like_others()
    {
        var document = Read(Header, "2026-03-02,100.00,,甲,捐款,", "2026-03-02,-100.00,,甲,冲正,", "2026-03-03,80.00,,乙,退汇,", "2026-03-21,1.23,,,结息,", "2026-03-21,0.00,,,利息税,");

        Assert.That(document.Lines.Select(line => line.Fen), Is.EqualTo(new[] { 10_000L, -10_000L, 8_000L, 123L, 0L }));
    }

    [Test]
    public void F32_files_that_are_too_long_too_large_or_packed_bombs_are_refused_with_a_code()
    {
        var row = "2026-03-02,1.00,,甲,,\n";
        var tooLong = new StringBuilder(Header).Append('\n').Insert(Header.Length + 1, row, StatementReader.MaxLines + 1).ToString();

        Assert.Multiple(() =>
        {
            Assert.That(() => StatementReader.Read(Encoding.UTF8.GetBytes(tooLong), "a.csv"), Refused.With(FileErrors.TooManyRows));
            Assert.That(() => StatementReader.Read(new byte[StatementReader.MaxFileBytes + 1], "a.csv"), Refused.With(FileErrors.TooLarge));
            Assert.That(() => StatementReader.Read(PackedBomb(), "a.xlsx"), Refused.With(FileErrors.ZipBomb));
        });
    }

    [TestCase("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><Document><BkToCstmrStmt><Stmt>&b;</Stmt></BkToCstmrStmt></Document>")]
    [TestCase("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Document><BkToCstmrStmt><Stmt>&x;</Stmt></BkToCstmrStmt></Document>")]
    [TestCase("<?xml version=\"1.0\"?><!DOCTYPE OFX><OFX><STMTTRN></STMTTRN></OFX>")]
    [TestCase("<Document><Stmt>")]
    public void F32_entities_and_broken_XML_are_refused(string text) =>
        Assert.That(() => StatementReader.Read(Encoding.UTF8.GetBytes(text), "a.xml"), Refused.With(FileErrors.Broken));

    [Test]
    public void F32_forbidden_characters_in_a_payers_message_do_not_stop_the_import_but_do_not_come_in_either()
    {
        var document = Read(Header, "2026-03-02,1.00,,甲\0,\u202Egnp.exe,1");

        Assert.Multiple(() =>
        {
            Assert.That(document.Lines.Single(), Has.Property(nameof(StatementEntry.Counterparty)).EqualTo("甲\uFFFD").And.Property(nameof(StatementEntry.Memo)).EqualTo("\uFFFDgnp.exe"));
            Assert.That(Codes(document), Is.EqualTo(new[] { "Notice Funds:StatementTextCleaned 2", "Notice Funds:StatementTextCleaned 2" }));
        });
    }

    [TestCase("=HYPERLINK(1)")]
    [TestCase("+cmd|1")]
    [TestCase("-1+1")]
    [TestCase("@SUM(A1)")]
    [TestCase("＝1+1")]
    public void F33_what_looks_like_a_formula_is_kept_word_for_word(string name) =>
        Assert.That(Read(Header, $"2026-03-02,1.00,,{name},捐款,1").Lines.Single().Counterparty, Is.EqualTo(name));

    [Test]
    public void A_table_that_is_no_statement_shows_its_top_and_says_what_is_missing()
    {
        var document = Read("姓名,电话", "王秀英,19900000001");

        Assert.Multiple(() =>
        {
            Assert.That(Codes(document), Is.EqualTo(new[] { "Error Funds:StatementHeaderUnknown " }));
            Assert.That(document.Top, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void A_chosen_mapping_reads_titles_nobody_knows_and_is_used_again_for_the_same_header_only()
    {
        var mapping = new ColumnMapping { Header = "甲|乙|丙", Date = 0, Amount = 1, Memo = 2 };

        var known = StatementReader.Read(Bytes("甲,乙,丙", "2026-03-02,1.00,捐款"), "a.csv", new StatementOptions { Mapping = mapping, MappingIsChosen = true });
        var other = StatementReader.Read(Bytes("日期,摘要,金额", "2026-03-02,捐款,1.00"), "a.csv", new StatementOptions { Mapping = mapping });

        Assert.Multiple(() =>
        {
            Assert.That(known.Lines.Single().Memo, Is.EqualTo("捐款"));
            Assert.That(other.Lines.Single().Memo, Is.EqualTo("捐款"));
        });
    }

    private static StatementDocument Read(params string[] rows) => StatementReader.Read(Bytes(rows), "a.csv");

    private static byte[] Bytes(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", rows));

    private static IEnumerable<string> Codes(StatementDocument document) => document.Problems.Select(problem => $"{problem.Severity} {problem.Code} {problem.Row}");

    private static byte[] PackedBomb()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            part.Write(new byte[60 * 1024 * 1024]);
        }

        return file.ToArray();
    }
}

internal static class Refused
{
    public static NUnit.Framework.Constraints.IResolveConstraint With(string code) =>
        Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(code);
}
