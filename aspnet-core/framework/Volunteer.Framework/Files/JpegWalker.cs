using System.Buffers.Binary;

namespace Volunteer.Files;

internal static class JpegWalker
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const int MaxScans = 100;

    /// <summary>"Exif", then a TIFF header and one directory with the single tag 0x0112, whose value is byte 29.</summary>
    private static readonly byte[] OrientationOnly =
    [
        0xFF, 0xE1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00,
        0x4D, 0x4D, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08,
        0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00,
    ];

    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    public static CleanPicture Clean(ReadOnlySpan<byte> source)
    {
        var kept = new MemoryStream(source.Length + OrientationOnly.Length);
        var (width, height, scans, orientation) = (0, 0, 0, 1);
        var position = 2;
        while (true)
        {
            var marker = NextMarker(source, ref position);
            if (marker == EndOfImage)
            {
                break;
            }

            var segment = Segment(source, ref position);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when width == 0:
                    (width, height) = ReadFrame(segment);
                    Keep(kept, marker, segment);
                    break;
                case 0xC4 or 0xDB or 0xDD:
                    Keep(kept, marker, segment);
                    break;
                case 0xE1:
                    orientation = orientation == 1 ? ReadOrientation(segment) : orientation;
                    break;
                case 0xEE when segment.Length >= 12 && segment.StartsWith("Adobe"u8):
                    // Says how the colours are encoded; without it CMYK and RGB pictures turn green.
                    Keep(kept, marker, segment[..12]);
                    break;
                case >= 0xE0 and <= 0xEF or 0xFE:
                    break;
                case StartOfScan when width > 0 && ++scans <= MaxScans:
                    Keep(kept, marker, segment);
                    KeepScan(kept, source, ref position);
                    break;
                default:
                    throw ImageSanitiser.Broken();
            }
        }

        return scans == 0
            ? throw ImageSanitiser.Broken()
            : new CleanPicture(PictureKind.Jpeg, width, height, Assemble(kept, orientation));
    }

    /// <summary>Markers may be preceded by any number of 0xFF.</summary>
    private static byte NextMarker(ReadOnlySpan<byte> source, ref int position)
    {
        if (position >= source.Length || source[position] != 0xFF)
        {
            throw ImageSanitiser.Broken();
        }

        while (position < source.Length && source[position] == 0xFF)
        {
            position++;
        }

        return position < source.Length ? source[position++] : throw ImageSanitiser.Broken();
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> source, ref int position)
    {
        if (position + 2 > source.Length)
        {
            throw ImageSanitiser.Broken();
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(source[position..]);
        if (length < 2 || position + length > source.Length)
        {
            throw ImageSanitiser.Broken();
        }

        var segment = source.Slice(position + 2, length - 2);
        position += length;
        return segment;
    }

    /// <summary>Baseline, extended and progressive with 8 bits, as browsers draw them.</summary>
    private static (int Width, int Height) ReadFrame(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6 || segment[0] != 8 || segment[5] is not (1 or 3 or 4) || segment.Length != 6 + (3 * segment[5]))
        {
            throw ImageSanitiser.Broken();
        }

        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        ImageSanitiser.CheckSize(width, height);
        return (width, height);
    }

    private static void Keep(MemoryStream kept, byte marker, ReadOnlySpan<byte> segment)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(segment.Length + 2));
        kept.Write(head);
        kept.Write(segment);
    }

    /// <summary>Compressed data runs until a marker that is neither a stuffed 0xFF nor a restart.</summary>
    private static void KeepScan(MemoryStream kept, ReadOnlySpan<byte> source, ref int position)
    {
        var start = position;
        while (true)
        {
            var next = source[position..].IndexOf((byte)0xFF);
            if (next < 0 || position + next + 1 >= source.Length)
            {
                throw ImageSanitiser.Broken();
            }

            position += next;
            if (source[position + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                kept.Write(source[start..position]);
                return;
            }

            position += 2;
        }
    }

    /// <summary>1 to 8; anything unreadable counts as upright.</summary>
    private static int ReadOrientation(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 6 + 8)
        {
            return 1;
        }

        var tiff = segment[6..];
        var isLittle = tiff.StartsWith("II"u8);
        var directory = Read32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2)
        {
            return 1;
        }

        var entries = tiff[(int)directory..];
        var count = Read16(entries, isLittle);
        for (var i = 0; i < count && 2 + (12 * (i + 1)) <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + (12 * i), 12);
            if (Read16(entry, isLittle) == 0x0112)
            {
                var value = Read16(entry[8..], isLittle);
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    private static ushort Read16(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static byte[] Assemble(MemoryStream kept, int orientation)
    {
        var file = new MemoryStream((int)kept.Length + OrientationOnly.Length + 4);
        file.Write([0xFF, 0xD8]);
        if (orientation != 1)
        {
            byte[] exif = [.. OrientationOnly];
            exif[29] = (byte)orientation;
            file.Write(exif);
        }

        kept.WriteTo(file);
        file.Write([0xFF, EndOfImage]);
        return file.ToArray();
    }
}
