using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Volunteer.Tables;

namespace Volunteer.Framework.Tests.Tables;

internal sealed class WritingTests
{
    private static readonly string[] Dangerous =
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        "\u3000=1+1",
        "＝1+1",
        "＋1+1",
        "－1+1",
        "＠SUM(A1)",
        "\0=1+1",
        "=HYPERLINK(\"http://example.org\",\"点我\")",
        "-",
        "+",
    ];

    [TestCaseSource(nameof(Dangerous))]
    public void C7_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv(string text)
    {
        var cell = Encoding.UTF8.GetString(CsvWriter.Write(Sheet(text))).Split("\r\n", 2)[1].TrimStart('"');

        Assert.That(cell[0], Is.EqualTo('\''));
        Assert.That(cell, Has.None.EqualTo('\0'));
    }

    [TestCase("-3", "-3")]
    [TestCase("+8619900000001", "+8619900000001")]
    [TestCase("-1234.50", "-1234.50")]
    [TestCase("王,秀英", "\"王,秀英\"")]
    [TestCase("说\"好\"", "\"说\"\"好\"\"\"")]
    [TestCase("a=b", "a=b")]
    public void Plain_numbers_and_harmless_text_stay_as_they_are(string text, string expected)
    {
        Assert.That(Encoding.UTF8.GetString(CsvWriter.Write(Sheet(text))), Is.EqualTo("\uFEFF姓名\r\n" + expected + "\r\n"));
    }

    [TestCaseSource(nameof(Dangerous))]
    public void C7_in_xlsx_every_text_is_a_string_and_comes_back_the_same(string text)
    {
        var file = XlsxWriter.Write(Sheet(text));

        var cell = TableReader.Read(file, "a.xlsx").Rows[1][0];

        Assert.Multiple(() =>
        {
            Assert.That(cell.Kind, Is.EqualTo(CellKind.Text));
            Assert.That(cell.IsFormula, Is.False);
            Assert.That(cell.Text, Is.EqualTo(text.Replace("\0", "", StringComparison.Ordinal).Replace('\r', '\n')));
            Assert.That(PartOf(file, "xl/worksheets/sheet1.xml"), Does.Not.Contain("<f"));
        });
    }

    [Test]
    public void Types_come_back_from_xlsx()
    {
        object?[] row =
        [
            "王秀英", 12, -5L, 1234.50m, new DateOnly(1953, 2, 28), new DateTime(2026, 11, 21, 9, 30, 15, DateTimeKind.Unspecified),
            true, null, 110101195302280017L, new DateOnly(1899, 1, 1),
        ];
        var sheet = new OutputSheet("名单", [.. row.Select((_, i) => new OutputColumn($"列{i}"))], [row]);

        var cells = TableReader.Read(XlsxWriter.Write(sheet), "a.xlsx").Rows[1].Cells;

        Assert.Multiple(() =>
        {
            Assert.That(cells.Select(cell => cell.Text), Is.EqualTo(new[]
            {
                "王秀英", "12", "-5", "1234.5", "1953-02-28", "2026-11-21T09:30:15", "TRUE", "", "110101195302280017", "1899-01-01",
            }));
            Assert.That(cells.Select(cell => cell.Kind), Is.EqualTo(new[]
            {
                CellKind.Text, CellKind.Number, CellKind.Number, CellKind.Number, CellKind.Date, CellKind.Date,
                CellKind.Boolean, CellKind.Empty, CellKind.Text, CellKind.Text,
            }));
        });
    }

    [Test]
    public void Types_come_back_from_csv_as_text()
    {
        var sheet = new OutputSheet("x", [new("a"), new("b"), new("c"), new("d")], [["一\r\n二", -5, new DateOnly(1953, 2, 28), false]]);

        var cells = TableReader.Read(CsvWriter.Write(sheet), "a.csv").Rows[1].Cells;

        Assert.That(cells.Select(cell => cell.Text), Is.EqualTo(new[] { "一\n二", "-5", "1953-02-28", "FALSE" }));
    }

    [Test]
    public void Strange_characters_never_break_the_file()
    {
        var text = "a\u0001b\uFFFFc_x0041_\uD800d👨‍👩‍👧‍👦𠜎";
        var sheet = Sheet(text);

        Assert.Multiple(() =>
        {
            Assert.That(TableReader.Read(XlsxWriter.Write(sheet), "a.xlsx").Rows[1][0].Text, Is.EqualTo("a\u0001b\uFFFFc_x0041_d👨‍👩‍👧‍👦𠜎"));
            Assert.That(TableReader.Read(CsvWriter.Write(sheet), "a.csv").Rows[1][0].Text, Is.EqualTo("a\u0001b\uFFFFc_x0041_d👨‍👩‍👧‍👦𠜎"));
        });
    }

    [Test]
    public void Sheet_names_are_made_acceptable_to_Excel()
    {
        OutputSheet[] sheets = [Named("名单[1]:*?/\\"), Named("名单1"), Named(new string('长', 40)), Named("")];

        var table = TableReader.Read(XlsxWriter.Write(sheets), "a.xlsx");

        Assert.That(
            new[] { table.SheetName }.Concat(table.OtherSheets),
            Is.EqualTo(new[] { "名单1", "名单1 (2)", new string('长', 31), "Sheet" }));

        static OutputSheet Named(string name) => new(name, [new("a")], []);
    }

    [Test]
    public void The_workbook_keeps_to_the_standard()
    {
        var file = XlsxWriter.Write(new OutputSheet(
            "名单",
            [new("姓名"), new("身份证号", 24, AsText: true), new("日期"), new("时间"), new("数")],
            [["=1", "110101195302280017", new DateOnly(1953, 2, 28), new DateTime(2026, 1, 1, 8, 0, 0, DateTimeKind.Unspecified), 5m]]));
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);

        Assert.That(new OpenXmlValidator().Validate(document).Select(error => error.Description), Is.Empty);
    }

    [Test]
    public void A_text_column_stays_one_for_the_rows_people_add()
    {
        var file = XlsxWriter.Write(new OutputSheet("模板", [new("身份证号", AsText: true), new("年龄")], []));

        Assert.That(PartOf(file, "xl/worksheets/sheet1.xml"), Does.Contain("""<col min="1" max="1" width="16" style="4" """).And.Contain("""<col min="2" max="2" width="16" style="0" """));
    }

    private static OutputSheet Sheet(string cell) => new("x", [new OutputColumn("姓名")], [[cell]]);

    private static string PartOf(byte[] file, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }
}
