using System.IO.Compression;

namespace Volunteer.Tables.Xlsx;

/// <summary>The zip around a workbook. Nothing is unpacked to disk, and nothing outside the zip is ever followed.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int MaxParts = 2_000;
    private const int MaxRelationships = 2_000;
    private const int RatioMattersFrom = 1024 * 1024;
    private const int SmallPart = 16 * 1024 * 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    private XlsxPackage(ZipArchive zip) => _zip = zip;

    /// <summary>Looks at the table of contents only: .NET never unpacks more than the size declared there.</summary>
    public static XlsxPackage Open(byte[] content, TableLimits limits)
    {
        var package = new XlsxPackage(new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read));
        try
        {
            package.Check(limits);
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    public bool Has(string path) => _parts.ContainsKey(path);

    /// <summary>Null when the part is absent.</summary>
    public BoundedXml? OpenXml(string path, long maxBytes = SmallPart) =>
        _parts.TryGetValue(path, out var part) ? new BoundedXml(part.Open(), maxBytes) : null;

    /// <summary>What a part points at inside the file: relationship id to type (last word) and path.</summary>
    public Dictionary<string, (string Type, string Path)> RelationshipsOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var folder = slash < 0 ? string.Empty : path[..(slash + 1)];
        var found = new Dictionary<string, (string Type, string Path)>(StringComparer.Ordinal);
        using var xml = OpenXml($"{folder}_rels/{path[(slash + 1)..]}.rels");
        while (xml?.Read() == true)
        {
            if (!xml.IsStart || !string.Equals(xml.Name, "Relationship", StringComparison.Ordinal)
                || string.Equals(xml.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (xml.Attribute("Id") is { } id && xml.Attribute("Type") is { } type && xml.Attribute("Target") is { } target)
            {
                found[id] = (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
                if (found.Count > MaxRelationships)
                {
                    throw new InvalidDataException("Too many relationships.");
                }
            }
        }

        return found;
    }

    public void Dispose() => _zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var part in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!string.Equals(part, "..", StringComparison.Ordinal))
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }

    private void Check(TableLimits limits)
    {
        if (_zip.Entries.Count > MaxParts)
        {
            throw new BusinessException(FileErrors.ZipBomb);
        }

        long unpacked = 0;
        foreach (var part in _zip.Entries)
        {
            if (part.IsEncrypted)
            {
                throw new BusinessException(FileErrors.EncryptedNotAllowed);
            }

            unpacked += part.Length;
            var packsTooWell = part.Length > RatioMattersFrom
                && part.Length / Math.Max(1, part.CompressedLength) > limits.MaxCompressionRatio;
            if (unpacked > limits.MaxUnpackedBytes || packsTooWell)
            {
                throw new BusinessException(FileErrors.ZipBomb);
            }

            var name = part.FullName;
            if (name.Contains('\\', StringComparison.Ordinal)
                || name.StartsWith('/')
                || name.Split('/').Contains("..", StringComparer.Ordinal)
                || !_parts.TryAdd(name, part))
            {
                throw new BusinessException(FileErrors.Broken);
            }
        }
    }
}
