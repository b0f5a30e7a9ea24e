using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Tracing;

internal enum LotSource
{
    Gift,
    Bazaar,
    EnterpriseShare,

    /// <summary>Brought over from another lot when its purpose changed.</summary>
    PurposeChange,
}

/// <summary>
/// Money that came in together. Spending inside one restriction uses lots first in, first out: a convention, said openly to
/// be one (ADR 0027), that lets a donor see what became of a gift.
/// </summary>
[NotAudited]
internal sealed class Lot : TenantEntity
{
    public Lot(NewLot lot)
    {
        (FundId, ProjectId, CampaignId, GiftId, Source, SourceId, Date, Fen, MovedFromId) =
            (lot.FundId, lot.ProjectId, lot.CampaignId, lot.GiftId, lot.Source, lot.SourceId, lot.Date, lot.Fen, lot.MovedFromId);
    }

    private Lot()
    {
    }

    public Guid FundId { get; private set; }

    /// <summary>Earmarked for this project; null for whatever the fund is for.</summary>
    public Guid? ProjectId { get; private set; }

    public Guid? CampaignId { get; private set; }

    public Guid? GiftId { get; private set; }

    public LotSource Source { get; private set; }

    public Guid SourceId { get; private set; }

    public DateOnly Date { get; private set; }

    public long Fen { get; private set; }

    /// <summary>Spent, refunded, moved on or gone in fees.</summary>
    public long UsedFen { get; private set; }

    /// <summary>The part of <see cref="UsedFen"/> that went back to the donor.</summary>
    public long RefundedFen { get; private set; }

    public Guid? MovedFromId { get; private set; }

    public long LeftFen => Fen - UsedFen;

    /// <summary>The voucher was reversed: this part is here again.</summary>
    public void TakeBack(LotUse use)
    {
        use.TakeBack();
        UsedFen -= use.Fen;
    }

    public LotUse Use(long fen, LotUseKind kind, LotSpending spending)
    {
        if (fen <= 0 || fen > LeftFen)
        {
            throw new ArgumentOutOfRangeException(nameof(fen));
        }

        UsedFen += fen;
        RefundedFen += kind is LotUseKind.Refunded ? fen : 0;
        return new LotUse(Id, fen, kind, spending);
    }
}

internal sealed record NewLot(Guid FundId, Guid? ProjectId, Guid? CampaignId, Guid? GiftId, LotSource Source, Guid SourceId, DateOnly Date, long Fen, Guid? MovedFromId = null);

internal enum LotUseKind
{
    Spent,
    Fee,
    Refunded,

    /// <summary>Went on into another fund or purpose; the new lot says which.</summary>
    Moved,
}

/// <summary>Where a part of a lot went: the voucher, and what was bought with it.</summary>
[NotAudited]
internal sealed class LotUse : TenantEntity
{
    public LotUse(Guid lotId, long fen, LotUseKind kind, LotSpending spending)
    {
        (LotId, Fen, Kind, Date, EntryId, EntryYear, EntryNumber, DisbursementId) =
            (lotId, fen, kind, spending.Date, spending.Entry.Id, spending.Entry.Year, spending.Entry.Number, spending.DisbursementId);
    }

    private LotUse()
    {
    }

    public Guid LotId { get; private set; }

    public long Fen { get; private set; }

    public LotUseKind Kind { get; private set; }

    public DateOnly Date { get; private set; }

    public Guid EntryId { get; private set; }

    public int EntryYear { get; private set; }

    public int EntryNumber { get; private set; }

    public Guid? DisbursementId { get; private set; }

    /// <summary>Hundredths of the units of service that this part paid for, e.g. 250 for 2.5 meals.</summary>
    public long UnitHundredths { get; private set; }

    /// <summary>Its voucher was reversed; the donor's page does not show it any more.</summary>
    public bool IsTakenBack { get; private set; }

    public void TakeBack() => IsTakenBack = true;

    public void Pays(long unitHundredths) => UnitHundredths = unitHundredths;
}

internal sealed record LotSpending(DateOnly Date, PostedEntry Entry, Guid? DisbursementId = null);

internal sealed class LotMapping : IEntityTypeConfiguration<Lot>
{
    public void Configure(EntityTypeBuilder<Lot> lot)
    {
        lot.ToTable("funds_lots", table => table.HasCheckConstraint("ck_funds_lots_used", "used_fen >= 0 AND used_fen <= fen AND refunded_fen <= used_fen"));
        lot.Ignore(l => l.LeftFen);

        // The next lot to use, in order; a lot that is used up is not looked at again.
        lot.HasIndex(l => new { l.TenantId, l.FundId, l.Date, l.Id }).HasFilter("used_fen < fen");
        lot.HasIndex(l => new { l.TenantId, l.GiftId });
        lot.HasIndex(l => new { l.TenantId, l.CampaignId });
        lot.HasIndex(l => new { l.TenantId, l.Source, l.SourceId, l.MovedFromId });
        lot.HasOne<Lot>().WithMany().HasForeignKey(l => new { l.TenantId, l.MovedFromId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LotUseMapping : IEntityTypeConfiguration<LotUse>
{
    public void Configure(EntityTypeBuilder<LotUse> use)
    {
        use.ToTable("funds_lot_uses");
        use.HasIndex(u => new { u.TenantId, u.DisbursementId });
        use.HasIndex(u => new { u.TenantId, u.EntryId });
        use.HasOne<Lot>().WithMany().HasForeignKey(u => new { u.TenantId, u.LotId }).OnDelete(DeleteBehavior.Restrict);
    }
}
