using System.Globalization;
using System.Text;
using Volunteer.Tables;

namespace Volunteer.Framework.Tests.Tables;

/// <summary>Files made to hurt. Each is built here, in memory.</summary>
internal sealed class EvilXlsxTests
{
    private const int Megabyte = 1024 * 1024;

    [Test]
    [NonParallelizable]
    public void A_200_MB_sheet_in_204_kB_is_refused_before_it_is_unpacked()
    {
        var file = new XlsxFile().Part("xl/worksheets/sheet1.xml", stream => Fill(stream, new byte[Megabyte], 200)).Bytes();
        Assume.That(file, Has.Length.LessThan(300_000));

        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(() => TableReader.Read(file, "a.xlsx"), Refused.With(FileErrors.ZipBomb));

        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(2 * Megabyte));
    }

    [Test]
    public void A_part_that_is_never_read_counts_too()
    {
        var file = new XlsxFile().Part("xl/media/image1.png", stream => Fill(stream, RandomBlock(100_000), 1_100));

        Assert.That(() => Read(file), Refused.With(FileErrors.ZipBomb));
    }

    [Test]
    public void A_part_that_packs_a_thousand_to_one_is_refused_even_below_the_size_limit()
    {
        var file = new XlsxFile().Part("xl/worksheets/sheet1.xml", stream => Fill(stream, new byte[Megabyte], 20));

        Assert.That(() => Read(file), Refused.With(FileErrors.ZipBomb));
    }

    [Test]
    public void A_declared_size_that_lies_only_truncates_the_part()
    {
        var rows = string.Concat(Enumerable.Range(1, 5_000).Select(i => $"""<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>"""));
        var file = XlsxFile.WithRows(rows).Bytes();
        DeclareSize(file, "xl/worksheets/sheet1.xml", 100);

        Assert.That(() => TableReader.Read(file, "a.xlsx"), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void A_claimed_dimension_of_the_whole_sheet_costs_nothing()
    {
        var file = new XlsxFile().Text(
            "xl/worksheets/sheet1.xml",
            XlsxFile.Sheet("""<dimension ref="A1:XFD1048576"/><sheetData><row r="1" spans="1:16384"><c r="A1"><v>5</v></c></row></sheetData>"""));

        Assert.That(Read(file).Rows, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_million_shared_strings_are_refused()
    {
        var file = new XlsxFile().Part("xl/sharedStrings.xml", stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write("<sst>");
            for (var i = 0; i < 1_000_000; i++)
            {
                writer.Write("<si><t>");
                writer.Write(i);
                writer.Write("</t></si>");
            }

            writer.Write("</sst>");
        });

        Assert.That(() => Read(file), Refused.With(FileErrors.TooLarge));
    }

    [Test]
    public void Shared_strings_are_capped_by_their_length_too()
    {
        var limits = new TableLimits { MaxSharedStringCharacters = 1_000 };
        var file = new XlsxFile().SharedStrings(string.Concat(Enumerable.Repeat($"<si><t>{new string('长', 100)}</t></si>", 11)));

        Assert.That(() => TableReader.Read(file.Bytes(), "a.xlsx", limits), Refused.With(FileErrors.TooLarge));
    }

    [TestCase("""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>""")]
    [TestCase("""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>""")]
    [TestCase("""<!DOCTYPE x SYSTEM "http://example.org/x.dtd">""")]
    public void A_document_type_is_refused_in_every_part(string doctype)
    {
        foreach (var path in new[] { "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels", "[Content_Types].xml" })
        {
            var file = new XlsxFile().SharedStrings("<si><t>a</t></si>").Text(path, doctype + "<x>&a;</x>");

            Assert.That(() => Read(file), Refused.With(FileErrors.Broken), path);
        }
    }

    [Test]
    public void Macros_are_refused_by_type_and_by_part()
    {
        var byType = new XlsxFile().ContentTypes("application/vnd.ms-excel.sheet.macroEnabled.main+xml");
        var byPart = new XlsxFile().Part("xl/vbaProject.bin", stream => stream.WriteByte(1));

        Assert.Multiple(() =>
        {
            Assert.That(() => Read(byType), Refused.With(FileErrors.MacrosNotAllowed));
            Assert.That(() => Read(byPart), Refused.With(FileErrors.MacrosNotAllowed));
        });
    }

    [Test]
    public void An_external_link_is_never_followed()
    {
        var linked = new XlsxFile().Text(
            "xl/_rels/workbook.xml.rels",
            """<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="http://example.org/sheet.xml" TargetMode="External"/></Relationships>""");
        var withOtherLink = new XlsxFile()
            .Text("xl/externalLinks/externalLink1.xml", "<externalLink/>")
            .Text("xl/externalLinks/_rels/externalLink1.xml.rels", """<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///c:/a.xlsx" TargetMode="External"/></Relationships>""");

        Assert.Multiple(() =>
        {
            Assert.That(() => Read(linked), Refused.With(FileErrors.Broken));
            Assert.That(Read(withOtherLink).Rows[0][0].Text, Is.EqualTo("1"));
        });
    }

    [Test]
    public void A_target_outside_the_file_stays_inside()
    {
        var file = new XlsxFile()
            .Text("xl/_rels/workbook.xml.rels", XlsxFile.Relations(("rId1", "worksheet", "../../../../etc/passwd")));

        Assert.That(() => Read(file), Refused.With(FileErrors.Broken));
    }

    [TestCase("../../evil.xml")]
    [TestCase("..\\..\\evil.xml")]
    [TestCase("/xl/evil.xml")]
    [TestCase("XL/WORKBOOK.XML")]
    public void Part_names_that_climb_or_repeat_are_refused(string name)
    {
        Assert.That(() => Read(new XlsxFile().Text(name, "<x/>")), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void Thousands_of_parts_are_refused()
    {
        var file = new XlsxFile();
        for (var i = 0; i < 2_001; i++)
        {
            file.Text(string.Create(CultureInfo.InvariantCulture, $"xl/media/{i}"), "x");
        }

        Assert.That(() => Read(file), Refused.With(FileErrors.ZipBomb));
    }

    [TestCase("xl/worksheets/sheet1.xml", FileErrors.Broken)]
    [TestCase("xl/_rels/workbook.xml.rels", FileErrors.Broken)]
    [TestCase("xl/workbook.xml", FileErrors.NotASpreadsheet)]
    [TestCase("_rels/.rels", FileErrors.NotASpreadsheet)]
    [TestCase("[Content_Types].xml", FileErrors.NotASpreadsheet)]
    public void A_missing_part_is_named_by_its_consequence(string path, string code)
    {
        Assert.That(() => Read(new XlsxFile().Without(path)), Refused.With(code));
    }

    [Test]
    public void A_workbook_inside_a_zip_is_no_workbook()
    {
        using var outer = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(outer, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("名单.xlsx").Open();
            part.Write(new XlsxFile().Bytes());
        }

        Assert.That(() => TableReader.Read(outer.ToArray(), "a.xlsx"), Refused.With(FileErrors.NotASpreadsheet));
    }

    [Test]
    public void A_word_document_is_no_workbook()
    {
        var file = new XlsxFile()
            .Text("_rels/.rels", XlsxFile.Relations(("rId1", "officeDocument", "word/document.xml")))
            .Text("word/document.xml", "<document/>");

        Assert.That(() => Read(file), Refused.With(FileErrors.NotASpreadsheet));
    }

    [TestCase("""<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>""")]
    [TestCase("""<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A2"><v>1</v></c></row>""")]
    [TestCase("""<row r="0"><c r="A0"><v>1</v></c></row>""")]
    [TestCase("""<row r="1048577"/>""")]
    [TestCase("""<row r="1"><c r="AAAA1"><v>1</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A1" t="s"><v>99</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A1" t="s"><v>-1</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A1"><v>1,5</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A1"><v>1E400</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A1"><v>NaN</v></c></row>""")]
    [TestCase("""<row r="1"><c r="A1"><v>1</v></c>""")]
    [TestCase("""<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<<<<]]></t></is></c></row>""")]
    public void Nonsense_inside_a_sheet_is_a_broken_file(string rows)
    {
        Assert.That(() => Read(XlsxFile.WithRows(rows)), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void A_cut_off_or_damaged_zip_is_a_broken_file()
    {
        var whole = XlsxFile.WithRows("""<row r="1"><c r="A1"><v>1</v></c></row>""").Bytes();
        Assert.Multiple(() =>
        {
            for (var length = 4; length < whole.Length; length += 97)
            {
                Assert.That(() => TableReader.Read(whole[..length], "a.xlsx"), Refused.With(FileErrors.Broken), $"{length} bytes");
            }
        });
    }

    [Test]
    public void No_flipped_byte_leads_to_anything_but_a_table_or_a_refusal()
    {
        var whole = XlsxFile
            .WithRows("""<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="1"><v>5</v></c></row>""")
            .SharedStrings("<si><t>a</t></si>")
            .Styles("", 0, 14)
            .Bytes();
        var random = new Random(20261121);
        for (var i = 0; i < 3_000; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            try
            {
                Assert.That(TableReader.Read(damaged, "a.xlsx").Rows, Is.Not.Empty);
            }
            catch (BusinessException refusal)
            {
                Assert.That(refusal.Code, Does.StartWith("Files:"));
            }
        }
    }

    [Test]
    public void An_attribute_of_many_megabytes_is_refused_while_it_is_read()
    {
        var limits = new TableLimits { MaxCompressionRatio = 2_000 };
        var file = new XlsxFile().Part("xl/worksheets/sheet1.xml", stream =>
        {
            stream.Write("<worksheet><sheetData><row r=\""u8);
            Fill(stream, Encoding.ASCII.GetBytes(new string('1', Megabyte)), 50);
        }).Bytes();

        Assert.That(() => TableReader.Read(file, "a.xlsx", limits), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void Endless_nesting_is_refused()
    {
        var file = new XlsxFile().Text("xl/worksheets/sheet1.xml", XlsxFile.Sheet(string.Concat(Enumerable.Repeat("<x>", 100_000))));

        Assert.That(() => Read(file), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void Endless_new_names_are_refused()
    {
        var names = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<x{i}/>")));

        Assert.That(() => Read(new XlsxFile().Text("xl/worksheets/sheet1.xml", XlsxFile.Sheet(names))), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void A_part_in_utf_16_is_refused()
    {
        var file = new XlsxFile().Part("xl/worksheets/sheet1.xml", stream =>
            stream.Write([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(XlsxFile.Sheet("<sheetData/>"))]));

        Assert.That(() => Read(file), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void Overlapping_merged_ranges_cannot_burn_time()
    {
        var rows = string.Concat(Enumerable.Range(1, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"""<row r="{i}"><c r="A{i}"><v>1</v></c></row>""")));
        var merged = string.Concat(Enumerable.Repeat("""<mergeCell ref="A1:XFD1048576"/>""", 10_000));
        var file = new XlsxFile().Text("xl/worksheets/sheet1.xml", XlsxFile.Sheet($"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"));

        Assert.That(() => Read(file), Refused.With(FileErrors.Broken));
    }

    [Test]
    public void O1_20_000_data_rows_are_read_and_one_more_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read(SheetWithRows(20_001)).Rows, Has.Count.EqualTo(20_001));
            Assert.That(() => Read(SheetWithRows(20_002)), Refused.With(FileErrors.TooManyRows));
        });
    }

    [Test]
    public void The_101st_column_is_refused_with_its_cell()
    {
        var refusal = Assert.Throws<BusinessException>(() => Read(XlsxFile.WithRows("""<row r="4"><c r="CW4"><v>1</v></c></row>""")))!;

        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(FileErrors.TooManyColumns));
            Assert.That(refusal.Details["cell"], Is.EqualTo("CW4"));
        });
    }

    [TestCase(2_000, true)]
    [TestCase(2_001, false)]
    [TestCase(200_000, false)]
    public void A_cell_may_hold_2000_characters(int length, bool isFine)
    {
        var file = XlsxFile
            .WithRows("""<row r="1"><c r="A1" t="s"><v>0</v></c></row>""")
            .SharedStrings($"<si><t>{new string('长', length)}</t></si>").Bytes();
        var limits = new TableLimits { MaxCompressionRatio = 2_000 };

        if (isFine)
        {
            Assert.That(TableReader.Read(file, "a.xlsx", limits).Rows[0][0].Text, Has.Length.EqualTo(length));
        }
        else
        {
            var code = length > 100_000 ? FileErrors.Broken : FileErrors.CellTooLong;
            Assert.That(() => TableReader.Read(file, "a.xlsx", limits), Refused.With(code));
        }
    }

    [Test]
    public void Two_million_different_cells_stay_within_150_MB()
    {
        var file = new XlsxFile().Part("xl/worksheets/sheet1.xml", stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write("<worksheet><sheetData>");
            for (var row = 0; row < 20_000; row++)
            {
                writer.Write("<row>");
                for (var column = 0; column < 100; column++)
                {
                    writer.Write("<c><v>");
                    writer.Write((row * 100) + column);
                    writer.Write("</v></c>");
                }

                writer.Write("</row>");
            }

            writer.Write("</sheetData></worksheet>");
        }).Bytes();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var table = TableReader.Read(file, "a.xlsx");

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(150L * Megabyte));
        Assert.That(table.Rows[19_999][99].Text, Is.EqualTo("1999999"));
    }

    private static Table Read(XlsxFile file) => TableReader.Read(file.Bytes(), "名单.xlsx");

    private static XlsxFile SheetWithRows(int count) => XlsxFile.WithRows(string.Concat(
        Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"""<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>"""))));

    private static byte[] RandomBlock(int length)
    {
        var block = new byte[length];
        new Random(7).NextBytes(block.AsSpan(0, length / 100));
        return block;
    }

    private static void Fill(Stream stream, byte[] block, int times)
    {
        for (var i = 0; i < times; i++)
        {
            stream.Write(block);
        }
    }

    /// <summary>Changes the unpacked size in the central directory, which is all that a reader checks first.</summary>
    private static void DeclareSize(byte[] zip, string part, int size)
    {
        var name = Encoding.UTF8.GetBytes(part);
        for (var i = 0; i < zip.Length - 46; i++)
        {
            if (zip.AsSpan(i).StartsWith("PK\x01\x02"u8) && zip.AsSpan(i + 46).StartsWith(name))
            {
                System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(i + 24), size);
                return;
            }
        }

        throw new ArgumentException("No such part.", nameof(part));
    }
}
