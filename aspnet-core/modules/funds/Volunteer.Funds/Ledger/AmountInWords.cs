using System.Text;

namespace Volunteer.Funds.Ledger;

/// <summary>Amounts in the capital numerals of Chinese vouchers, which nobody can alter by a stroke: 壹万零壹拾元零伍分.</summary>
internal static class AmountInWords
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const int Group = 10_000;
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿", "亿亿"];

    public static string Of(long fen)
    {
        if (fen == 0)
        {
            return "零元整";
        }

        var (size, text) = (Int128.Abs(fen), new StringBuilder());
        var (yuan, jiao, rest) = (size / 100, (int)(size / 10 % 10), (int)(size % 10));
        if (fen < 0)
        {
            text.Append('负');
        }

        if (yuan > 0)
        {
            text.Append(Whole((UInt128)yuan)).Append('元');
        }

        if (jiao > 0)
        {
            // A yuan that ends in zero is followed by a zero, so that no digit can be slipped in between.
            text.Append(yuan > 0 && yuan % 10 == 0 ? "零" : string.Empty).Append(Digits[jiao]).Append('角');
        }
        else if (rest > 0 && yuan > 0)
        {
            text.Append('零');
        }

        return rest > 0 ? text.Append(Digits[rest]).Append('分').ToString() : text.Append('整').ToString();
    }

    private static string Whole(UInt128 yuan)
    {
        var parts = new List<int>();
        for (var left = yuan; left > 0; left /= Group)
        {
            parts.Add((int)(left % Group));
        }

        var text = new StringBuilder();
        var needsZero = false;
        for (var group = parts.Count - 1; group >= 0; group--)
        {
            var part = parts[group];
            if (part == 0)
            {
                needsZero = text.Length > 0;
                continue;
            }

            if (text.Length > 0 && (needsZero || part < Group / 10))
            {
                text.Append('零');
            }

            text.Append(Four(part)).Append(Groups[group]);
            needsZero = false;
        }

        return text.ToString();
    }

    private static string Four(int part)
    {
        var text = new StringBuilder();
        for (var (place, unit) = (3, 1000); place >= 0; place--, unit /= 10)
        {
            var digit = part / unit % 10;
            if (digit > 0)
            {
                text.Append(Digits[digit]).Append(Places[place]);
            }
            else if (text.Length > 0 && part % unit > 0 && text[^1] != '零')
            {
                text.Append('零');
            }
        }

        return text.ToString();
    }
}
