using System.Buffers.Binary;
using System.Xml;
using Volunteer.Qr;

namespace Volunteer.Framework.Tests.Qr;

internal sealed class SafeQrTests
{
    private const string Link = "https://example.org/check-in/7K3M9Q";

    [Test]
    public void The_svg_is_well_formed_square_and_made_of_nothing_but_paths()
    {
        using var reader = XmlReader.Create(new StringReader(SafeQr.Svg(Link)));
        var names = new List<string>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                names.Add(reader.Name);
            }
        }

        Assert.That(names, Is.EqualTo(new[] { "svg", "path", "path" }));
    }

    [Test]
    public void Content_never_becomes_markup()
    {
        var svg = SafeQr.Svg("</svg><script>alert(1)</script>");

        Assert.That(svg, Does.Not.Contain("script").IgnoreCase);
    }

    [Test]
    public void Png_and_svg_show_the_same_number_of_modules()
    {
        var png = SafeQr.Png(Link, pixelsPerModule: 3);
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));

        Assert.That(SafeQr.Svg(Link), Does.Contain($"viewBox=\"0 0 {width / 3} {width / 3}\""));
    }

    [Test]
    public void Finder_patterns_stand_inside_a_quiet_zone_of_four()
    {
        Assert.That(SafeQr.Svg(Link), Does.Contain("d=\"M4 4h7v1H4z"));
    }

    [Test]
    public void Too_much_and_nothing_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => SafeQr.Svg(""), Throws.ArgumentException);
            Assert.That(() => SafeQr.Png(new string('长', 300)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SafeQr.Svg(new string('长', 266)), Throws.Nothing);
        });
    }
}
