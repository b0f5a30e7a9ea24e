using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Funds.Bazaars;

/// <summary>What the sheets say against what is there.</summary>
internal sealed record BazaarFigures(long CashSheetsFen, long QrSheetsFen, long CashCountedFen, long QrTotalFen)
{
    /// <summary>Counted less sheets; negative is short.</summary>
    public long CashOverFen => CashCountedFen - CashSheetsFen;

    /// <summary>The provider's total less sheets; negative is short.</summary>
    public long QrOverFen => QrTotalFen - QrSheetsFen;

    public long SheetsFen => CashSheetsFen + QrSheetsFen;

    public static async Task<BazaarFigures> OfAsync(VolunteerDbContext db, Bazaar bazaar, long cashCountedFen, CancellationToken cancellationToken)
    {
        var sheets = await db.Set<Sale>().AsNoTracking().Where(sale => sale.BazaarId == bazaar.Id && sale.StruckAt == null)
            .GroupBy(sale => sale.Payment).Select(group => new { Payment = group.Key, Fen = group.Sum(sale => sale.Fen) })
            .ToListAsync(cancellationToken);
        return new BazaarFigures(
            sheets.Find(row => row.Payment is SalePayment.Cash)?.Fen ?? 0,
            sheets.Find(row => row.Payment is SalePayment.Qr)?.Fen ?? 0,
            cashCountedFen,
            bazaar.QrTotalFen ?? 0);
    }
}

internal static class BazaarQueries
{
    /// <summary>Absent and foreign people are the same 404.</summary>
    public static async Task EnsureThereAsync(this IPeople people, IEnumerable<Guid?> personIds, CancellationToken cancellationToken)
    {
        var named = personIds.OfType<Guid>().Distinct().ToList();
        if (named.Count > 0 && (await people.FindAsync(named, cancellationToken)).Count != named.Count)
        {
            throw new NotFoundException();
        }
    }

    /// <summary>Absent and foreign bazaars are the same 404.</summary>
    public static async Task<Bazaar> GetBazaarAsync(this VolunteerDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Bazaar>().Include(bazaar => bazaar.Stalls).SingleOrDefaultAsync(bazaar => bazaar.Id == id, cancellationToken) ?? throw new NotFoundException();
}
