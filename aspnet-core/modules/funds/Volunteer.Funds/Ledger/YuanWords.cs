using System.Text;

namespace Volunteer.Funds.Ledger;

/// <summary>
/// Amounts in the capital numerals of Chinese vouchers (金额大写), which nobody can alter with one stroke: 10010.05 is
/// 壹万零壹拾元零伍分.
/// </summary>
internal static class YuanWords
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const int FenInYuan = 100;
    private const ulong Wan = 10_000;
    private const ulong Yi = Wan * Wan;

    private static readonly string[] Places = ["", "拾", "佰", "仟"];

    public static string Of(long fen)
    {
        var all = fen < 0 ? (ulong)-(fen + 1) + 1 : (ulong)fen;
        var (yuan, rest) = (all / FenInYuan, (int)(all % FenInYuan));
        var (jiao, last) = (rest / 10, rest % 10);
        var words = new StringBuilder(fen < 0 ? "负" : string.Empty);
        if (yuan > 0)
        {
            words.Append(Whole(yuan)).Append('元');
        }

        if (rest == 0)
        {
            return words.Append(yuan == 0 ? "零元整" : "整").ToString();
        }

        if (jiao > 0)
        {
            words.Append(Digits[jiao]).Append('角');
        }
        else if (yuan > 0)
        {
            words.Append('零');
        }

        return last > 0 ? words.Append(Digits[last]).Append('分').ToString() : words.ToString();
    }

    private static string Whole(ulong yuan)
    {
        if (yuan >= Yi)
        {
            return Whole(yuan / Yi) + "亿" + Rest(yuan % Yi, Yi / 10);
        }

        return yuan >= Wan ? Thousands((int)(yuan / Wan)) + "万" + Rest(yuan % Wan, Wan / 10) : Thousands((int)yuan);
    }

    /// <summary>What follows a unit; a place left out in between is read as one zero.</summary>
    private static string Rest(ulong yuan, ulong next) => yuan == 0 ? string.Empty : (yuan < next ? "零" : string.Empty) + Whole(yuan);

    private static string Thousands(int group)
    {
        var words = new StringBuilder();
        var gap = false;
        for (var (place, unit) = (3, 1000); place >= 0; place--, unit /= 10)
        {
            var digit = group / unit % 10;
            if (digit == 0)
            {
                gap = words.Length > 0;
                continue;
            }

            if (gap)
            {
                words.Append(Digits[0]);
                gap = false;
            }

            words.Append(Digits[digit]).Append(Places[place]);
        }

        return words.ToString();
    }
}
