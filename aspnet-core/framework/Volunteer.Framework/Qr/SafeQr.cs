using System.Globalization;
using System.Text;
using QRCoder;

namespace Volunteer.Qr;

/// <summary>
/// QR codes as pictures. The content never appears in the output as text, so an SVG from here cannot carry a script.
/// </summary>
public static class SafeQr
{
    /// <summary>More than this becomes too fine for the cameras of old phones.</summary>
    public const int MaxBytes = 800;

    /// <summary>A standalone SVG, black on white, that fills the width it is given.</summary>
    public static string Svg(string content)
    {
        using var code = Encode(content);
        var size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < size; x++)
            {
                if (!row[x])
                {
                    continue;
                }

                var start = x;
                while (x + 1 < size && row[x + 1])
                {
                    x++;
                }

                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1H{start}z");
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>""");
    }

    /// <summary>For paper and for messages: <paramref name="pixelsPerModule"/> 10 gives about 350 pixels for a short link.</summary>
    public static byte[] Png(string content, int pixelsPerModule = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelsPerModule, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelsPerModule, 40);
        using var code = Encode(content);
        using var picture = new PngByteQRCode(code);
        return picture.GetGraphic(pixelsPerModule);
    }

    private static QRCodeData Encode(string content)
    {
        ArgumentException.ThrowIfNullOrEmpty(content);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(content), MaxBytes, nameof(content));
        return QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
    }
}
