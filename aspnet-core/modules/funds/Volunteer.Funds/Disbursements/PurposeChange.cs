using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Disbursements;

/// <summary>Why money may leave the purpose it was given for.</summary>
internal enum PurposeChangeBasis
{
    /// <summary>Every donor whose money moves has agreed (慈善法 art. 56).</summary>
    DonorConsent,

    /// <summary>The changed plan was filed anew under a number (art. 56).</summary>
    Refiled,

    /// <summary>What is left after the campaign goes to a similar purpose, as its plan said (art. 58).</summary>
    Leftover,

    /// <summary>The condition was met: the restriction ends (限定性 → 非限定性).</summary>
    ConditionMet,
}

internal enum PurposeChangeState
{
    /// <summary>Donors are being asked, or a second person has yet to agree.</summary>
    Open,
    Executed,
    Cancelled,
}

internal enum ConsentAnswer
{
    Pending,
    Agreed,
    Refused,
}

/// <summary>Money on its way from one purpose to another: decided by two people, posted as entries, and told to the public.</summary>
internal sealed class PurposeChange : AggregateRoot
{
    private readonly List<Consent> _consents = [];

    public PurposeChange(Guid bookId, PurposeChangeContent content, Guid authorPersonId, DateTimeOffset now)
    {
        (BookId, Basis, FromFundId, FromProjectId, CampaignId, ToFundId, ToProjectId) =
            (bookId, content.Basis, content.FromFundId, content.FromProjectId, content.CampaignId, content.ToFundId, content.ToProjectId);
        (Fen, Reason, RefilingNumber, AuthorPersonId, CreatedAt) = (content.Fen, content.Reason, content.RefilingNumber, authorPersonId, now);
        if (content.Basis is PurposeChangeBasis.Refiled && content.RefilingNumber is null)
        {
            throw new BusinessException(FundsErrors.RefilingNumberNeeded);
        }

        if (content.FromFundId == content.ToFundId && content.FromProjectId == content.ToProjectId)
        {
            throw new BusinessException(FundsErrors.SamePurpose);
        }
    }

    private PurposeChange()
    {
    }

    public Guid BookId { get; private set; }

    public PurposeChangeBasis Basis { get; private set; }

    public Guid FromFundId { get; private set; }

    public Guid? FromProjectId { get; private set; }

    /// <summary>Only this campaign's money; null for all of the purpose.</summary>
    public Guid? CampaignId { get; private set; }

    public Guid ToFundId { get; private set; }

    public Guid? ToProjectId { get; private set; }

    /// <summary>At most this much; with donors' consent it is what they agreed to, so null.</summary>
    public long? Fen { get; private set; }

    public string Reason { get; private set; } = string.Empty;

    public string? RefilingNumber { get; private set; }

    public Guid AuthorPersonId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public PurposeChangeState State { get; private set; } = PurposeChangeState.Open;

    public long? MovedFen { get; private set; }

    public Guid? ExecutedBy { get; private set; }

    public DateOnly? ExecutedOn { get; private set; }

    public Guid? EntryId { get; private set; }

    public int? EntryNumber { get; private set; }

    public IReadOnlyCollection<Consent> Consents => _consents;

    public void Ask(IEnumerable<Consent> consents) => _consents.AddRange(consents);

    public void Answer(Guid consentId, bool agrees, string how, Guid recordedBy, DateTimeOffset now)
    {
        EnsureOpen();
        var consent = _consents.Find(one => one.Id == consentId) ?? throw new NotFoundException();
        consent.Record(agrees, how, recordedBy, now);
        Changed();
    }

    /// <summary>The second person's yes. With consent as the basis nobody may be unasked; who refused keeps the money where it is.</summary>
    public void Execute(Guid byPersonId, DateOnly on)
    {
        EnsureOpen();
        if (byPersonId == AuthorPersonId)
        {
            throw new BusinessException(FundsErrors.OwnRequest);
        }

        if (Basis is PurposeChangeBasis.DonorConsent)
        {
            var pending = _consents.Count(consent => consent.Answer is ConsentAnswer.Pending);
            if (pending > 0 || _consents.TrueForAll(consent => consent.Answer is not ConsentAnswer.Agreed))
            {
                throw new BusinessException(FundsErrors.ConsentMissing).With("pending", pending);
            }
        }

        (State, ExecutedBy, ExecutedOn) = (PurposeChangeState.Executed, byPersonId, on);
        Changed();
    }

    public void Posted(PostedEntry entry, long movedFen) => (EntryId, EntryNumber, MovedFen) = (entry.Id, entry.Number, movedFen);

    public void Cancel()
    {
        EnsureOpen();
        State = PurposeChangeState.Cancelled;
        Changed();
    }

    private void EnsureOpen()
    {
        if (State is not PurposeChangeState.Open)
        {
            throw new BusinessException(FundsErrors.PurposeChangeState).With("state", State.ToString());
        }
    }
}

internal sealed record PurposeChangeContent(
    PurposeChangeBasis Basis,
    Guid FromFundId,
    Guid? FromProjectId,
    Guid? CampaignId,
    Guid ToFundId,
    Guid? ToProjectId,
    long? Fen,
    string Reason,
    string? RefilingNumber);

/// <summary>One gift's donor is asked whether what is left of it may be used for something else.</summary>
internal sealed class Consent : TenantEntity
{
    public Consent(Guid purposeChangeId, Guid giftId, Guid partyId) => (PurposeChangeId, GiftId, PartyId) = (purposeChangeId, giftId, partyId);

    private Consent()
    {
    }

    public Guid PurposeChangeId { get; private set; }

    public Guid GiftId { get; private set; }

    public Guid PartyId { get; private set; }

    public ConsentAnswer Answer { get; private set; } = ConsentAnswer.Pending;

    /// <summary>On the page, by telephone, a signed letter.</summary>
    public string? How { get; private set; }

    public Guid? RecordedBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public void Record(bool agrees, string how, Guid recordedBy, DateTimeOffset now) =>
        (Answer, How, RecordedBy, AnsweredAt) = (agrees ? ConsentAnswer.Agreed : ConsentAnswer.Refused, how, recordedBy, now);
}

internal sealed class PurposeChangeMapping : IEntityTypeConfiguration<PurposeChange>
{
    public void Configure(EntityTypeBuilder<PurposeChange> change)
    {
        change.ToTable("funds_purpose_changes");
        change.Property(c => c.RefilingNumber).HasMaxLength(GiftRules.LongestLine);
        change.HasIndex(c => new { c.TenantId, c.State });
        change.HasMany(c => c.Consents).WithOne().HasForeignKey(c => new { c.TenantId, c.PurposeChangeId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("funds_consents");
        consent.Property(c => c.How).HasMaxLength(GiftRules.LongestReason);
        consent.HasIndex(c => new { c.TenantId, c.PurposeChangeId, c.GiftId }).IsUnique();
        consent.HasOne<Gift>().WithMany().HasForeignKey(c => new { c.TenantId, c.GiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
