using System.Text;
using System.Text.RegularExpressions;

namespace Volunteer.TestBase;

/// <summary>A mail as it went over the wire, and read as a mail program reads it.</summary>
public sealed partial class ReceivedMail
{
    private readonly ILookup<string, string> _headers;

    public ReceivedMail(string from, IReadOnlyList<string> to, string raw)
    {
        (From, To, Raw) = (from, to, raw);
        var (headers, body) = Split(raw);
        _headers = headers;
        var boundary = Boundary().Match(headers["Content-Type"].FirstOrDefault() ?? string.Empty);
        Parts = boundary.Success
            ? [.. body.Split("--" + boundary.Groups["b"].Value)[1..^1].Select(part => ReadPart(part.TrimStart('\r', '\n')))]
            : [ReadPart(raw)];
    }

    public string From { get; }

    public IReadOnlyList<string> To { get; }

    public string Raw { get; }

    public IReadOnlyList<(string Type, string Text)> Parts { get; }

    public string Subject => Header("Subject");

    public string MessageId => Header("Message-ID");

    public IEnumerable<string> HeaderNames => _headers.Select(header => header.Key);

    public string Header(string name) => Word().Replace(BetweenWords().Replace(_headers[name].Single(), "?=$1=?"), match =>
    {
        var encoding = Encoding.GetEncoding(match.Groups["charset"].Value);
        var text = match.Groups["text"].Value;
        return match.Groups["kind"].Value is "B" or "b"
            ? encoding.GetString(Convert.FromBase64String(text))
            : QuotedPrintable(text.Replace('_', ' '), encoding);
    });

    private static (string Type, string Text) ReadPart(string part)
    {
        var (headers, body) = Split(part);
        var type = headers["Content-Type"].FirstOrDefault() ?? "text/plain";
        var text = (headers["Content-Transfer-Encoding"].FirstOrDefault() ?? "7bit").Trim().ToUpperInvariant() switch
        {
            "BASE64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.Trim())),
            "QUOTED-PRINTABLE" => QuotedPrintable(body.Replace("=\r\n", string.Empty, StringComparison.Ordinal), Encoding.UTF8),
            _ => body,
        };
        return (type.Split(';')[0].Trim(), text);
    }

    private static (ILookup<string, string> Headers, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = Folding().Replace(text[..end], " ").Split("\r\n");
        return (lines.Select(line => line.Split(':', 2)).ToLookup(pair => pair[0].Trim(), pair => pair[^1].Trim(), StringComparer.OrdinalIgnoreCase), text[(end + 4)..]);
    }

    private static string QuotedPrintable(string text, Encoding encoding)
    {
        var bytes = new List<byte>();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(index + 1, 2), 16));
                index += 2;
            }
            else
            {
                bytes.Add((byte)text[index]);
            }
        }

        return encoding.GetString([.. bytes]);
    }

    [GeneratedRegex(@"boundary=""?(?<b>[^"";]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?(?<charset>[^?]+)\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?()", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Folding();
}
