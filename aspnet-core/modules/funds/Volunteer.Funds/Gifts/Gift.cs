using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Verification;

namespace Volunteer.Funds.Gifts;

internal enum GiftKind
{
    Cash,
    Transfer,
    InKind,

    /// <summary>Paid through a payment provider on our own page.</summary>
    Online,

    /// <summary>Collected by a designated platform and settled in one sum.</summary>
    Platform,
}

/// <summary>How the donor is shown to others; the donor may change it later.</summary>
internal enum DonorDisplay
{
    FullName,

    /// <summary>王**.</summary>
    Masked,

    /// <summary>A name of the donor's own choice.</summary>
    Alias,
    Anonymous,
}

internal enum GiftState
{
    Received,
    PartlyRefunded,
    Refunded,
}

/// <summary>Why no confirmation was written (慈善法 art. 38 wants that on record).</summary>
internal enum ReceiptWaiver
{
    Anonymous,
    Waived,
}

/// <summary>A gift that has been received.</summary>
internal sealed class Gift : AggregateRoot
{
    public Gift(Guid bookId, NewGift gift, Guid? recordedBy, DateTimeOffset now)
    {
        if (gift.Kind is GiftKind.InKind ? gift.Fen < 0 : gift.Fen <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(gift));
        }

        (BookId, FundId, ProjectId, CampaignId, PledgeId, PartyId) = (bookId, gift.FundId, gift.ProjectId, gift.CampaignId, gift.PledgeId, gift.PartyId);
        (Kind, Fen, Date, MoneyAccountId) = (gift.Kind, gift.Fen, gift.Date, gift.MoneyAccountId);
        (ItemKind, Quantity, Unit, ValuationBasis) = (gift.ItemKind, gift.Quantity, gift.Unit, gift.ValuationBasis);
        (SourceType, SourceId, Message, RecordedBy, RecordedAt) = (gift.Source?.Type, gift.Source?.Id, gift.Message, recordedBy, now);
        SetDisplay(gift.Display, gift.DisplayName);
    }

    private Gift()
    {
    }

    public Guid BookId { get; private set; }

    public Guid FundId { get; private set; }

    public Guid? ProjectId { get; private set; }

    public Guid? CampaignId { get; private set; }

    public Guid? PledgeId { get; private set; }

    public Guid? PartyId { get; private set; }

    public GiftKind Kind { get; private set; }

    /// <summary>For a gift in kind its value; zero where none could be told: then it is on the register and not in the books.</summary>
    public long Fen { get; private set; }

    public DateOnly Date { get; private set; }

    public Guid? MoneyAccountId { get; private set; }

    public string? ItemKind { get; private set; }

    public decimal? Quantity { get; private set; }

    public string? Unit { get; private set; }

    /// <summary>Where the value comes from: an invoice, a market price.</summary>
    public string? ValuationBasis { get; private set; }

    public DonorDisplay Display { get; private set; }

    [PersonalData]
    public string? DisplayName { get; private set; }

    /// <summary>Opens the sealed name in the books; thrown away when the donor goes anonymous, which leaves the chain whole.</summary>
    [PersonalData]
    public byte[]? NameSalt { get; private set; }

    [PersonalData]
    public string? Message { get; private set; }

    public GiftState State { get; private set; } = GiftState.Received;

    public long RefundedFen { get; private set; }

    public Guid? EntryId { get; private set; }

    public int? EntryNumber { get; private set; }

    /// <summary>What it comes from when not from a form: a platform's order, a provider's transaction.</summary>
    public string? SourceType { get; private set; }

    public string? SourceId { get; private set; }

    public Guid? RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public ReceiptWaiver? ReceiptWaiver { get; private set; }

    public long KeptFen => Fen - RefundedFen;

    public bool IsAnonymous => Display is DonorDisplay.Anonymous;

    public void Posted(PostedEntry entry) => (EntryId, EntryNumber) = (entry.Id, entry.Number);

    public void Show(DonorDisplay display, string? displayName)
    {
        SetDisplay(display, displayName);
        if (IsAnonymous)
        {
            NameSalt = null;
        }

        Changed();
    }

    public void Waive(ReceiptWaiver waiver)
    {
        ReceiptWaiver = waiver;
        Changed();
    }

    /// <summary>No waiver any more: a confirmation was asked for after all.</summary>
    public void AskForReceipt()
    {
        ReceiptWaiver = null;
        Changed();
    }

    public void Refund(long fen)
    {
        if (Kind is GiftKind.InKind)
        {
            throw new BusinessException(FundsErrors.RefundInKind);
        }

        if (fen > KeptFen)
        {
            throw new BusinessException(FundsErrors.RefundTooMuch).With("leftFen", KeptFen);
        }

        RefundedFen += fen;
        State = KeptFen == 0 ? GiftState.Refunded : GiftState.PartlyRefunded;
        Changed();
    }

    /// <summary>Money that was given back did not arrive and is here again.</summary>
    public void Restore(long fen)
    {
        RefundedFen = Math.Max(0, RefundedFen - fen);
        State = RefundedFen == 0 ? GiftState.Received : GiftState.PartlyRefunded;
        Changed();
    }

    /// <summary>Seals the name that is shown.</summary>
    /// <returns>Null for who stays anonymous.</returns>
    public string? SealName(string? publicName)
    {
        if (IsAnonymous || publicName is null)
        {
            return null;
        }

        NameSalt = Commitment.NewSalt();
        return Commitment.Of(NameSalt, "name", publicName);
    }

    private void SetDisplay(DonorDisplay display, string? displayName) =>
        (Display, DisplayName) = (display, display is DonorDisplay.Alias ? displayName ?? throw new BusinessException(FundsErrors.AliasNeeded) : null);
}

/// <summary>Money of a gift that went back, linked to its entry.</summary>
internal sealed class GiftRefund : TenantEntity
{
    public GiftRefund(Guid giftId, long fen, DateOnly date, string reason, RefundWay way, PostedEntry entry, PostingSource? source)
    {
        (GiftId, Fen, Date, Reason, Way, EntryId, EntryNumber, SourceType, SourceId) = (giftId, fen, date, reason, way, entry.Id, entry.Number, source?.Type, source?.Id);
    }

    private GiftRefund()
    {
    }

    public Guid GiftId { get; private set; }

    public long Fen { get; private set; }

    public DateOnly Date { get; private set; }

    public string Reason { get; private set; } = string.Empty;

    public RefundWay Way { get; private set; }

    public Guid EntryId { get; private set; }

    public int EntryNumber { get; private set; }

    public string? SourceType { get; private set; }

    public string? SourceId { get; private set; }
}

internal enum RefundWay
{
    /// <summary>The whole gift, in the month it came: its entry is reversed.</summary>
    Reversal,

    /// <summary>A part, in the month it came: less income.</summary>
    LessIncome,

    /// <summary>In a later month: a cost of administration, since the income stands in a closed or closing period.</summary>
    LaterCost,
}

internal sealed class GiftMapping : IEntityTypeConfiguration<Gift>
{
    public void Configure(EntityTypeBuilder<Gift> gift)
    {
        gift.ToTable("funds_gifts", table => table.HasCheckConstraint("ck_funds_gifts_refunded", "refunded_fen >= 0 AND refunded_fen <= fen"));
        gift.Ignore(g => g.KeptFen);
        gift.Ignore(g => g.IsAnonymous);
        gift.Property(g => g.ItemKind).HasMaxLength(GiftRules.LongestItem);
        gift.Property(g => g.Unit).HasMaxLength(GiftRules.LongestUnit);
        gift.Property(g => g.Quantity).HasPrecision(18, 3);
        gift.Property(g => g.ValuationBasis).HasMaxLength(GiftRules.LongestLine);
        gift.Property(g => g.DisplayName).HasMaxLength(GiftRules.LongestAlias);
        gift.Property(g => g.SourceType).HasMaxLength(40);
        gift.Property(g => g.SourceId).HasMaxLength(200);

        // The same order or transaction is the same gift, however often it is told.
        gift.HasIndex(g => new { g.TenantId, g.BookId, g.SourceType, g.SourceId }).IsUnique().HasFilter("source_id IS NOT NULL");
        gift.HasIndex(g => new { g.TenantId, g.FundId, g.Date });
        gift.HasIndex(g => new { g.TenantId, g.CampaignId });
        gift.HasIndex(g => new { g.TenantId, g.PartyId });
        gift.HasOne<Party>().WithMany().HasForeignKey(g => new { g.TenantId, g.PartyId }).OnDelete(DeleteBehavior.Restrict);
        gift.HasOne<Campaigns.Campaign>().WithMany().HasForeignKey(g => new { g.TenantId, g.CampaignId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GiftRefundMapping : IEntityTypeConfiguration<GiftRefund>
{
    public void Configure(EntityTypeBuilder<GiftRefund> refund)
    {
        refund.ToTable("funds_gift_refunds");
        refund.Property(r => r.Reason).HasMaxLength(GiftRules.LongestReason);
        refund.Property(r => r.SourceType).HasMaxLength(40);
        refund.Property(r => r.SourceId).HasMaxLength(200);
        refund.HasIndex(r => new { r.TenantId, r.GiftId, r.SourceType, r.SourceId }).IsUnique().HasFilter("source_id IS NOT NULL");
        refund.HasOne<Gift>().WithMany().HasForeignKey(r => new { r.TenantId, r.GiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
