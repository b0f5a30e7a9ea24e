using Volunteer.Tables;

namespace Volunteer.Framework.Tests.Tables;

internal sealed class XlsxReadingTests
{
    [Test]
    public void Reads_shared_and_inline_text_with_cell_names()
    {
        var table = Read(XlsxFile
            .WithRows("""<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>电话</t></is></c></row>""")
            .SharedStrings("<si><t>姓名</t></si>"));

        Assert.Multiple(() =>
        {
            Assert.That(table.SheetName, Is.EqualTo("名单"));
            Assert.That(table.Rows[0].Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "姓名", "", "电话" }));
            Assert.That(table.Rows[0][2].Reference, Is.EqualTo("C1"));
            Assert.That(table.Rows[0][60].Reference, Is.EqualTo("BI1"));
            Assert.That(table.Rows[0][60].Text, Is.Empty);
        });
    }

    [Test]
    public void Joins_rich_text_and_leaves_phonetic_guides_out()
    {
        var table = Read(XlsxFile
            .WithRows("""<row r="1"><c r="A1" t="s"><v>0</v></c></row>""")
            .SharedStrings("""<si><r><rPr><b/></rPr><t>王</t></r><r><t xml:space="preserve"> 秀英</t></r><rPh sb="0" eb="1"><t>wang</t></rPh><phoneticPr fontId="1"/></si>"""));

        Assert.That(table.Rows[0][0].Text, Is.EqualTo("王 秀英"));
    }

    [Test]
    public void Sparse_rows_keep_the_numbers_that_Excel_shows()
    {
        var table = Read(XlsxFile.WithRows("""<row r="3"><c r="B3"><v>1</v></c></row><row r="1000000"/><row r="1048576"><c r="A1048576"><v>2</v></c></row>"""));

        Assert.That(table.Rows.Select(row => row.Number), Is.EqualTo(new[] { 3, 1_048_576 }));
    }

    [Test]
    public void Rows_and_cells_without_addresses_follow_each_other()
    {
        var table = Read(XlsxFile.WithRows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"));

        Assert.Multiple(() =>
        {
            Assert.That(table.Rows[0][1].Reference, Is.EqualTo("B1"));
            Assert.That(table.Rows[1][0].Reference, Is.EqualTo("A2"));
        });
    }

    [TestCase("1234.5", "1234.5")]
    [TestCase("0.30000000000000004", "0.3")]
    [TestCase("1E-7", "0.0000001")]
    [TestCase("13800138000", "13800138000")]
    [TestCase("-12", "-12")]
    [TestCase("1.5E+20", "150000000000000000000")]
    public void Numbers_are_written_out_without_an_exponent(string stored, string expected)
    {
        var cell = Read(XlsxFile.WithRows($"""<row r="1"><c r="A1"><v>{stored}</v></c></row>""")).Rows[0][0];

        Assert.Multiple(() =>
        {
            Assert.That(cell.Text, Is.EqualTo(expected));
            Assert.That(cell.Kind, Is.EqualTo(CellKind.Number));
        });
    }

    [Test]
    public void O1_an_id_number_typed_as_a_number_is_flagged_as_rounded()
    {
        var row = Read(XlsxFile
            .WithRows("""<row r="1"><c r="A1"><v>1.10101195302281E+17</v></c><c r="B1" t="s"><v>0</v></c></row>""")
            .SharedStrings("<si><t>110101195302280017</t></si>")).Rows[0];

        Assert.Multiple(() =>
        {
            Assert.That(row[0].Text, Is.EqualTo("110101195302281000"));
            Assert.That(row[0].IsRounded, Is.True);
            Assert.That(row[1].Text, Is.EqualTo("110101195302280017"));
            Assert.That(row[1].IsRounded, Is.False);
        });
    }

    [TestCase(14, "36526", "2000-01-01")]
    [TestCase(14, "1", "1900-01-01")]
    [TestCase(14, "59", "1900-02-28")]
    [TestCase(14, "61", "1900-03-01")]
    [TestCase(31, "19418", "1953-02-28")]
    [TestCase(14, "36526.75", "2000-01-01")]
    [TestCase(22, "36526.75", "2000-01-01T18:00:00")]
    [TestCase(22, "36526.999999", "2000-01-02")]
    [TestCase(20, "0.375", "09:00:00")]
    [TestCase(46, "1.25", "30:00:00")]
    public void Built_in_date_formats_give_days_and_times(int format, string serial, string expected)
    {
        var file = XlsxFile.WithRows($"""<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>""").Styles("", 0, format);

        Assert.That(Read(file).Rows[0][0].Text, Is.EqualTo(expected));
    }

    [TestCase("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "2000-01-01", CellKind.Date)]
    [TestCase("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2000-01-01", CellKind.Date)]
    [TestCase("[$-804]aaaa;@", "2000-01-01", CellKind.Date)]
    [TestCase("[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;;@", "2000-01-01", CellKind.Date)]
    [TestCase("yyyy/m/d h:mm AM/PM", "2000-01-01T12:00:00", CellKind.Date)]
    [TestCase("[h]:mm", "876636:00:00", CellKind.Time)]
    [TestCase("0.00E+00", "36526.5", CellKind.Number)]
    [TestCase("General", "36526.5", CellKind.Number)]
    [TestCase("[Red]0.00&quot;days&quot;", "36526.5", CellKind.Number)]
    [TestCase("_-* #,##0.00\\ \\d_-;@", "36526.5", CellKind.Number)]
    [TestCase("¥#,##0.00", "36526.5", CellKind.Number)]
    public void Own_formats_are_judged_by_their_code(string code, string expected, CellKind kind)
    {
        var cell = Read(XlsxFile
            .WithRows("""<row r="1"><c r="A1" s="0"><v>36526.5</v></c></row>""")
            .Styles($"""<numFmt numFmtId="176" formatCode="{code}"/>""", 176)).Rows[0][0];

        Assert.Multiple(() =>
        {
            Assert.That(cell.Text, Is.EqualTo(expected));
            Assert.That(cell.Kind, Is.EqualTo(kind));
        });
    }

    [TestCase("0", "1904-01-01")]
    [TestCase("17956", "1953-02-28")]
    public void Workbooks_that_count_from_1904_give_the_right_days(string serial, string expected)
    {
        var file = XlsxFile
            .WithRows($"""<row r="1"><c r="A1" s="0"><v>{serial}</v></c></row>""")
            .Workbook("""<sheet name="a" sheetId="1" r:id="rId1"/>""", """<workbookPr date1904="1"/>""")
            .Styles("", 14);

        Assert.That(Read(file).Rows[0][0].Text, Is.EqualTo(expected));
    }

    [TestCase("60")]
    [TestCase("2958466")]
    [TestCase("-1")]
    public void A_number_that_is_no_day_stays_a_number(string serial)
    {
        var cell = Read(XlsxFile.WithRows($"""<row r="1"><c r="A1" s="0"><v>{serial}</v></c></row>""").Styles("", 14)).Rows[0][0];

        Assert.Multiple(() =>
        {
            Assert.That(cell.Text, Is.EqualTo(serial));
            Assert.That(cell.Kind, Is.EqualTo(CellKind.Number));
        });
    }

    [Test]
    public void A_formula_gives_its_last_value_and_says_so()
    {
        var row = Read(XlsxFile.WithRows(
            """<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>CMD()</f><v>早</v></c><c r="C1"><f>NOW()</f></c><c r="D1"><v>2</v></c></row>""")).Rows[0];

        Assert.Multiple(() =>
        {
            Assert.That(row.Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "2", "早", "", "2" }));
            Assert.That(row.Cells.Select(cell => cell.IsFormula), Is.EqualTo(new[] { true, true, true, false }));
        });
    }

    [Test]
    public void Booleans_errors_and_iso_dates_are_told_apart()
    {
        var row = Read(XlsxFile.WithRows(
            """<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="d"><v>1953-02-28T00:00:00</v></c></row>""")).Rows[0];

        Assert.Multiple(() =>
        {
            Assert.That(row.Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "TRUE", "#N/A", "1953-02-28" }));
            Assert.That(row.Cells.Select(cell => cell.Kind), Is.EqualTo(new[] { CellKind.Boolean, CellKind.Error, CellKind.Date }));
        });
    }

    [Test]
    public void Only_the_top_left_cell_of_a_merged_range_counts()
    {
        const string Rows = """<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row><row r="3"><c r="A3"><v>4</v></c><c r="B3"><v>5</v></c></row>""";
        var table = Read(new XlsxFile().Text(
            "xl/worksheets/sheet1.xml",
            XlsxFile.Sheet($"""<sheetData>{Rows}</sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A3:A1048576"/></mergeCells>""")));

        Assert.Multiple(() =>
        {
            Assert.That(table.Rows.Select(row => row.Number), Is.EqualTo(new[] { 1, 3 }));
            Assert.That(table.Rows[0].Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "1", "" }));
            Assert.That(table.Rows[1].Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "4", "5" }));
        });
    }

    [Test]
    public void Hidden_sheets_are_passed_over_and_other_sheets_are_named()
    {
        var table = Read(new XlsxFile()
            .Workbook("""<sheet name="词典" sheetId="1" state="hidden" r:id="rId1"/><sheet name="名单" sheetId="2" r:id="rId2"/><sheet name="说明" sheetId="3" r:id="rId1"/>""")
            .Text("xl/worksheets/sheet2.xml", XlsxFile.Sheet("""<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>""")));

        Assert.Multiple(() =>
        {
            Assert.That(table.SheetName, Is.EqualTo("名单"));
            Assert.That(table.Rows[0][0].Text, Is.EqualTo("7"));
            Assert.That(table.OtherSheets, Is.EqualTo(new[] { "说明" }));
        });
    }

    [Test]
    public void Escaped_characters_come_back_and_forbidden_ones_are_reported_with_their_cell()
    {
        var table = Read(XlsxFile.WithRows(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>一_x000D__x000A_二 _x005F_x0041_</t></is></c></row><row r="7"><c r="C7" t="inlineStr"><is><t>王_x0000_</t></is></c></row>"""));

        Assert.Multiple(() =>
        {
            Assert.That(table.Rows[0][0].Text, Is.EqualTo("一\n二 _x0041_"));
            Assert.That(table.FindTextProblems(), Is.EqualTo(new[] { new CellProblem("C7", "Text:ControlCharacter") }));
        });
    }

    [Test]
    public void Formatting_far_away_and_a_stray_space_make_no_table_wider()
    {
        var table = Read(XlsxFile.WithRows(
            """<row r="1"><c r="A1"><v>1</v></c><c r="XFC1" s="3"/><c r="XFD1" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>"""));

        Assert.That(table.Rows[0].Cells, Has.Count.EqualTo(1));
    }

    private static Table Read(XlsxFile file) => TableReader.Read(file.Bytes(), "名单.xlsx");
}
