using Volunteer.Tables.Delimited;

namespace Volunteer.Tables;

/// <summary>A text file that is no table, decoded by the same rules as one.</summary>
public sealed record DecodedFile(string Text, TableEncoding Encoding, bool IsAGuess);

public static class TextFile
{
    /// <summary>Refuses what fits no encoding.</summary>
    public static DecodedFile Decode(byte[] content, TableEncoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        var decoded = TextDecoder.Decode(content, encoding);
        return new DecodedFile(decoded.Text, decoded.Encoding, decoded.IsAGuess);
    }
}
