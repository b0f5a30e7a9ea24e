using System.IO.Compression;
using System.Text;

namespace Volunteer.Framework.Tests.Tables;

/// <summary>A small workbook, part by part, that a test then breaks on purpose.</summary>
internal sealed class XlsxFile
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public Dictionary<string, Action<Stream>> Parts { get; } = new(StringComparer.Ordinal);

    public static XlsxFile WithRows(string rows) => new XlsxFile().Text("xl/worksheets/sheet1.xml", Sheet($"<sheetData>{rows}</sheetData>"));

    public XlsxFile()
    {
        ContentTypes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
        Text("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
        Workbook("<sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/>");
        Text("xl/_rels/workbook.xml.rels", Relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId3", "styles", "styles.xml"),
            ("rId4", "sharedStrings", "sharedStrings.xml")));
        Text("xl/worksheets/sheet1.xml", Sheet("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"));
    }

    public static string Sheet(string inside) => $"<worksheet {Main}>{inside}</worksheet>";

    public static string Relations(params (string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Relation}/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    public XlsxFile ContentTypes(string workbookType) => Text(
        "[Content_Types].xml",
        $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"{workbookType}\"/></Types>");

    public XlsxFile Workbook(string sheets, string properties = "") => Text(
        "xl/workbook.xml",
        $"<workbook {Main} xmlns:r=\"{Relation}\">{properties}<sheets>{sheets}</sheets></workbook>");

    public XlsxFile SharedStrings(string items) => Text("xl/sharedStrings.xml", $"<sst {Main}>{items}</sst>");

    public XlsxFile Styles(string formats, params int[] numberFormatOfStyle) => Text(
        "xl/styles.xml",
        $"<styleSheet {Main}><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
        + string.Concat(numberFormatOfStyle.Select(id => $"<xf numFmtId=\"{id}\"/>"))
        + "</cellXfs></styleSheet>");

    public XlsxFile Text(string path, string text)
    {
        Parts[path] = stream => stream.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public XlsxFile Part(string path, Action<Stream> write)
    {
        Parts[path] = write;
        return this;
    }

    public XlsxFile Without(string path)
    {
        Parts.Remove(path);
        return this;
    }

    public byte[] Bytes()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, write) in Parts)
            {
                using var part = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
                write(part);
            }
        }

        return file.ToArray();
    }
}
