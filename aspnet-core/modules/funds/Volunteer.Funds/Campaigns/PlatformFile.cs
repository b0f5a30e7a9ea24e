using System.Globalization;
using Volunteer.Funds.Gifts;
using Volunteer.Tables;
using Volunteer.Text;

namespace Volunteer.Funds.Campaigns;

/// <summary>One order of a platform's settlement file.</summary>
internal sealed record PlatformRow(int Number, string OrderId, DateOnly Date, long Fen, long FeeFen, string? DonorName, string? Message, string? Problem);

/// <summary>Reads settlement files by the words in their header, whatever the order of the columns.</summary>
internal static class PlatformFile
{
    private const int MostRows = 20_000;
    private const int LinesToLookAt = 40;
    private const int LongestOrder = 100;

    private static readonly string[] OrderWords = ["订单号", "捐赠订单号", "交易单号", "流水号", "order id", "order"];
    private static readonly string[] DateWords = ["捐赠时间", "交易时间", "支付时间", "时间", "日期", "date", "time"];
    private static readonly string[] AmountWords = ["捐赠金额", "捐赠金额(元)", "金额(元)", "金额", "amount"];
    private static readonly string[] FeeWords = ["手续费", "手续费(元)", "服务费", "fee"];
    private static readonly string[] DonorWords = ["捐赠人", "昵称", "爱心网友", "donor"];
    private static readonly string[] AnonymousWords = ["是否匿名", "匿名", "anonymous"];
    private static readonly string[] MessageWords = ["留言", "备注", "message"];

    public static List<PlatformRow> Read(Table table, DateOnly today)
    {
        foreach (var header in table.Rows.Take(LinesToLookAt))
        {
            var (order, date, amount) = (Column(header, OrderWords), Column(header, DateWords), Column(header, AmountWords));
            if (order is null || date is null || amount is null)
            {
                continue;
            }

            var columns = new Columns(order.Value, date.Value, amount.Value, Column(header, FeeWords), Column(header, DonorWords), Column(header, AnonymousWords), Column(header, MessageWords));
            List<PlatformRow> rows = [.. table.Rows.Where(row => row.Number > header.Number && !IsFooter(row, columns)).Select(row => Read(row, columns, today))];
            return rows.Count switch
            {
                0 => throw new BusinessException(FundsErrors.PlatformFileEmpty),
                > MostRows => throw new BusinessException(FundsErrors.PlatformFileTooLong).With("most", MostRows),
                _ => rows,
            };
        }

        throw new BusinessException(FundsErrors.PlatformFileHeader);
    }

    /// <summary>Yuan with at most two decimals, thousands commas and a sign for the currency allowed; null for anything else.</summary>
    public static long? Fen(string text)
    {
        var plain = TextRules.ToHalfWidth(text).Trim().TrimStart('¥', '￥').Trim();
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var yuan)
            && decimal.Truncate(yuan * 100) == yuan * 100 && Math.Abs(yuan) < 10_000_000_000m
            ? (long)(yuan * 100)
            : null;
    }

    private static PlatformRow Read(TableRow row, Columns columns, DateOnly today)
    {
        var order = row[columns.Order].Text.Trim().TrimEnd('\t').Trim('`', '\'');
        var date = Date(row[columns.Date].Text);
        var fen = Fen(row[columns.Amount].Text);
        var feeText = columns.Fee is { } f ? row[f].Text.Trim() : string.Empty;
        var fee = feeText.Length is 0 || feeText == "-" ? 0 : Fen(feeText);
        var problem = order.Length is 0 or > LongestOrder || TextRules.Check(order) is not null || row[columns.Order].IsRounded ? FundsErrors.PlatformOrder
            : date is null || date > today ? FundsErrors.PlatformDate
            : fen is null or <= 0 ? FundsErrors.PlatformAmount
            : fee is null || Math.Abs(fee.Value) >= fen ? FundsErrors.PlatformFee
            : null;
        var name = columns.Donor is { } d ? Text(row[d].Text, GiftRules.LongestAlias) : null;
        var hides = columns.Anonymous is { } a && row[a].Text.Trim().ToUpperInvariant() is "是" or "Y" or "YES" or "TRUE" or "1" or "匿名";
        return new PlatformRow(row.Number, order, date ?? default, fen ?? 0, Math.Abs(fee ?? 0), hides || name is "匿名" or "匿名用户" ? null : name, columns.Message is { } m ? Text(row[m].Text, GiftRules.LongestReason) : null, problem);
    }

    private static string? Text(string text, int longest)
    {
        var plain = text.ReplaceLineEndings(" ").Trim();
        return plain.Length == 0 || TextRules.Check(plain) is not null ? null : plain.Length > longest ? plain[..longest] : plain;
    }

    private static DateOnly? Date(string text)
    {
        var day = text.Trim().Split(' ', 'T')[0];
        return DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyyMMdd", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private static bool IsFooter(TableRow row, Columns columns) =>
        row[columns.Order].Text.Trim() is var first && (first.StartsWith("合计", StringComparison.Ordinal) || first.StartsWith("总计", StringComparison.Ordinal) || (first.Length == 0 && row[columns.Date].IsBlank));

    private static int? Column(TableRow header, string[] words)
    {
        foreach (var word in words)
        {
            for (var column = 0; column < header.Cells.Count; column++)
            {
                if (TextRules.ToHalfWidth(header[column].Text).Replace(" ", string.Empty, StringComparison.Ordinal).Trim().Equals(word.Replace(" ", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                {
                    return column;
                }
            }
        }

        return null;
    }

    private sealed record Columns(int Order, int Date, int Amount, int? Fee, int? Donor, int? Anonymous, int? Message);
}
