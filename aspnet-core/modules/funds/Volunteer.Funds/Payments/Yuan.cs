using System.Globalization;

namespace Volunteer.Funds.Payments;

/// <summary>Fen as people read them.</summary>
internal static class Yuan
{
    public static string Text(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
