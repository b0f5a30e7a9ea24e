namespace Volunteer.Tables.Xlsx;

/// <summary>
/// Watches the bytes of an XML part on their way to the parser. XmlReader holds one token at a time, so a part is cheap
/// unless a single attribute or text is huge: any run without a '&lt;' beyond 256 kB ends the reading. The rule needs an
/// encoding in which the byte 0x3C is always '&lt;' and no CDATA, both of which spreadsheets never use otherwise.
/// </summary>
internal sealed class GuardedStream(Stream inner, long maxBytes) : Stream
{
    private const int MaxRun = 256 * 1024;

    private long _total;
    private int _run;

    /// <summary>How many characters of "&lt;![" came last.</summary>
    private int _marker;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var seen = buffer[..read];
        if (_total < 2)
        {
            RefuseWideEncodings(seen);
        }

        _total += read;
        if (_total > maxBytes)
        {
            throw new BusinessException(FileErrors.ZipBomb);
        }

        Scan(seen);
        return read;
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>UTF-16 and UTF-32 show themselves by a zero, or a byte order mark, in the first two bytes.</summary>
    private static void RefuseWideEncodings(ReadOnlySpan<byte> start)
    {
        if (start[..Math.Min(2, start.Length)].ContainsAny((byte)0x00, (byte)0xFE, (byte)0xFF))
        {
            throw new InvalidDataException("XML parts must be UTF-8.");
        }
    }

    private void Scan(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_marker == 1 && bytes[0] == (byte)'!')
            {
                _marker = 2;
                Lengthen(1);
                bytes = bytes[1..];
                continue;
            }

            if (_marker == 2 && bytes[0] == (byte)'[')
            {
                throw new InvalidDataException("CDATA is not used in spreadsheets.");
            }

            _marker = 0;
            var next = bytes.IndexOf((byte)'<');
            if (next < 0)
            {
                Lengthen(bytes.Length);
                return;
            }

            Lengthen(next);
            _run = 0;
            _marker = 1;
            bytes = bytes[(next + 1)..];
        }
    }

    private void Lengthen(int count)
    {
        _run += count;
        if (_run > MaxRun)
        {
            throw new InvalidDataException("One XML token is far too long.");
        }
    }
}
