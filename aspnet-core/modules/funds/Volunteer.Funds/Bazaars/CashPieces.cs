using System.Globalization;

namespace Volunteer.Funds.Bazaars;

/// <summary>Notes and coins of one denomination.</summary>
/// <param name="Denomination">Its value in fen.</param>
internal sealed record CashPile(int Denomination, int Pieces);

/// <summary>Cash by denomination: what is legal tender, what it adds up to, how two counts compare.</summary>
internal static class CashPieces
{
    private const int MostPieces = 100_000;

    /// <summary>¥100 to 1 fen.</summary>
    public static readonly IReadOnlyList<int> Denominations = [10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

    public static bool AreValid(IReadOnlyCollection<CashPile>? piles) =>
        piles is not null
        && piles.All(pile => pile is not null && Denominations.Contains(pile.Denomination) && pile.Pieces is >= 0 and <= MostPieces)
        && piles.Select(pile => pile.Denomination).Distinct().Count() == piles.Count;

    public static long Sum(IEnumerable<CashPile> piles) => piles.Sum(pile => (long)pile.Denomination * pile.Pieces);

    /// <summary>One text for one count, whatever the order and with or without empty piles.</summary>
    public static string Write(IEnumerable<CashPile> piles) => string.Join(
        ';',
        piles.Where(pile => pile.Pieces > 0).OrderByDescending(pile => pile.Denomination)
            .Select(pile => string.Create(CultureInfo.InvariantCulture, $"{pile.Denomination}x{pile.Pieces}")));

    public static IReadOnlyList<CashPile> Read(string text) =>
    [
        .. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pile => pile.Split('x'))
            .Select(pair => new CashPile(int.Parse(pair[0], CultureInfo.InvariantCulture), int.Parse(pair[1], CultureInfo.InvariantCulture))),
    ];
}
