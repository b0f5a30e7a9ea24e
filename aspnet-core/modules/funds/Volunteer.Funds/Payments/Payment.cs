using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Payments;

/// <summary>Only ever moves down this list; news that comes late finds it further on and changes nothing.</summary>
internal enum PaymentState
{
    Started,

    /// <summary>The donor is through, the money is not.</summary>
    Pending,
    Expired,
    Failed,
    Paid,
}

/// <summary>Somebody set out to give. The gift is another thing: it exists once the money does.</summary>
internal sealed class Payment : AggregateRoot
{
    public Payment(PaymentAccount account, NewPayment order, string token, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        (AccountId, BookId, Provider) = (account.Id, account.BookId, account.Provider);
        (FundId, CampaignId, ProjectId, Fen, Currency) = (order.FundId, order.CampaignId, order.ProjectId, order.Fen, Book.Yuan);
        (DonorName, Display, DisplayName, Message, PersonId) = (order.DonorName, order.Display, order.DisplayName, order.Message, order.PersonId);
        (Token, StartedAt, ExpiresAt) = (token, now, expiresAt);
    }

    private Payment()
    {
    }

    public Guid AccountId { get; private set; }

    public Guid BookId { get; private set; }

    public PaymentProviderKind Provider { get; private set; }

    public Guid FundId { get; private set; }

    public Guid? CampaignId { get; private set; }

    public Guid? ProjectId { get; private set; }

    /// <summary>What is to be paid, to the fen; with the odd fen of a transfer.</summary>
    public long Fen { get; private set; }

    public string Currency { get; private set; } = string.Empty;

    public PaymentState State { get; private set; }

    /// <summary>The provider's last word about it, as it said it.</summary>
    public string? RawState { get; private set; }

    public string? CheckoutId { get; private set; }

    public string? ChargeId { get; private set; }

    public string? Method { get; private set; }

    [PersonalData]
    public string? DonorName { get; private set; }

    public DonorDisplay Display { get; private set; }

    [PersonalData]
    public string? DisplayName { get; private set; }

    [PersonalData]
    public string? Message { get; private set; }

    /// <summary>Who gave, when signed in.</summary>
    public Guid? PersonId { get; private set; }

    public Guid? GiftId { get; private set; }

    /// <summary>For the note of a transfer.</summary>
    public string? NoteCode { get; private set; }

    /// <summary>Lets whoever started it look how it stands, and nobody else.</summary>
    [PersonalData]
    public string Token { get; private set; } = string.Empty;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>Ordered or done; failed ones are not in it.</summary>
    public long RefundFen { get; private set; }

    /// <summary>Taken back by the donor's bank and not given back to us.</summary>
    public long DisputedFen { get; private set; }

    public long RefundableFen => State is PaymentState.Paid ? Fen - RefundFen - DisputedFen : 0;

    public void CheckOut(string checkoutId) => CheckoutId = checkoutId;

    /// <summary>A transfer asks for a sum and a note that no other open one asks for.</summary>
    public void AskForTransfer(long payableFen, string noteCode) => (Fen, NoteCode, State) = (payableFen, noteCode, PaymentState.Pending);

    public void See(PaymentState state, string rawState)
    {
        if (state > State)
        {
            State = state;
            RawState = rawState;
            Changed();
        }
    }

    public void Pay(string chargeId, string? method, DateTimeOffset at)
    {
        if (State is PaymentState.Paid)
        {
            return;
        }

        (State, ChargeId, Method, PaidAt) = (PaymentState.Paid, chargeId, method, at);
        Changed();
    }

    public void Given(Guid giftId)
    {
        GiftId = giftId;
        Changed();
    }

    public void OrderRefund(long fen)
    {
        if (State is not PaymentState.Paid)
        {
            throw new BusinessException(FundsErrors.PaymentNotPaid);
        }

        if (fen > RefundableFen)
        {
            throw new BusinessException(FundsErrors.RefundTooLarge).With("left", Yuan.Text(RefundableFen));
        }

        RefundFen += fen;
        Changed();
    }

    /// <summary>What the refunds and disputes that we know of add up to.</summary>
    public void Count(long refundFen, long disputedFen)
    {
        if ((RefundFen, DisputedFen) != (refundFen, disputedFen))
        {
            (RefundFen, DisputedFen) = (refundFen, disputedFen);
            Changed();
        }
    }
}

internal sealed record NewPayment(Guid FundId, Guid? CampaignId, Guid? ProjectId, long Fen, string? DonorName, DonorDisplay Display, string? DisplayName, string? Message, Guid? PersonId);

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("funds_payments", table =>
        {
            table.HasCheckConstraint("ck_funds_payments_fen", "fen > 0");
            table.HasCheckConstraint("ck_funds_payments_refund", "refund_fen >= 0 AND disputed_fen >= 0");
        });
        payment.Ignore(p => p.RefundableFen);
        payment.Property(p => p.Currency).HasMaxLength(3);
        payment.Property(p => p.RawState).HasMaxLength(100);
        payment.Property(p => p.CheckoutId).HasMaxLength(255);
        payment.Property(p => p.ChargeId).HasMaxLength(255);
        payment.Property(p => p.Method).HasMaxLength(60);
        payment.Property(p => p.DonorName).HasMaxLength(100);
        payment.Property(p => p.DisplayName).HasMaxLength(100);
        payment.Property(p => p.Message).HasMaxLength(500);
        payment.Property(p => p.NoteCode).HasMaxLength(NoteCodes.Length);
        payment.Property(p => p.Token).HasMaxLength(40);
        payment.HasIndex(p => new { p.TenantId, p.AccountId, p.CheckoutId }).IsUnique().HasFilter("checkout_id IS NOT NULL");
        payment.HasIndex(p => new { p.TenantId, p.AccountId, p.ChargeId }).IsUnique().HasFilter("charge_id IS NOT NULL");
        payment.HasIndex(p => new { p.TenantId, p.Token }).IsUnique();
        payment.HasIndex(p => new { p.TenantId, p.State, p.ExpiresAt });

        // Two open transfers into one account never ask for the same sum or the same note.
        payment.HasIndex(p => new { p.TenantId, p.AccountId, p.Fen }).IsUnique().HasFilter("note_code IS NOT NULL AND state = 'Pending'").HasDatabaseName("ux_funds_payments_sum");
        payment.HasIndex(p => new { p.TenantId, p.NoteCode }).IsUnique().HasFilter("note_code IS NOT NULL");
        payment.HasOne<PaymentAccount>().WithMany().HasForeignKey(p => new { p.TenantId, p.AccountId }).OnDelete(DeleteBehavior.Restrict);
        payment.HasOne<Fund>().WithMany().HasForeignKey(p => new { p.TenantId, p.FundId }).OnDelete(DeleteBehavior.Restrict);
    }
}
