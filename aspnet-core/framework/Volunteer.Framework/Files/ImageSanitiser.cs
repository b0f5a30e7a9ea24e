namespace Volunteer.Files;

public static class PictureErrors
{
    public const string Kind = "Files:PictureKind";
    public const string TooLarge = "Files:PictureTooLarge";
    public const string Broken = "Files:PictureBroken";
}

public enum PictureKind
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>A picture of which only what is needed to draw it is left.</summary>
public sealed record CleanPicture(PictureKind Kind, int Width, int Height, byte[] Content)
{
    public string ContentType => Kind switch
    {
        PictureKind.Jpeg => "image/jpeg",
        PictureKind.Png => "image/png",
        _ => "image/webp",
    };

    public string Extension => Kind switch
    {
        PictureKind.Jpeg => ".jpg",
        PictureKind.Png => ".png",
        _ => ".webp",
    };
}

/// <summary>
/// Rewrites JPEG, PNG and still WebP from the parts a decoder needs, and drops everything else: Exif with its place and
/// serial numbers, XMP, IPTC, comments, thumbnails, colour profiles, animation, and whatever is glued behind the end.
/// Pixels are never decoded, so a picture that is small packed and huge unpacked costs nothing here.
/// </summary>
public static class ImageSanitiser
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxPixels = 25_000_000;
    public const int MaxSide = 16_384;

    public static CleanPicture Sanitise(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            throw new BusinessException(PictureErrors.TooLarge).With("megabytes", MaxBytes / (1024 * 1024));
        }

        if (content.StartsWith(JpegWalker.Signature))
        {
            return JpegWalker.Clean(content);
        }

        if (content.StartsWith(PngWalker.Signature))
        {
            return PngWalker.Clean(content);
        }

        return content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8)
            ? WebPWalker.Clean(content)
            : throw new BusinessException(PictureErrors.Kind);
    }

    internal static void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1)
        {
            throw Broken();
        }

        if (width > MaxSide || height > MaxSide || width * height > MaxPixels)
        {
            throw new BusinessException(PictureErrors.TooLarge).With("megapixels", MaxPixels / 1_000_000);
        }
    }

    internal static BusinessException Broken() => new(PictureErrors.Broken);
}
