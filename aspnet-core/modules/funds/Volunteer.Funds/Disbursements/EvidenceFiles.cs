using Volunteer.Files;
using Volunteer.Text;

namespace Volunteer.Funds.Disbursements;

/// <summary>What may be kept as evidence: photos without their hidden data, and PDF.</summary>
internal static class EvidenceFiles
{
    private const int LongestName = 100;

    public static (byte[] Content, string MediaType) Clean(byte[] content)
    {
        if (content.AsSpan().StartsWith("%PDF-"u8))
        {
            return (content, "application/pdf");
        }

        var picture = ImageSanitiser.Sanitise(content);
        return (picture.Content, picture.ContentType);
    }

    /// <summary>The last part of the name, without what a file system or a page could misread.</summary>
    public static string Name(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(letter => letter is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))).Trim();
        name = TextRules.Check(name) is null ? name : string.Empty;
        return name.Length switch
        {
            0 => "evidence",
            > LongestName => name[^LongestName..],
            _ => name,
        };
    }
}
