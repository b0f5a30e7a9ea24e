using System.Buffers.Binary;

namespace Volunteer.Files;

internal static class PngWalker
{
    private const int Overhead = 12;
    private static readonly uint[] CrcTable = BuildCrcTable();

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static CleanPicture Clean(ReadOnlySpan<byte> source)
    {
        var kept = new MemoryStream(source.Length);
        kept.Write(Signature);
        var (width, height, colourType) = (0, 0, 0);
        var (hasPalette, hasData, dataEnded) = (false, false, false);
        var position = Signature.Length;
        while (true)
        {
            var chunk = NextChunk(source, ref position);
            var type = chunk.Slice(4, 4);
            var data = chunk[8..^4];
            if (width == 0 && !type.SequenceEqual("IHDR"u8))
            {
                throw ImageSanitiser.Broken();
            }

            var isData = type.SequenceEqual("IDAT"u8);
            dataEnded |= hasData && !isData;
            if (isData)
            {
                Require(!dataEnded && (colourType != 3 || hasPalette));
                hasData = true;
                kept.Write(chunk);
            }
            else if (type.SequenceEqual("IHDR"u8))
            {
                Require(width == 0);
                (width, height, colourType) = ReadHeader(data);
                kept.Write(chunk);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                Require(hasData && data.IsEmpty);
                kept.Write(chunk);
                return new CleanPicture(PictureKind.Png, width, height, kept.ToArray());
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                Require(!hasPalette && !hasData && data.Length is > 0 and <= 768 && data.Length % 3 == 0);
                hasPalette = true;
                kept.Write(chunk);
            }
            else if (IsHarmlessColour(type, data))
            {
                Require(!hasData);
                kept.Write(chunk);
            }
            else
            {
                // A capital first letter means: nobody can draw the picture without understanding this.
                Require(char.IsAsciiLetterLower((char)type[0]));
            }
        }
    }

    /// <summary>A whole chunk, from its length to its checksum.</summary>
    private static ReadOnlySpan<byte> NextChunk(ReadOnlySpan<byte> source, ref int position)
    {
        Require(source.Length - position >= Overhead);
        var length = BinaryPrimitives.ReadUInt32BigEndian(source[position..]);
        Require(length <= source.Length - position - Overhead);
        var chunk = source.Slice(position, (int)length + Overhead);
        Require(Crc(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]));
        position += chunk.Length;
        return chunk;
    }

    private static (int Width, int Height, int ColourType) ReadHeader(ReadOnlySpan<byte> header)
    {
        Require(header.Length == 13);
        var width = BinaryPrimitives.ReadUInt32BigEndian(header);
        var height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var depthFits = (header[9], header[8]) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        Require(depthFits && header[10] == 0 && header[11] == 0 && header[12] <= 1);
        ImageSanitiser.CheckSize(width, height);
        return ((int)width, (int)height, header[9]);
    }

    /// <summary>Transparency and the colour chunks of a fixed size, too small to carry anything else.</summary>
    private static bool IsHarmlessColour(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) =>
        (type.SequenceEqual("tRNS"u8) && data.Length <= 256)
        || (type.SequenceEqual("gAMA"u8) && data.Length == 4)
        || (type.SequenceEqual("sRGB"u8) && data.Length == 1)
        || (type.SequenceEqual("cHRM"u8) && data.Length == 32);

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw ImageSanitiser.Broken();
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] BuildCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }

            table[i] = crc;
        }

        return table;
    }
}
