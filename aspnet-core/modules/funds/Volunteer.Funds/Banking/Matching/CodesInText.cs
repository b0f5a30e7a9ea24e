namespace Volunteer.Funds.Banking.Matching;

/// <summary>Finds known codes in what a payer wrote: "捐款 JK248848 谢谢", "ｊｋ248848", "JK 248848".</summary>
internal static class CodesInText
{
    private const int Longest = 32;

    /// <summary>The value of the one known code in the text; -1: none; -2: several different ones.</summary>
    public static int Find(string memo, Dictionary<string, int> known)
    {
        if (known.Count == 0 || memo.Length == 0)
        {
            return -1;
        }

        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[Longest];
        Span<char> joined = stackalloc char[Longest];
        var (length, joinedLength, lastWordLength) = (0, 0, 0);
        var found = -1;
        for (var index = 0; index <= memo.Length; index++)
        {
            var c = index < memo.Length ? Narrow(memo[index]) : ' ';
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (length < Longest)
                {
                    word[length] = char.ToUpperInvariant(c);
                }

                length++;
                continue;
            }

            if (length is > 0 and <= Longest)
            {
                Take(lookup, word[..length], ref found);

                // "JK 248848": two words with nothing but a blank between them.
                if (lastWordLength > 0 && joinedLength + length <= Longest)
                {
                    word[..length].CopyTo(joined[joinedLength..]);
                    Take(lookup, joined[..(joinedLength + length)], ref found);
                }

                word[..length].CopyTo(joined);
                (joinedLength, lastWordLength) = (length, length);
            }

            if (length > Longest || (length == 0 && c is not (' ' or '-' or '　')) || (length > 0 && c is not (' ' or '-' or '　')))
            {
                lastWordLength = 0;
                joinedLength = 0;
            }

            length = 0;
        }

        return found;
    }

    private static void Take(Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> known, ReadOnlySpan<char> word, ref int found)
    {
        if (known.TryGetValue(word, out var value))
        {
            found = found == -1 || found == value ? value : -2;
        }
    }

    /// <summary>Full-width letters and digits to plain ones.</summary>
    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
}
