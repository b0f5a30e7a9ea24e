using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Payments;

/// <summary>A movement of the balance with a provider, and what it became in the books.</summary>
[NotAudited]
internal sealed class ProviderTransaction : TenantEntity
{
    public ProviderTransaction(Guid accountId, TransactionSeen seen, Guid? paymentId)
    {
        (AccountId, ExternalId, Category, RawCategory, PaymentId) = (accountId, seen.Id, seen.Category, seen.RawCategory, paymentId);
        (Amount, Fee, Net, Currency, Rate) = (seen.Amount, seen.Fee, seen.Net, seen.Currency, seen.Rate);
        (CreatedAt, SourceId) = (seen.CreatedAt, seen.SourceId);
    }

    private ProviderTransaction()
    {
    }

    public Guid AccountId { get; private set; }

    public string ExternalId { get; private set; } = string.Empty;

    public TransactionCategory Category { get; private set; }

    public string RawCategory { get; private set; } = string.Empty;

    public long Amount { get; private set; }

    public long Fee { get; private set; }

    public long Net { get; private set; }

    public string Currency { get; private set; } = string.Empty;

    public decimal? Rate { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public string? SourceId { get; private set; }

    public Guid? PaymentId { get; private set; }

    /// <summary>The payout it left with.</summary>
    public string? PayoutId { get; private set; }

    /// <summary>What it is in the book's currency.</summary>
    public long AmountFen { get; private set; }

    public long FeeFen { get; private set; }

    /// <summary>Null: held, see <see cref="PaymentQuestion"/>.</summary>
    public Guid? EntryId { get; private set; }

    public long NetFen => AmountFen - FeeFen;

    public void Posted(long amountFen, long feeFen, Guid entryId, Guid? paymentId) =>
        (AmountFen, FeeFen, EntryId, PaymentId) = (amountFen, feeFen, entryId, paymentId ?? PaymentId);

    public void Hold(long amountFen, long feeFen) => (AmountFen, FeeFen) = (amountFen, feeFen);

    public void LeftWith(string payoutId) => PayoutId = payoutId;
}

/// <summary>How much of a transaction's net is which fund's money.</summary>
[NotAudited]
internal sealed class TransactionShare : TenantEntity
{
    public TransactionShare(Guid transactionId, Guid fundId, long netFen) => (TransactionId, FundId, NetFen) = (transactionId, fundId, netFen);

    private TransactionShare()
    {
    }

    public Guid TransactionId { get; private set; }

    public Guid FundId { get; private set; }

    public long NetFen { get; private set; }
}

/// <summary>A sum that the provider sends to the bank account (or takes from it, when below zero).</summary>
internal sealed class ProviderPayout : AggregateRoot
{
    public ProviderPayout(Guid accountId, PayoutSeen seen)
    {
        (AccountId, ExternalId, Amount, Currency, IsAutomatic, CreatedAt) = (accountId, seen.Id, seen.Amount, seen.Currency, seen.IsAutomatic, seen.CreatedAt);
        See(seen);
    }

    private ProviderPayout()
    {
    }

    public Guid AccountId { get; private set; }

    public string ExternalId { get; private set; } = string.Empty;

    public long Amount { get; private set; }

    public string Currency { get; private set; } = string.Empty;

    public bool IsAutomatic { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public PayoutStage State { get; private set; }

    public string RawState { get; private set; } = string.Empty;

    public bool IsReconciled { get; private set; }

    public DateOnly ArrivesOn { get; private set; }

    public string? Descriptor { get; private set; }

    public string? Trace { get; private set; }

    public string? OriginalPayoutId { get; private set; }

    public Guid? EntryId { get; private set; }

    public Guid? FailureEntryId { get; private set; }

    /// <summary>The bank's line was matched with it.</summary>
    public Guid? ArrivalEntryId { get; private set; }

    /// <summary>Paid is only expected to be there and may fail later; nothing comes after failed.</summary>
    public void See(PayoutSeen seen)
    {
        (ArrivesOn, Descriptor, Trace, OriginalPayoutId) = (seen.ArrivesOn, seen.Descriptor, seen.Trace, seen.OriginalPayoutId);
        IsReconciled |= seen.IsReconciled;
        if (RawState.Length == 0 || seen.Stage is PayoutStage.Unknown || seen.Stage > State)
        {
            (State, RawState) = (seen.Stage, seen.RawState);
        }

        Changed();
    }

    public void Posted(Guid entryId) => EntryId = entryId;

    public void Failed(Guid entryId) => FailureEntryId = entryId;

    public void Arrived(Guid entryId)
    {
        ArrivalEntryId = entryId;
        Changed();
    }
}

internal sealed class ProviderTransactionMapping : IEntityTypeConfiguration<ProviderTransaction>
{
    public void Configure(EntityTypeBuilder<ProviderTransaction> transaction)
    {
        transaction.ToTable("funds_provider_transactions");
        transaction.Ignore(t => t.NetFen);
        transaction.Property(t => t.ExternalId).HasMaxLength(255);
        transaction.Property(t => t.RawCategory).HasMaxLength(100);
        transaction.Property(t => t.Currency).HasMaxLength(3);
        transaction.Property(t => t.Rate).HasPrecision(24, 12);
        transaction.Property(t => t.SourceId).HasMaxLength(255);
        transaction.Property(t => t.PayoutId).HasMaxLength(255);
        transaction.HasIndex(t => new { t.TenantId, t.AccountId, t.ExternalId }).IsUnique();
        transaction.HasIndex(t => new { t.TenantId, t.AccountId, t.PayoutId });
        transaction.HasIndex(t => new { t.TenantId, t.PaymentId });
        transaction.HasOne<PaymentAccount>().WithMany().HasForeignKey(t => new { t.TenantId, t.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TransactionShareMapping : IEntityTypeConfiguration<TransactionShare>
{
    public void Configure(EntityTypeBuilder<TransactionShare> share)
    {
        share.ToTable("funds_provider_transaction_shares");
        share.HasIndex(s => new { s.TenantId, s.TransactionId, s.FundId }).IsUnique();
        share.HasOne<ProviderTransaction>().WithMany().HasForeignKey(s => new { s.TenantId, s.TransactionId }).OnDelete(DeleteBehavior.Restrict);
        share.HasOne<Fund>().WithMany().HasForeignKey(s => new { s.TenantId, s.FundId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProviderPayoutMapping : IEntityTypeConfiguration<ProviderPayout>
{
    public void Configure(EntityTypeBuilder<ProviderPayout> payout)
    {
        payout.ToTable("funds_provider_payouts");
        payout.Property(p => p.ExternalId).HasMaxLength(255);
        payout.Property(p => p.Currency).HasMaxLength(3);
        payout.Property(p => p.RawState).HasMaxLength(100);
        payout.Property(p => p.Descriptor).HasMaxLength(200);
        payout.Property(p => p.Trace).HasMaxLength(200);
        payout.Property(p => p.OriginalPayoutId).HasMaxLength(255);
        payout.HasIndex(p => new { p.TenantId, p.AccountId, p.ExternalId }).IsUnique();
        payout.HasIndex(p => new { p.TenantId, p.CreatedAt });
        payout.HasOne<PaymentAccount>().WithMany().HasForeignKey(p => new { p.TenantId, p.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
