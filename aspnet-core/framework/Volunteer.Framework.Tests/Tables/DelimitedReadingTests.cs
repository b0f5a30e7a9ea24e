using System.Globalization;
using System.Text;
using Volunteer.Tables;

namespace Volunteer.Framework.Tests.Tables;

internal sealed class DelimitedReadingTests
{
    private const string List = "姓名,电话,备注\r\n王秀英,19900000001,住三楼\r\n林建国,19900000002,\r\n";

    static DelimitedReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Gb18030 => Encoding.GetEncoding("gb18030");

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(Encoding.UTF8.GetBytes(List), TableEncoding.Utf8).SetArgDisplayNames("UTF-8");
        yield return new TestCaseData(WithMark(Encoding.UTF8, List), TableEncoding.Utf8).SetArgDisplayNames("UTF-8 with mark");
        yield return new TestCaseData(WithMark(Encoding.Unicode, List), TableEncoding.Utf16LittleEndian).SetArgDisplayNames("UTF-16 LE");
        yield return new TestCaseData(WithMark(Encoding.BigEndianUnicode, List), TableEncoding.Utf16BigEndian).SetArgDisplayNames("UTF-16 BE");
        yield return new TestCaseData(Gb18030.GetBytes(List), TableEncoding.Gb18030).SetArgDisplayNames("GBK");
    }

    [TestCaseSource(nameof(Encodings))]
    public void O1_a_list_reads_the_same_in_every_usual_encoding(byte[] content, TableEncoding encoding)
    {
        var table = TableReader.Read(content, "名单.csv");

        Assert.Multiple(() =>
        {
            Assert.That(table.DetectedEncoding, Is.EqualTo(encoding));
            Assert.That(table.EncodingIsAGuess, Is.False);
            Assert.That(Cells(table), Is.EqualTo(new[] { "姓名|电话|备注", "王秀英|19900000001|住三楼", "林建国|19900000002" }));
        });
    }

    [Test]
    public void Characters_that_only_GB18030_has_survive()
    {
        var table = TableReader.Read(Gb18030.GetBytes("姓名,年\r\n李𠮷,1953\r\n㐀〇,1954\r\n"), "a.csv");

        Assert.Multiple(() =>
        {
            Assert.That(table.DetectedEncoding, Is.EqualTo(TableEncoding.Gb18030));
            Assert.That(table.Rows[1][0].Text, Is.EqualTo("李𠮷"));
            Assert.That(table.Rows[2][0].Text, Is.EqualTo("㐀〇"));
        });
    }

    [TestCase("目录")]
    [TestCase("目录,目录\r\n1,2\r\n")]
    [TestCase("目陆,一\r\n")]
    public void GBK_that_happens_to_be_valid_UTF_8_is_read_as_Chinese(string text)
    {
        var content = Gb18030.GetBytes(text);
        Assume.That(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content), Throws.Nothing);

        var table = TableReader.Read(content, "a.csv");

        Assert.Multiple(() =>
        {
            Assert.That(table.DetectedEncoding, Is.EqualTo(TableEncoding.Gb18030));
            Assert.That(table.EncodingIsAGuess, Is.True);
            Assert.That(string.Join(',', table.Rows[0].Cells), Is.EqualTo(text.Split('\r')[0]));
        });
    }

    [TestCase("José,Zoë,Ångström")]
    [TestCase("名单,José")]
    [TestCase("Привет,мир")]
    [TestCase("Nguyễn Thị")]
    [TestCase("老李👍,①楼，℃")]
    public void UTF_8_with_other_letters_stays_UTF_8(string text)
    {
        var table = TableReader.Read(Encoding.UTF8.GetBytes(text), "a.csv");

        Assert.Multiple(() =>
        {
            Assert.That(table.DetectedEncoding, Is.EqualTo(TableEncoding.Utf8));
            Assert.That(string.Join(',', table.Rows[0].Cells), Is.EqualTo(text));
        });
    }

    [Test]
    public void The_person_may_overrule_the_guess()
    {
        Assert.Multiple(() =>
        {
            Assert.That(TableReader.Read(Gb18030.GetBytes("目录,1"), "a.csv", encoding: TableEncoding.Utf8).Rows[0][0].Text, Is.Not.EqualTo("目录"));
            Assert.That(() => TableReader.Read(Gb18030.GetBytes("王秀英"), "a.csv", encoding: TableEncoding.Utf8), Refused.With(FileErrors.EncodingUnknown));
        });
    }

    [Test]
    public void A_mark_does_not_stay_in_the_first_cell_when_the_encoding_is_chosen()
    {
        var table = TableReader.Read(WithMark(Encoding.UTF8, List), "a.csv", encoding: TableEncoding.Utf8);

        Assert.That(table.Rows[0][0].Text, Is.EqualTo("姓名"));
    }

    [TestCase(new byte[] { 0x61, 0xFF, 0x2C, 0x80, 0x0A })]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, 0xFF, 0x41 })]
    public void Bytes_that_fit_no_encoding_are_refused(byte[] content)
    {
        Assert.That(() => TableReader.Read(content, "a.csv"), Refused.With(FileErrors.EncodingUnknown));
    }

    [Test]
    public void Half_UTF_8_and_half_GBK_is_never_read_as_UTF_8()
    {
        byte[] mixed = [.. Encoding.UTF8.GetBytes("姓名\r\n"), .. Gb18030.GetBytes("王秀英\r\n")];

        var encoding = TryRead(mixed)?.DetectedEncoding;

        Assert.That(encoding, Is.Not.EqualTo(TableEncoding.Utf8));
    }

    [TestCase("a,b,c\n1,2,3", ',')]
    [TestCase("a;b;c\n1,5;2,5;3,5", ';')]
    [TestCase("a\tb\tc\n1,000.00\t2,000.00\t3", '\t')]
    [TestCase("账户,;,明细\n\n日期\t摘要\t金额\n1\t2\t3\n4\t5\t6\n", '\t')]
    [TestCase("\"x;y;z\",b\n\"1;2\",3", ',')]
    [TestCase("只有一列\n王秀英", ',')]
    public void The_delimiter_is_found(string text, char delimiter)
    {
        Assert.That(Read(text).Delimiter, Is.EqualTo(delimiter));
    }

    [Test]
    public void Excels_own_separator_line_is_obeyed_and_counted()
    {
        var table = Read("sep=;\r\na;b,c\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(Cells(table), Is.EqualTo(new[] { "a|b,c" }));
            Assert.That(table.Rows[0].Number, Is.EqualTo(2));
        });
    }

    [Test]
    public void Quotes_and_line_breaks_inside_a_cell_are_kept_and_rows_stay_numbered_as_in_Excel()
    {
        var table = Read("名,注\r\n\"王,秀\"\"英\"\"\",\"一\r\n二\r三\"\r\n\r\n林,5\" 管\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(table.Rows[1][0].Text, Is.EqualTo("王,秀\"英\""));
            Assert.That(table.Rows[1][1].Text, Is.EqualTo("一\n二\n三"));
            Assert.That(table.Rows[2][1].Text, Is.EqualTo("5\" 管"));
            Assert.That(table.Rows.Select(row => row.Number), Is.EqualTo(new[] { 1, 2, 4 }));
            Assert.That(table.Rows[2][1].Reference, Is.EqualTo("B4"));
        });
    }

    [TestCase("1,234.50")]
    [TestCase("（5）")]
    [TestCase("￥１２３")]
    [TestCase("\t6222000000000000001")]
    public void What_a_bank_writes_arrives_unchanged(string cell)
    {
        Assert.That(Read($"金额,注\r\n\"{cell}\",x\r\n").Rows[1][0].Text, Is.EqualTo(cell));
    }

    [Test]
    public void Forbidden_characters_are_reported_with_their_cell_and_do_not_spoil_the_table()
    {
        var table = Read("名,注\r\n王\0,好\r\n林,\u202Egnp.exe\r\n");

        Assert.That(table.FindTextProblems(), Is.EqualTo(new[]
        {
            new CellProblem("A2", "Text:ControlCharacter"),
            new CellProblem("B3", "Text:HiddenDirection"),
        }));
    }

    [TestCase("%PDF-1.7 stream")]
    [TestCase("<html><table><tr><td>1</td></tr></table></html>")]
    [TestCase("\r\n  <?xml version=\"1.0\"?><Workbook/>")]
    [TestCase("{\\rtf1 hello}")]
    public void Other_documents_are_told_apart_by_their_content(string text)
    {
        Assert.That(() => Read(text), Refused.With(FileErrors.NotASpreadsheet));
    }

    [TestCase(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A })]
    [TestCase(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 })]
    [TestCase(new byte[] { 0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [TestCase(new byte[] { 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7 })]
    public void Pictures_and_binaries_named_csv_are_refused(byte[] content)
    {
        Assert.That(() => TableReader.Read(content, "a.csv"), Refused.With(FileErrors.NotASpreadsheet));
    }

    [Test]
    public void An_old_workbook_and_an_encrypted_one_get_their_own_answer()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        byte[] encrypted = [.. old, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[64]];

        Assert.Multiple(() =>
        {
            Assert.That(() => TableReader.Read(old, "a.xlsx"), Refused.With(FileErrors.OldXls));
            Assert.That(() => TableReader.Read(encrypted, "a.xlsx"), Refused.With(FileErrors.EncryptedNotAllowed));
        });
    }

    [Test]
    public void A_workbook_named_csv_is_read_as_the_workbook_it_is()
    {
        Assert.That(TableReader.Read(new XlsxFile().Bytes(), "a.csv").Format, Is.EqualTo(TableFormat.Xlsx));
    }

    [TestCase("")]
    [TestCase("\r\n , \r\n")]
    [TestCase("\uFEFF")]
    public void A_file_without_content_is_empty(string text)
    {
        Assert.That(() => Read(text), Refused.With(FileErrors.Empty));
    }

    [Test]
    public void O1_20_000_data_rows_are_read_and_one_more_is_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_001).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},王秀英\n\n")));

        Assert.Multiple(() =>
        {
            Assert.That(Read(rows).Rows, Has.Count.EqualTo(20_001));
            Assert.That(() => Read(rows + "1,2"), Refused.With(FileErrors.TooManyRows));
        });
    }

    [Test]
    public void Columns_cells_and_bytes_are_capped()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Read(string.Join(',', Enumerable.Repeat("a", 101))), Refused.With(FileErrors.TooManyColumns));
            Assert.That(Read(string.Join(',', Enumerable.Repeat("a", 100)) + ",,,,").Rows[0].Cells, Has.Count.EqualTo(100));
            Assert.That(() => Read(new string(',', 5_000_000)), Refused.With(FileErrors.TooManyColumns));
            Assert.That(() => Read("a," + new string('b', 2_001)), Refused.With(FileErrors.CellTooLong));
            Assert.That(() => Read("a,\"never closed\n" + string.Concat(Enumerable.Repeat("1,2\n", 1_000))), Refused.With(FileErrors.CellTooLong));
            Assert.That(() => TableReader.Read(new byte[(10 * 1024 * 1024) + 1], "a.csv"), Refused.With(FileErrors.TooLarge));
        });
    }

    [Test]
    public async Task A_stream_is_cut_off_at_the_limit_and_not_read_to_its_end()
    {
        var endless = new EndlessStream();

        Assert.That(async () => await TableReader.ReadAsync(endless, "a.csv"), Refused.With(FileErrors.TooLarge));

        Assert.That(endless.Given, Is.LessThan(11 * 1024 * 1024));
        await using var small = new MemoryStream(Encoding.UTF8.GetBytes(List));
        Assert.That((await TableReader.ReadAsync(small, "a.csv")).Rows, Has.Count.EqualTo(3));
        small.Position = 0;
        Assert.That(TableReader.Read(small, "a.csv").Rows, Has.Count.EqualTo(3));
    }

    [Test]
    public void Random_bytes_give_a_table_or_a_refusal_and_nothing_else()
    {
        var random = new Random(20261121);
        var alphabet = "a1,;\t\"\r\n\0=王é "u8.ToArray();
        for (var i = 0; i < 5_000; i++)
        {
            var content = new byte[random.Next(0, 60)];
            for (var j = 0; j < content.Length; j++)
            {
                content[j] = i % 2 == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            try
            {
                Assert.That(TableReader.Read(content, "a.csv").Rows, Is.Not.Empty);
            }
            catch (BusinessException refusal)
            {
                Assert.That(refusal.Code, Does.StartWith("Files:"));
            }
        }
    }

    private static Table Read(string text) => TableReader.Read(Encoding.UTF8.GetBytes(text), "名单.csv");

    private static Table? TryRead(byte[] content)
    {
        try
        {
            return TableReader.Read(content, "a.csv");
        }
        catch (BusinessException)
        {
            return null;
        }
    }

    private static string[] Cells(Table table) => [.. table.Rows.Select(row => string.Join('|', row.Cells))];

    private static byte[] WithMark(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            buffer.Span.Fill((byte)'a');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
