using System.Globalization;
using System.Xml;

namespace Volunteer.Tables.Xlsx;

/// <summary>Reads the first visible sheet forward-only. Formulas are never evaluated; what the file claims about its size is not believed.</summary>
internal static class XlsxReader
{
    private const int MaxSheets = 1_000;
    private const int MaxStyles = 100_000;

    public static Table Read(byte[] content, TableLimits limits)
    {
        try
        {
            using var package = XlsxPackage.Open(content, limits);
            RefuseMacros(package);
            var workbook = ReadWorkbook(package);
            var related = package.RelationshipsOf(workbook.Path);
            var styles = ReadStyles(package, related);
            var strings = ReadSharedStrings(package, related, limits);
            using var sheet = package.OpenXml(workbook.SheetPath, limits.MaxUnpackedBytes)
                ?? throw new BusinessException(FileErrors.Broken);
            return new Table
            {
                Rows = new SheetReader(sheet, strings, styles, workbook.Date1904, limits).Read(),
                Format = TableFormat.Xlsx,
                SheetName = workbook.SheetName,
                OtherSheets = workbook.OtherSheets,
            };
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new BusinessException(FileErrors.Broken);
        }
    }

    private static void RefuseMacros(XlsxPackage package)
    {
        using var types = package.OpenXml("[Content_Types].xml") ?? throw new BusinessException(FileErrors.NotASpreadsheet);
        while (types.Read())
        {
            if (!types.IsStart)
            {
                continue;
            }

            var type = types.Attribute("ContentType") ?? string.Empty;
            if (type.Contains("macro", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            {
                throw new BusinessException(FileErrors.MacrosNotAllowed);
            }
        }

        if (package.Has("xl/vbaProject.bin"))
        {
            throw new BusinessException(FileErrors.MacrosNotAllowed);
        }
    }

    private static Workbook ReadWorkbook(XlsxPackage package)
    {
        var path = package.RelationshipsOf(string.Empty).Values
            .FirstOrDefault(r => string.Equals(r.Type, "officeDocument", StringComparison.Ordinal)).Path;
        using var xml = path is null || !path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? null : package.OpenXml(path);
        if (path is null || xml is null)
        {
            throw new BusinessException(FileErrors.NotASpreadsheet);
        }

        var related = package.RelationshipsOf(path);
        var date1904 = false;
        var isWorkbook = false;
        var sheets = new List<(string Name, string Path)>();
        while (xml.Read())
        {
            if (!xml.IsStart)
            {
                continue;
            }

            switch (xml.Depth, xml.Name)
            {
                case (0, var root):
                    isWorkbook = string.Equals(root, "workbook", StringComparison.Ordinal);
                    break;
                case (1, "workbookPr"):
                    date1904 = IsTrue(xml.Attribute("date1904"));
                    break;
                case (2, "sheet"):
                    var name = xml.Attribute("name") ?? string.Empty;
                    var hidden = xml.Attribute("state") is "hidden" or "veryHidden";
                    if (!hidden && xml.RelationshipId() is { } id && related.TryGetValue(id, out var sheet)
                        && string.Equals(sheet.Type, "worksheet", StringComparison.Ordinal) && sheets.Count < MaxSheets)
                    {
                        sheets.Add((name, sheet.Path));
                    }

                    break;
            }
        }

        if (!isWorkbook)
        {
            throw new BusinessException(FileErrors.NotASpreadsheet);
        }

        return sheets.Count == 0
            ? throw new BusinessException(FileErrors.Broken)
            : new Workbook(path, date1904, sheets[0].Name, sheets[0].Path, [.. sheets.Skip(1).Select(sheet => sheet.Name)]);
    }

    private static NumberFormat[] ReadStyles(XlsxPackage package, Dictionary<string, (string Type, string Path)> related)
    {
        using var xml = OpenRelated(package, related, "styles", long.MaxValue);
        var custom = new Dictionary<int, NumberFormat>();
        var styles = new List<NumberFormat>();
        var inCells = false;
        while (xml?.Read() == true)
        {
            if (!xml.IsStart)
            {
                continue;
            }

            if (xml.Depth == 1)
            {
                inCells = string.Equals(xml.Name, "cellXfs", StringComparison.Ordinal);
            }

            switch (xml.Depth, xml.Name)
            {
                case (2, "numFmt"):
                    if (TryInt(xml.Attribute("numFmtId")) is { } own && xml.Attribute("formatCode") is { } code)
                    {
                        custom[own] = NumberFormats.Parse(code);
                    }

                    break;
                case (2, "xf") when inCells:
                    var id = TryInt(xml.Attribute("numFmtId")) ?? 0;
                    styles.Add(custom.TryGetValue(id, out var format) ? format : NumberFormats.BuiltIn(id));
                    break;
            }

            if (custom.Count + styles.Count > MaxStyles)
            {
                throw new InvalidDataException("Too many styles.");
            }
        }

        return [.. styles];
    }

    private static List<string> ReadSharedStrings(
        XlsxPackage package,
        Dictionary<string, (string Type, string Path)> related,
        TableLimits limits)
    {
        using var xml = OpenRelated(package, related, "sharedStrings", limits.MaxUnpackedBytes);
        var strings = new List<string>();
        var characters = 0L;
        while (xml?.Read() == true)
        {
            if (!xml.IsStart || xml.Depth != 1 || !string.Equals(xml.Name, "si", StringComparison.Ordinal))
            {
                continue;
            }

            // One character too many is enough to refuse the cell, if a cell of our sheet uses it at all.
            var text = xml.ReadRichText(limits.MaxCellCharacters);
            strings.Add(text.Length > limits.MaxCellCharacters ? text[..(limits.MaxCellCharacters + 1)] : text);
            characters += strings[^1].Length;
            if (strings.Count > limits.MaxSharedStrings || characters > limits.MaxSharedStringCharacters)
            {
                throw new BusinessException(FileErrors.TooLarge);
            }
        }

        return strings;
    }

    private static BoundedXml? OpenRelated(
        XlsxPackage package,
        Dictionary<string, (string Type, string Path)> related,
        string type,
        long maxBytes)
    {
        var path = related.Values.FirstOrDefault(r => string.Equals(r.Type, type, StringComparison.Ordinal)).Path;
        return path is null ? null : package.OpenXml(path, maxBytes);
    }

    private static bool IsTrue(string? value) => value is "1" or "true" or "on";

    private static int? TryInt(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Workbook(string Path, bool Date1904, string SheetName, string SheetPath, IReadOnlyList<string> OtherSheets);
}
