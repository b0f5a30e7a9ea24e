using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>Money held on a fund. Like a posting it holds the book's head first, so that nobody waits in a circle.</summary>
internal sealed class FundReservations(VolunteerDbContext db, ICurrentTenant tenant, TimeProvider clock)
{
    public async Task ReserveAsync(Guid reservationId, Guid fundId, long fen, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fen);
        await db.SaveChangesAsync(cancellationToken);
        await HoldHeadAsync(fundId, cancellationToken);
        if (await db.Set<Reservation>().AnyAsync(reservation => reservation.Id == reservationId, cancellationToken))
        {
            return;
        }

        var taken = await db.Set<FundBalance>()
            .Where(balance => balance.Id == fundId && balance.Balance - balance.Reserved >= fen)
            .ExecuteUpdateAsync(set => set.SetProperty(balance => balance.Reserved, balance => balance.Reserved + fen), cancellationToken);
        if (taken == 0)
        {
            throw await ShortAsync(fundId, cancellationToken);
        }

        db.Add(new Reservation(reservationId, fundId, fen, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task ReleaseAsync(Guid reservationId, CancellationToken cancellationToken)
    {
        var held = await db.Set<Reservation>().AsNoTracking().Where(reservation => reservation.Id == reservationId)
            .Select(reservation => new { reservation.FundId, reservation.Fen }).SingleOrDefaultAsync(cancellationToken);
        if (held is null)
        {
            return;
        }

        await HoldHeadAsync(held.FundId, cancellationToken);
        var now = clock.GetUtcNow();
        var released = await db.Set<Reservation>()
            .Where(reservation => reservation.Id == reservationId && reservation.ReleasedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(reservation => reservation.ReleasedAt, now), cancellationToken);
        if (released == 1)
        {
            await db.Set<FundBalance>().Where(balance => balance.Id == held.FundId)
                .ExecuteUpdateAsync(set => set.SetProperty(balance => balance.Reserved, balance => balance.Reserved - held.Fen), cancellationToken);
        }
    }

    /// <summary>The refusal for a fund that has not enough, with what it has.</summary>
    public async Task<Exception> ShortAsync(Guid fundId, CancellationToken cancellationToken)
    {
        var fund = await db.Set<Fund>().AsNoTracking()
            .Join(db.Set<FundBalance>(), fund => fund.Id, balance => balance.Id, (fund, balance) => new { fund.Id, fund.Name, fund.NameEn, Free = balance.Balance - balance.Reserved })
            .SingleOrDefaultAsync(fund => fund.Id == fundId, cancellationToken);
        return fund is null
            ? new NotFoundException()
            : new BusinessException(FundsErrors.FundShort)
                .With("fund", fund.Name).With("fundEn", fund.NameEn)
                .With("free", (fund.Free / 100m).ToString("0.00", CultureInfo.InvariantCulture));
    }

    private async Task HoldHeadAsync(Guid fundId, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                SELECT 1 FROM funds_book_heads h JOIN funds_funds f ON f.tenant_id = h.tenant_id AND f.book_id = h.id
                WHERE f.tenant_id = {tenant.Id} AND f.id = {fundId} FOR NO KEY UPDATE OF h
                """,
                cancellationToken);
        }
    }
}
