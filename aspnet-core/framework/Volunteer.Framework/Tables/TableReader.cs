using System.Text;
using Volunteer.Tables.Delimited;
using Volunteer.Tables.Xlsx;

namespace Volunteer.Tables;

/// <summary>
/// Reads .xlsx, .csv and .tsv that a stranger sent. What the file is, its content says; the name only breaks ties.
/// Every refusal is a <see cref="BusinessException"/> with a code of <see cref="FileErrors"/>.
/// </summary>
public static class TableReader
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>Things people upload by mistake and that would otherwise be read as one strange text.</summary>
    private static readonly byte[][] NeverTables =
    [
        "%PDF"u8.ToArray(),
        "{\\rtf"u8.ToArray(),
        "Rar!"u8.ToArray(),
        "GIF8"u8.ToArray(),
        "RIFF"u8.ToArray(),
        [0x89, 0x50, 0x4E, 0x47],
        [0xFF, 0xD8, 0xFF],
        [0x37, 0x7A, 0xBC, 0xAF],
        [0x1F, 0x8B],
        [0x4D, 0x5A, 0x90],
        [0x7F, 0x45, 0x4C, 0x46],
    ];

    public static Table Read(Stream content, string fileName, TableLimits? limits = null, TableEncoding? encoding = null)
    {
        limits ??= TableLimits.Default;
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            Append(copy, buffer.AsSpan(0, read), limits);
        }

        return Read(copy.ToArray(), fileName, limits, encoding);
    }

    public static async Task<Table> ReadAsync(
        Stream content,
        string fileName,
        TableLimits? limits = null,
        TableEncoding? encoding = null,
        CancellationToken cancellationToken = default)
    {
        limits ??= TableLimits.Default;
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            Append(copy, buffer.AsSpan(0, read), limits);
        }

        return Read(copy.ToArray(), fileName, limits, encoding);
    }

    /// <summary>
    /// Reads the whole file. <paramref name="encoding"/> is what the person chose after a preview that looked wrong; xlsx
    /// does not need it.
    /// </summary>
    public static Table Read(byte[] content, string fileName, TableLimits? limits = null, TableEncoding? encoding = null)
    {
        limits ??= TableLimits.Default;
        if (content.Length > limits.MaxFileBytes)
        {
            throw TooLarge(limits);
        }

        if (content.Length == 0)
        {
            throw new BusinessException(FileErrors.Empty);
        }

        var table = ReadByContent(content, fileName, limits, encoding);
        if (table.Rows.Count == 0)
        {
            throw new BusinessException(FileErrors.Empty);
        }

        return table;
    }

    private static Table ReadByContent(byte[] content, string fileName, TableLimits limits, TableEncoding? encoding)
    {
        var bytes = content.AsSpan();
        if (bytes.StartsWith(Ole))
        {
            throw new BusinessException(
                bytes.IndexOf(EncryptedPackage) >= 0 ? FileErrors.EncryptedNotAllowed : FileErrors.OldXls);
        }

        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8))
        {
            return XlsxReader.Read(content, limits);
        }

        foreach (var signature in NeverTables)
        {
            if (bytes.StartsWith(signature))
            {
                throw new BusinessException(FileErrors.NotASpreadsheet);
            }
        }

        return DelimitedReader.Read(content, fileName, limits, encoding);
    }

    private static void Append(MemoryStream copy, ReadOnlySpan<byte> chunk, TableLimits limits)
    {
        if (copy.Length + chunk.Length > limits.MaxFileBytes)
        {
            throw TooLarge(limits);
        }

        copy.Write(chunk);
    }

    private static BusinessException TooLarge(TableLimits limits) =>
        new BusinessException(FileErrors.TooLarge).With("megabytes", limits.MaxFileBytes / (1024 * 1024));
}
