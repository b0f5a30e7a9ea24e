using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Volunteer.Files;

namespace Volunteer.Framework.Tests.Files;

/// <summary>The pictures are 16 by 8 pixels, half red, half blue.</summary>
internal sealed class ImageSanitiserTests
{
    private const string Secret = "GPS 30.2741,120.1551 serial 42";

    private static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAX/xAAZEQACAwEAAAAAAAAAAAAAAAAABUKBwUP/2gAMAwEAAhEDEQA/AM6mAQSdK0UcQvD/2Q==");

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAJ0lEQVR4AeyQoQ0AAAyDSP8/rT91H9RMzIwEi0CGNMFpiiUfgPsHAwAA//8+QwwuAAAABklEQVQDAKcaHMF9e8MPAAAAAElFTkSuQmCC");

    private static readonly byte[] WebPLossy = Convert.FromBase64String(
        "UklGRjoAAABXRUJQVlA4IC4AAABwAQCdASoQAAgAAsBMJaACdAFAAAD+8fb/i53xX//q0PrL+BT/6tDc3/+WdcAA");

    private static readonly byte[] WebPAlpha = Convert.FromBase64String(
        "UklGRnIAAABXRUJQVlA4WAoAAAAQAAAADwAABwAAQUxQSBYAAAABDzD/ERFCQdoGzPyb/vMQ0f8JANcHVlA4IDYAAABwAQCdASoQAAgAAsBMJagCdAF1AAD+8fb/i5zi9l8//y0PrL+Qp/4Jx+gCp/BvW3/+WZgAAAA=");

    private static readonly byte[] WebPLossless = Convert.FromBase64String(
        "UklGRjAAAABXRUJQVlA4TCMAAAAvD8ABEBcQwywQSILan2Co+Q/4gCDbZpKTHOivENH/AN11BAA=");

    private static IEnumerable<TestCaseData> Pictures()
    {
        yield return new TestCaseData(Jpeg, PictureKind.Jpeg, "image/jpeg").SetArgDisplayNames("JPEG");
        yield return new TestCaseData(Png, PictureKind.Png, "image/png").SetArgDisplayNames("PNG");
        yield return new TestCaseData(WebPLossy, PictureKind.WebP, "image/webp").SetArgDisplayNames("WebP lossy");
        yield return new TestCaseData(WebPAlpha, PictureKind.WebP, "image/webp").SetArgDisplayNames("WebP with alpha");
        yield return new TestCaseData(WebPLossless, PictureKind.WebP, "image/webp").SetArgDisplayNames("WebP lossless");
    }

    [TestCaseSource(nameof(Pictures))]
    public void A_plain_picture_passes_and_a_second_pass_changes_nothing(byte[] picture, PictureKind kind, string type)
    {
        var clean = ImageSanitiser.Sanitise(picture);

        Assert.Multiple(() =>
        {
            Assert.That((clean.Kind, clean.Width, clean.Height, clean.ContentType), Is.EqualTo((kind, 16, 8, type)));
            Assert.That(ImageSanitiser.Sanitise(clean.Content).Content, Is.EqualTo(clean.Content));
        });
    }

    [TestCaseSource(nameof(Pictures))]
    public void C6_what_is_glued_behind_the_end_is_gone(byte[] picture, PictureKind kind, string type)
    {
        byte[] glued = [.. picture, .. "PK\x03\x04"u8, .. Encoding.ASCII.GetBytes(Secret), .. Jpeg];

        Assert.That(ImageSanitiser.Sanitise(glued).Content, Is.EqualTo(ImageSanitiser.Sanitise(picture).Content), $"{kind} {type}");
    }

    [TestCaseSource(nameof(Pictures))]
    public void C6_a_cut_off_picture_is_broken_wherever_it_is_cut(byte[] picture, PictureKind kind, string type)
    {
        Assert.Multiple(() =>
        {
            for (var length = 12; length < picture.Length; length++)
            {
                Assert.That(() => ImageSanitiser.Sanitise(picture.AsSpan(0, length)), Refused.With(PictureErrors.Broken), $"{kind} {type} at {length}");
            }
        });
    }

    [TestCaseSource(nameof(Pictures))]
    public void C6_no_flipped_byte_leads_to_anything_but_a_picture_or_a_refusal(byte[] picture, PictureKind kind, string type)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            for (var value = 0; value < 256; value += 5)
            {
                var damaged = (byte[])picture.Clone();
                damaged[i] = (byte)value;
                try
                {
                    Assert.That(ImageSanitiser.Sanitise(damaged).Content, Has.Length.LessThanOrEqualTo(picture.Length + 40), $"{kind} {type}");
                }
                catch (BusinessException refusal)
                {
                    Assert.That(refusal.Code, Does.StartWith("Files:Picture"));
                }
            }
        }
    }

    [Test]
    public void C6_a_jpeg_loses_exif_xmp_iptc_icc_and_comments_and_keeps_its_pixels()
    {
        byte[] segments =
        [
            .. Segment(0xE0, "JFXX\0thumbnail " + Secret),
            .. Segment(0xE1, "Exif\0\0MM\0*\0\0\0\x08\0\0 " + Secret),
            .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + Secret),
            .. Segment(0xE2, "ICC_PROFILE\0 " + Secret),
            .. Segment(0xED, "Photoshop 3.0\0 8BIM " + Secret),
            .. Segment(0xFE, Secret),
            .. Segment(0xEF, Secret),
        ];

        var clean = ImageSanitiser.Sanitise([.. Jpeg[..2], .. segments, .. Jpeg[2..]]);

        Assert.That(clean.Content, Is.EqualTo(ImageSanitiser.Sanitise(Jpeg).Content));
        Assert.That(Encoding.Latin1.GetString(clean.Content), Does.Not.Contain("Exif").And.Not.Contain("JFIF").And.Not.Contain("GPS"));
    }

    [TestCase("II", 6)]
    [TestCase("MM", 6)]
    [TestCase("MM", 8)]
    public void C6_the_orientation_stays_in_one_rebuilt_tag(string order, int orientation)
    {
        var clean = ImageSanitiser.Sanitise([.. Jpeg[..2], .. Exif(order, (ushort)orientation), .. Jpeg[2..]]).Content;

        Assert.Multiple(() =>
        {
            Assert.That(clean, Has.Length.EqualTo(ImageSanitiser.Sanitise(Jpeg).Content.Length + 36));
            Assert.That(clean[31], Is.EqualTo(orientation));
            Assert.That(Encoding.Latin1.GetString(clean), Does.Not.Contain("GPS"));
            Assert.That(ImageSanitiser.Sanitise(clean).Content, Is.EqualTo(clean));
        });
    }

    [TestCase(1)]
    [TestCase(0)]
    [TestCase(9)]
    public void An_upright_or_senseless_orientation_needs_no_tag(int orientation)
    {
        var clean = ImageSanitiser.Sanitise([.. Jpeg[..2], .. Exif("II", (ushort)orientation), .. Jpeg[2..]]);

        Assert.That(clean.Content, Is.EqualTo(ImageSanitiser.Sanitise(Jpeg).Content));
    }

    [Test]
    public void The_adobe_segment_keeps_only_what_names_the_colours()
    {
        var clean = ImageSanitiser.Sanitise([.. Jpeg[..2], .. Segment(0xEE, "Adobe\0d\0\0\0\0\x01" + Secret), .. Jpeg[2..]]);

        Assert.Multiple(() =>
        {
            Assert.That(clean.Content, Has.Length.EqualTo(ImageSanitiser.Sanitise(Jpeg).Content.Length + 16));
            Assert.That(Encoding.Latin1.GetString(clean.Content), Does.Contain("Adobe").And.Not.Contain("GPS"));
        });
    }

    [TestCase(0xC3)]
    [TestCase(0xC9)]
    [TestCase(0xCC)]
    [TestCase(0xDC)]
    public void Jpegs_that_no_browser_draws_are_broken(int marker)
    {
        Assert.That(() => ImageSanitiser.Sanitise([.. Jpeg[..2], .. Segment((byte)marker, "123456"), .. Jpeg[2..]]), Refused.With(PictureErrors.Broken));
    }

    [Test]
    public void C6_a_png_loses_text_exif_time_profile_animation_and_unknown_parts()
    {
        byte[] chunks =
        [
            .. Chunk("tEXt", Secret),
            .. Chunk("zTXt", Secret),
            .. Chunk("iTXt", "XML:com.adobe.xmp\0" + Secret),
            .. Chunk("eXIf", Secret),
            .. Chunk("tIME", "1234567"),
            .. Chunk("iCCP", Secret),
            .. Chunk("pHYs", "123456789"),
            .. Chunk("acTL", "12345678"),
            .. Chunk("prVt", Secret),
            .. Chunk("cHRM", Secret),
            .. Chunk("tRNS", new string('x', 300)),
        ];

        var clean = ImageSanitiser.Sanitise([.. Png[..33], .. chunks, .. Png[33..]]);

        Assert.That(clean.Content, Is.EqualTo(Png));
    }

    [Test]
    public void Colour_chunks_of_a_png_stay()
    {
        byte[] withColour = [.. Png[..33], .. Chunk("gAMA", "1234"), .. Chunk("sRGB", "1"), .. Chunk("tRNS", "123456"), .. Png[33..]];

        Assert.That(ImageSanitiser.Sanitise(withColour).Content, Is.EqualTo(withColour));
    }

    [Test]
    public void A_png_with_an_unknown_necessary_chunk_or_a_wrong_checksum_is_broken()
    {
        byte[] unknown = [.. Png[..33], .. Chunk("EVIL", "x"), .. Png[33..]];
        byte[] wrong = [.. Png];
        wrong[^1] ^= 1;

        Assert.Multiple(() =>
        {
            Assert.That(() => ImageSanitiser.Sanitise(unknown), Refused.With(PictureErrors.Broken));
            Assert.That(() => ImageSanitiser.Sanitise(wrong), Refused.With(PictureErrors.Broken));
        });
    }

    [TestCase(1, 500_000_000)]
    [TestCase(5_001, 5_000)]
    [TestCase(40_000, 1_000)]
    [TestCase(int.MaxValue, int.MaxValue)]
    public void C6_a_picture_of_more_than_25_megapixels_is_too_large(int width, int height)
    {
        Assert.That(() => ImageSanitiser.Sanitise(PngOfSize(width, height)), Refused.With(PictureErrors.TooLarge));
    }

    [Test]
    public void C6_25_megapixels_pass_and_none_does_not()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ImageSanitiser.Sanitise(PngOfSize(5_000, 5_000)).Width, Is.EqualTo(5_000));
            Assert.That(() => ImageSanitiser.Sanitise(PngOfSize(0, 5_000)), Refused.With(PictureErrors.Broken));
            Assert.That(() => ImageSanitiser.Sanitise(JpegOfSize(6_000, 6_000)), Refused.With(PictureErrors.TooLarge));
            Assert.That(() => ImageSanitiser.Sanitise(JpegOfSize(16, 0)), Refused.With(PictureErrors.Broken));
        });
    }

    [Test]
    public void C6_webp_loses_exif_xmp_profile_and_unknown_chunks()
    {
        var plain = WebPAlpha[12..];
        plain[8] |= 0x2C;
        byte[] body =
        [
            .. plain[..18],
            .. RiffChunk("ICCP", Secret),
            .. plain[18..],
            .. RiffChunk("EXIF", Secret),
            .. RiffChunk("XMP ", Secret + "!"),
            .. RiffChunk("JUNK", Secret),
        ];

        Assert.That(ImageSanitiser.Sanitise(Riff(body)).Content, Is.EqualTo(WebPAlpha));
    }

    [Test]
    public void A_webp_whose_extended_header_is_no_longer_needed_becomes_a_simple_one()
    {
        byte[] header = [0x2C, 0, 0, 0, 15, 0, 0, 7, 0, 0];
        byte[] lossless = [.. RiffChunk("VP8X", header), .. WebPLossless[12..], .. RiffChunk("EXIF", Secret)];

        Assert.That(ImageSanitiser.Sanitise(Riff(lossless)).Content, Is.EqualTo(WebPLossless));
    }

    [Test]
    public void A_webp_that_moves_or_lies_about_its_size_is_refused()
    {
        byte[] moving = [.. RiffChunk("VP8X", [0x02, 0, 0, 0, 15, 0, 0, 7, 0, 0]), .. RiffChunk("ANIM", "123456")];
        byte[] lying = [.. RiffChunk("VP8X", [0, 0, 0, 0, 99, 0, 0, 7, 0, 0]), .. WebPLossy[12..]];

        Assert.Multiple(() =>
        {
            Assert.That(() => ImageSanitiser.Sanitise(Riff(moving)), Refused.With(PictureErrors.Kind));
            Assert.That(() => ImageSanitiser.Sanitise(Riff(lying)), Refused.With(PictureErrors.Broken));
        });
    }

    [TestCase("GIF89a-------------")]
    [TestCase("BM----------------------")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [TestCase("<!doctype html><script>alert(1)</script>")]
    [TestCase("\0\0\0\x18ftypheic\0\0\0\0heicmif1")]
    [TestCase("RIFF....WAVEfmt ")]
    [TestCase("RIFF")]
    [TestCase("%PDF-1.7")]
    [TestCase("")]
    public void C6_everything_else_is_no_picture_whatever_its_name(string content)
    {
        Assert.That(() => ImageSanitiser.Sanitise(Encoding.Latin1.GetBytes(content)), Refused.With(PictureErrors.Kind));
    }

    [Test]
    public void More_than_10_MB_are_not_even_looked_at()
    {
        byte[] large = [.. Jpeg, .. new byte[ImageSanitiser.MaxBytes]];

        Assert.That(() => ImageSanitiser.Sanitise(large), Refused.With(PictureErrors.TooLarge));
    }

    private static byte[] Segment(byte marker, string data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. Encoding.Latin1.GetBytes(data)];

    private static byte[] Exif(string order, ushort orientation)
    {
        var isLittle = order == "II";
        byte[] Short(int value) => isLittle ? [(byte)value, (byte)(value >> 8)] : [(byte)(value >> 8), (byte)value];
        byte[] Long(int value) => isLittle ? [.. Short(value), 0, 0] : [0, 0, .. Short(value)];
        byte[] tiff =
        [
            .. Encoding.ASCII.GetBytes(order), .. Short(42), .. Long(8),
            .. Short(2),
            .. Short(0x010F), .. Short(2), .. Long(30), .. Long(38),
            .. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), 0, 0,
            .. Long(0), .. Encoding.ASCII.GetBytes(Secret),
        ];
        return Segment(0xE1, "Exif\0\0" + Encoding.Latin1.GetString(tiff));
    }

    private static byte[] JpegOfSize(int width, int height)
    {
        var picture = (byte[])Jpeg.Clone();
        var frame = picture.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(picture.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(picture.AsSpan(frame + 7), (ushort)width);
        return picture;
    }

    private static byte[] PngOfSize(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [.. Png[..8], .. Chunk("IHDR", Encoding.Latin1.GetString(header)), .. Png[33..]];
    }

    /// <summary>The checksum comes from the runtime's own zip writer, which uses the same one.</summary>
    private static byte[] Chunk(string type, string data)
    {
        var body = Encoding.Latin1.GetBytes(type + data);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("x").Open();
            part.Write(body);
        }

        zip.Position = 0;
        using var read = new ZipArchive(zip);
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), read.Entries[0].Crc32);
        return chunk;
    }

    private static byte[] RiffChunk(string type, string data) => RiffChunk(type, Encoding.Latin1.GetBytes(data));

    private static byte[] RiffChunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. data, .. new byte[data.Length % 2]];
    }

    private static byte[] Riff(byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. body];
    }
}
