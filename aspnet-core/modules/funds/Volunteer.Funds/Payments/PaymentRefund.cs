using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Payments;

/// <summary>Only ever moves down this list.</summary>
internal enum RefundState
{
    Ordered,
    Pending,
    Succeeded,

    /// <summary>Refused by the provider, or it came back: the donor did not get it.</summary>
    Failed,
}

/// <summary>Money of a payment that goes back to the donor; ordered here or in the provider's own pages.</summary>
internal sealed class PaymentRefund : AggregateRoot
{
    /// <summary>Ordered here.</summary>
    public PaymentRefund(Payment payment, long fen, string reason, Guid orderedBy, DateTimeOffset now)
    {
        (PaymentId, AccountId, Fen, Reason, OrderedBy, OrderedAt) = (payment.Id, payment.AccountId, fen, reason, orderedBy, now);
        Tell(new RefundOrdered(Id));
    }

    /// <summary>Seen at the provider.</summary>
    public PaymentRefund(Payment payment, RefundSeen seen)
    {
        (PaymentId, AccountId, Fen, OrderedAt, ExternalId) = (payment.Id, payment.AccountId, seen.Amount, seen.CreatedAt, seen.Id);
    }

    private PaymentRefund()
    {
    }

    public Guid PaymentId { get; private set; }

    public Guid AccountId { get; private set; }

    public long Fen { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Null when it was ordered at the provider.</summary>
    public Guid? OrderedBy { get; private set; }

    public DateTimeOffset OrderedAt { get; private set; }

    public RefundState State { get; private set; }

    public string? RawState { get; private set; }

    public string? ExternalId { get; private set; }

    /// <summary>From here on it is owed to the donor.</summary>
    public Guid? EntryId { get; private set; }

    /// <summary>It did not arrive, and the gift stands again.</summary>
    public Guid? RestoredEntryId { get; private set; }

    public void See(RefundSeen seen)
    {
        var state = seen.Stage switch
        {
            RefundStage.Succeeded => RefundState.Succeeded,
            RefundStage.Failed => RefundState.Failed,
            _ => RefundState.Pending,
        };
        if (ExternalId == seen.Id && state <= State)
        {
            return;
        }

        (ExternalId, State, RawState) = (seen.Id, state > State ? state : State, seen.RawState);
        Changed();
    }

    /// <summary>The provider said no: nothing moved.</summary>
    public void Refuse(string reason)
    {
        (State, RawState) = (RefundState.Failed, reason);
        Changed();
    }

    public void Owe(Guid entryId)
    {
        EntryId = entryId;
        Changed();
    }

    public void Restore(Guid entryId)
    {
        RestoredEntryId = entryId;
        Changed();
    }
}

/// <summary>Somebody decided here to give money back.</summary>
internal sealed record RefundOrdered(Guid RefundId) : IIntegrationEvent;

/// <summary>The donor's bank takes the money back until it is decided who is right.</summary>
internal sealed class PaymentDispute : AggregateRoot
{
    public PaymentDispute(Payment payment, DisputeSeen seen)
    {
        (PaymentId, AccountId, ExternalId, Fen, OpenedAt) = (payment.Id, payment.AccountId, seen.Id, seen.Amount, seen.CreatedAt);
        See(seen);
    }

    private PaymentDispute()
    {
    }

    public Guid PaymentId { get; private set; }

    public Guid AccountId { get; private set; }

    public string ExternalId { get; private set; } = string.Empty;

    /// <summary>May differ from the payment.</summary>
    public long Fen { get; private set; }

    public DisputeStage State { get; private set; }

    public string RawState { get; private set; } = string.Empty;

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Closed ones stay closed, whatever comes late.</summary>
    public void See(DisputeSeen seen)
    {
        if (RawState != seen.RawState && State is not (DisputeStage.Won or DisputeStage.Lost))
        {
            (State, RawState) = (seen.Stage, seen.RawState);
            Changed();
        }
    }
}

internal sealed class PaymentRefundMapping : IEntityTypeConfiguration<PaymentRefund>
{
    public void Configure(EntityTypeBuilder<PaymentRefund> refund)
    {
        refund.ToTable("funds_payment_refunds", table => table.HasCheckConstraint("ck_funds_payment_refunds_fen", "fen > 0"));
        refund.Property(r => r.Reason).HasMaxLength(200);
        refund.Property(r => r.RawState).HasMaxLength(100);
        refund.Property(r => r.ExternalId).HasMaxLength(255);
        refund.HasIndex(r => new { r.TenantId, r.PaymentId });
        refund.HasIndex(r => new { r.TenantId, r.AccountId, r.ExternalId }).IsUnique().HasFilter("external_id IS NOT NULL");
        refund.HasOne<Payment>().WithMany().HasForeignKey(r => new { r.TenantId, r.PaymentId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentDisputeMapping : IEntityTypeConfiguration<PaymentDispute>
{
    public void Configure(EntityTypeBuilder<PaymentDispute> dispute)
    {
        dispute.ToTable("funds_payment_disputes");
        dispute.Property(d => d.RawState).HasMaxLength(100);
        dispute.Property(d => d.ExternalId).HasMaxLength(255);
        dispute.HasIndex(d => new { d.TenantId, d.PaymentId });
        dispute.HasIndex(d => new { d.TenantId, d.AccountId, d.ExternalId }).IsUnique();
        dispute.HasOne<Payment>().WithMany().HasForeignKey(d => new { d.TenantId, d.PaymentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
