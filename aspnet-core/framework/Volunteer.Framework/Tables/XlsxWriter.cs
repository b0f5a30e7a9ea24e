using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Volunteer.Tables;

/// <summary>
/// Writes workbooks forward-only. Every text is an inline string, so nothing in it can ever be a formula; text that would
/// become one when somebody edits the cell carries Excel's own "this is text" mark.
/// </summary>
public static class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    private const int LongestCell = 32_767;
    private const int LongestSheetName = 31;

    // Positions in cellXfs of WriteStyles.
    private const string HeaderStyle = "1";
    private const string DateStyle = "2";
    private const string MomentStyle = "3";
    private const string TextStyle = "4";
    private const string QuotedStyle = "5";

    public static byte[] Write(params OutputSheet[] sheets)
    {
        using var file = new MemoryStream();
        Write(file, sheets);
        return file.ToArray();
    }

    public static void Write(Stream file, params OutputSheet[] sheets)
    {
        if (sheets.Length == 0)
        {
            throw new ArgumentException("A workbook needs a sheet.", nameof(sheets));
        }

        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        WritePart(zip, "[Content_Types].xml", xml => WriteContentTypes(xml, sheets.Length));
        WritePart(zip, "_rels/.rels", xml => WriteRelations(xml, [("officeDocument", "xl/workbook.xml")]));
        WritePart(zip, "xl/workbook.xml", xml => WriteWorkbook(xml, SheetNames(sheets)));
        WritePart(zip, "xl/_rels/workbook.xml.rels", xml => WriteRelations(
            xml,
            [.. sheets.Select((_, i) => ("worksheet", SheetFile(i))), ("styles", "styles.xml")]));
        WritePart(zip, "xl/styles.xml", WriteStyles);
        for (var i = 0; i < sheets.Length; i++)
        {
            var sheet = sheets[i];
            WritePart(zip, "xl/" + SheetFile(i), xml => WriteSheet(xml, sheet));
        }
    }

    private static string SheetFile(int index) => string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{index + 1}.xml");

    private static void WritePart(ZipArchive zip, string path, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);

        // The same sheets make the same bytes, whenever they are written.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var part = entry.Open();
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.Entitize });
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndDocument();
    }

    private static void WriteContentTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", ContentTypes);
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        Override("/xl/workbook.xml", "sheet.main");
        Override("/xl/styles.xml", "styles");
        for (var i = 0; i < sheets; i++)
        {
            Override("/xl/" + SheetFile(i), "worksheet");
        }

        xml.WriteEndElement();

        void Override(string part, string type) => Element(
            xml,
            "Override",
            ("PartName", part),
            ("ContentType", $"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml"));
    }

    private static void WriteRelations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        for (var i = 0; i < relations.Count; i++)
        {
            Element(xml, "Relationship", ("Id", RelationId(i)), ("Type", $"{Relations}/{relations[i].Type}"), ("Target", relations[i].Target));
        }

        xml.WriteEndElement();
    }

    private static string RelationId(int index) => string.Create(CultureInfo.InvariantCulture, $"rId{index + 1}");

    private static void WriteWorkbook(XmlWriter xml, List<string> names)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets");
        for (var i = 0; i < names.Count; i++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", names[i]);
            xml.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("r", "id", Relations, RelationId(i));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStyles(XmlWriter xml)
    {
        xml.WriteStartElement("styleSheet", Main);
        xml.WriteStartElement("numFmts");
        xml.WriteAttributeString("count", "2");
        Element(xml, "numFmt", ("numFmtId", "164"), ("formatCode", "yyyy-mm-dd"));
        Element(xml, "numFmt", ("numFmtId", "165"), ("formatCode", "yyyy-mm-dd hh:mm:ss"));
        xml.WriteEndElement();
        xml.WriteRaw(
            """
            <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
            <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="6">
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
            <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
            <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
            <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>
            </cellXfs>
            """);
        xml.WriteEndElement();
    }

    private static void WriteSheet(XmlWriter xml, OutputSheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        Element(xml, "pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        WriteColumns(xml, sheet.Columns);
        xml.WriteStartElement("sheetData");
        var row = 1;
        WriteRow(xml, row, [.. sheet.Columns.Select(column => column.Title)], isHeader: true);
        foreach (var cells in sheet.Rows)
        {
            row++;
            WriteRow(xml, row, cells, isHeader: false);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteColumns(XmlWriter xml, IReadOnlyList<OutputColumn> columns)
    {
        if (columns.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("cols");
        for (var i = 0; i < columns.Count; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var width = columns[i].Width.ToString(CultureInfo.InvariantCulture);
            Element(xml, "col", ("min", number), ("max", number), ("width", width), ("style", columns[i].AsText ? TextStyle : "0"), ("customWidth", "1"));
        }

        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, int row, IReadOnlyList<object?> cells, bool isHeader)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
        for (var column = 0; column < cells.Count; column++)
        {
            WriteCell(xml, CellReference.Format(row, column), cells[column], isHeader);
        }

        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, string reference, object? value, bool isHeader)
    {
        if (value is null or "")
        {
            return;
        }

        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", reference);
        if (OutputText.Number(value) is { } number)
        {
            xml.WriteElementString("v", number);
        }
        else if (value is bool flag)
        {
            xml.WriteAttributeString("t", "b");
            xml.WriteElementString("v", flag ? "1" : "0");
        }
        else if (Serial(value) is { } serial)
        {
            xml.WriteAttributeString("s", value is DateOnly ? DateStyle : MomentStyle);
            xml.WriteElementString("v", serial.ToString("0.##########", CultureInfo.InvariantCulture));
        }
        else
        {
            WriteText(xml, OutputText.Text(value), isHeader);
        }

        xml.WriteEndElement();
    }

    /// <summary>Excel counts days from 1900 and counts the first two months of it wrongly; what lies before March stays text.</summary>
    private static decimal? Serial(object value)
    {
        var moment = value switch
        {
            DateOnly day => day.ToDateTime(TimeOnly.MinValue),
            DateTime time => time,
            _ => DateTime.MinValue,
        };
        return moment.Year < 1901 ? null : (decimal)(moment - new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified)).Ticks / TimeSpan.TicksPerDay;
    }

    private static void WriteText(XmlWriter xml, string value, bool isHeader)
    {
        var text = Escape(OutputText.Encodable(value.Length > LongestCell ? value[..LongestCell] : value));
        if (isHeader)
        {
            xml.WriteAttributeString("s", HeaderStyle);
        }
        else
        {
            xml.WriteAttributeString("s", OutputText.StartsLikeAFormula(text) ? QuotedStyle : TextStyle);
        }

        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", ns: null, "preserve");
        xml.WriteString(text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Characters that XML cannot carry are written as <c>_x0001_</c>, and text that looks like that is protected.</summary>
    private static string Escape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if ((char.IsControl(c) && c is not ('\n' or '\t')) || c is '\uFFFE' or '\uFFFF')
            {
                plain.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            }
            else if (c == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_')
            {
                plain.Append("_x005F_");
            }
            else
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var attribute in attributes)
        {
            xml.WriteAttributeString(attribute.Name, attribute.Value);
        }

        xml.WriteEndElement();
    }

    /// <summary>Excel refuses a file whose sheet names are long, equal or contain one of []:*?/\.</summary>
    private static List<string> SheetNames(OutputSheet[] sheets)
    {
        var names = new List<string>(sheets.Length);
        foreach (var sheet in sheets)
        {
            var plain = string.Concat(OutputText.Encodable(sheet.Name).Where(c => !char.IsControl(c) && !"[]:*?/\\".Contains(c, StringComparison.Ordinal))).Trim('\'', ' ');
            var name = plain.Length == 0 ? "Sheet" : Shorten(plain, LongestSheetName);
            for (var i = 2; names.Contains(name, StringComparer.OrdinalIgnoreCase); i++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $" ({i})");
                name = Shorten(plain.Length == 0 ? "Sheet" : plain, LongestSheetName - suffix.Length) + suffix;
            }

            names.Add(name);
        }

        return names;
    }

    private static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
