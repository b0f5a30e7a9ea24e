using System.Buffers.Binary;

namespace Volunteer.Files;

internal static class WebPWalker
{
    private const byte AlphaFlag = 0x10;
    private const byte AnimationFlag = 0x02;

    public static CleanPicture Clean(ReadOnlySpan<byte> source)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        Require(size >= 4 && size <= source.Length - 8);
        var rest = source.Slice(12, (int)size - 4);
        ReadOnlySpan<byte> canvas = default;
        ReadOnlySpan<byte> alpha = default;
        ReadOnlySpan<byte> picture = default;
        var isLossless = false;
        var position = 0;
        while (position < rest.Length)
        {
            var chunk = NextChunk(rest, ref position);
            var type = chunk[..4];
            var data = chunk[8..];
            if (type.SequenceEqual("VP8X"u8))
            {
                Require(canvas.IsEmpty && picture.IsEmpty && data.Length == 10);
                canvas = data;
                if ((data[0] & AnimationFlag) != 0)
                {
                    throw new BusinessException(PictureErrors.Kind);
                }
            }
            else if (type.SequenceEqual("ALPH"u8))
            {
                Require(alpha.IsEmpty && picture.IsEmpty && !canvas.IsEmpty && !data.IsEmpty);
                alpha = data;
            }
            else if (type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8))
            {
                Require(picture.IsEmpty);
                picture = data;
                isLossless = type[3] == (byte)'L';
            }
        }

        var (width, height) = isLossless ? ReadLossless(picture) : ReadLossy(picture);
        ImageSanitiser.CheckSize(width, height);
        if (!canvas.IsEmpty)
        {
            Require(Read24(canvas[4..]) + 1 == width && Read24(canvas[7..]) + 1 == height);
        }

        // Lossless pictures carry their transparency themselves.
        return new CleanPicture(PictureKind.WebP, width, height, Assemble(canvas, isLossless ? default : alpha, picture, isLossless));
    }

    private static ReadOnlySpan<byte> NextChunk(ReadOnlySpan<byte> source, scoped ref int position)
    {
        Require(source.Length - position >= 8);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(source[(position + 4)..]);
        Require(length <= source.Length - position - 8);
        var chunk = source.Slice(position, (int)length + 8);
        // Chunks of odd length are followed by one byte that belongs to nobody; some writers forget the last one.
        position += chunk.Length + (int)(length & 1);
        return chunk;
    }

    private static (int Width, int Height) ReadLossy(ReadOnlySpan<byte> frame)
    {
        Require(frame.Length > 10 && (frame[0] & 1) == 0 && frame[3..].StartsWith<byte>([0x9D, 0x01, 0x2A]));
        var firstPartition = (frame[0] | (frame[1] << 8) | (frame[2] << 16)) >> 5;
        Require(firstPartition <= frame.Length - 10);
        return (
            BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF);
    }

    private static (int Width, int Height) ReadLossless(ReadOnlySpan<byte> frame)
    {
        Require(frame.Length > 5 && frame[0] == 0x2F);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        Require(bits >> 29 == 0);
        return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static byte[] Assemble(ReadOnlySpan<byte> canvas, ReadOnlySpan<byte> alpha, ReadOnlySpan<byte> picture, bool isLossless)
    {
        var file = new MemoryStream();
        file.Write("RIFF\0\0\0\0WEBP"u8);
        if (!alpha.IsEmpty)
        {
            Span<byte> plain = [AlphaFlag, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            canvas[4..].CopyTo(plain[4..]);
            Keep(file, "VP8X"u8, plain);
            Keep(file, "ALPH"u8, alpha);
        }

        Keep(file, isLossless ? "VP8L"u8 : "VP8 "u8, picture);
        var content = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4), content.Length - 8);
        return content;
    }

    private static void Keep(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        file.Write(type);
        file.Write(length);
        file.Write(data);
        if (data.Length % 2 == 1)
        {
            file.WriteByte(0);
        }
    }

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw ImageSanitiser.Broken();
        }
    }
}
