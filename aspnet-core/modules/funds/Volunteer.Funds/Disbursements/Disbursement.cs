using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

internal enum DisbursementState
{
    Draft,

    /// <summary>Handed in; its money is reserved.</summary>
    Submitted,
    Reviewed,
    Approved,
    Rejected,
    Withdrawn,
    Paid,

    /// <summary>Paid, and what it was used for is proved.</summary>
    Closed,
}

internal enum CostKind
{
    /// <summary>业务活动成本.</summary>
    Programme,

    /// <summary>管理费用.</summary>
    Administration,

    /// <summary>筹资费用.</summary>
    Fundraising,
}

/// <summary>Money asked for, decided on, paid and accounted for.</summary>
internal sealed class Disbursement : AggregateRoot
{
    private readonly List<DisbursementLine> _lines = [];
    private readonly List<Approval> _approvals = [];
    private readonly List<Evidence> _evidence = [];

    public Disbursement(Guid bookId, Guid authorPersonId, DisbursementContent content, DateTimeOffset now, BatchSource? source = null)
    {
        (BookId, FundId, AuthorPersonId, CreatedAt, Source, SourceId) = (bookId, content.FundId, authorPersonId, now, source?.Source, source?.Id);
        Fill(content);
    }

    private Disbursement()
    {
    }

    public Guid BookId { get; private set; }

    public Guid FundId { get; private set; }

    /// <summary>The project it is for: money earmarked for another is not touched.</summary>
    public Guid? ProjectId { get; private set; }

    public Guid? CampaignId { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string Reason { get; private set; } = string.Empty;

    public CostKind CostKind { get; private set; }

    public long TotalFen { get; private set; }

    /// <summary>Units of service that it buys, in hundredths, e.g. 25000 for 250 meals.</summary>
    public long UnitHundredths { get; private set; }

    public string? UnitName { get; private set; }

    /// <summary>How many people it helps; below the smallest group nothing is shown that could point at one of them.</summary>
    public int Beneficiaries { get; private set; }

    /// <summary>A relative or partner of the one who asks is paid: to be disclosed (慈善法 art. 14).</summary>
    public bool IsRelatedParty { get; private set; }

    public Guid AuthorPersonId { get; private set; }

    /// <summary>Goes up with every change; a decision counts for the revision it was taken on.</summary>
    public int Revision { get; private set; } = 1;

    public DisbursementState State { get; private set; } = DisbursementState.Draft;

    public Guid? ReservationId { get; private set; }

    public string? Source { get; private set; }

    public string? SourceId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateOnly? PaidOn { get; private set; }

    /// <summary>How often the bank sent the money back.</summary>
    public int Returns { get; private set; }

    public Guid? MoneyAccountId { get; private set; }

    public Guid? EntryId { get; private set; }

    public int? EntryNumber { get; private set; }

    public string? DecisionNote { get; private set; }

    public string? ClosingNote { get; private set; }

    public IReadOnlyCollection<DisbursementLine> Lines => _lines;

    public IReadOnlyCollection<Approval> Approvals => _approvals;

    public IReadOnlyCollection<Evidence> Evidence => _evidence;

    /// <summary>Decisions that still count.</summary>
    public IEnumerable<Approval> ValidApprovals => _approvals.Where(approval => approval.Revision == Revision);

    public bool IsPending => State is DisbursementState.Submitted or DisbursementState.Reviewed or DisbursementState.Approved;

    /// <summary>New content; whatever was decided before does not count any more.</summary>
    public void Change(DisbursementContent content, Guid byPersonId)
    {
        if (byPersonId != AuthorPersonId)
        {
            throw new ForbiddenException(FundsErrors.NotTheAuthor);
        }

        if (State is DisbursementState.Paid or DisbursementState.Closed or DisbursementState.Withdrawn)
        {
            throw WrongState();
        }

        FundId = content.FundId;
        _lines.Clear();
        Fill(content);
        Revision++;
        (State, ReservationId) = (DisbursementState.Draft, null);
        Changed();
    }

    public void MarkRelatedParty(bool isRelated) => IsRelatedParty = isRelated;

    /// <summary>Hands it in; the caller reserves the money under this id.</summary>
    public Guid Submit()
    {
        if (State is not DisbursementState.Draft)
        {
            throw WrongState();
        }

        var reservationId = Guid.CreateVersion7();
        (State, ReservationId) = (DisbursementState.Submitted, reservationId);
        Changed();
        return reservationId;
    }

    public void Review(Decider decider, int revision, string? note, DateTimeOffset now)
    {
        EnsureMayDecide(decider, revision);
        if (State is not DisbursementState.Submitted)
        {
            throw WrongState();
        }

        Add(new Approval(Id, Revision, decider.PersonId, ApprovalKind.Review, meetingId: null, note, now));
        State = DisbursementState.Reviewed;
        Changed();
    }

    /// <summary>One approver's yes; it is approved when as many as the rules want have said so.</summary>
    public void Approve(Decider decider, int revision, ApprovalRules rules, string? note, DateTimeOffset now)
    {
        EnsureMayDecide(decider, revision);
        if (State is not DisbursementState.Reviewed)
        {
            throw WrongState();
        }

        var committee = ValidApprovals.Any(approval => approval.Kind is ApprovalKind.Committee);
        if (TotalFen > decider.LimitFen && !committee)
        {
            throw new BusinessException(FundsErrors.ApprovalLimit).With("limitYuan", decider.LimitFen / 100);
        }

        if (ValidApprovals.Any(approval => approval.Kind is ApprovalKind.Approval && approval.PersonId == decider.PersonId))
        {
            throw new BusinessException(FundsErrors.ApprovedAlready);
        }

        Add(new Approval(Id, Revision, decider.PersonId, ApprovalKind.Approval, meetingId: null, note, now));
        Settle(rules);
        Changed();
    }

    /// <summary>The committee's yes, or its no.</summary>
    public void Decide(Guid meetingId, Guid recordedBy, bool passed, int revision, ApprovalRules rules, string? note, DateTimeOffset now)
    {
        if (revision != Revision)
        {
            throw new BusinessException(FundsErrors.ApprovalStale);
        }

        if (State is not (DisbursementState.Submitted or DisbursementState.Reviewed))
        {
            throw WrongState();
        }

        if (passed)
        {
            Add(new Approval(Id, Revision, recordedBy, ApprovalKind.Committee, meetingId, note, now));
            Settle(rules);
        }
        else
        {
            (State, DecisionNote) = (DisbursementState.Rejected, note);
            Tell(Refused());
        }

        Changed();
    }

    public void Reject(Decider decider, int revision, string reason)
    {
        EnsureMayDecide(decider, revision);
        if (!IsPending)
        {
            throw WrongState();
        }

        (State, DecisionNote) = (DisbursementState.Rejected, reason);
        Changed(Refused());
    }

    public void Withdraw(Guid byPersonId)
    {
        if (byPersonId != AuthorPersonId)
        {
            throw new ForbiddenException(FundsErrors.NotTheAuthor);
        }

        if (State is not (DisbursementState.Draft or DisbursementState.Rejected) && !IsPending)
        {
            throw WrongState();
        }

        State = DisbursementState.Withdrawn;
        Changed(Refused());
    }

    public void Pay(DateOnly on, Guid moneyAccountId)
    {
        if (State is not DisbursementState.Approved)
        {
            throw WrongState();
        }

        (State, PaidOn, MoneyAccountId) = (DisbursementState.Paid, on, moneyAccountId);
        Changed(Source is null ? null : new DisbursementPaid(Source, SourceId!, Id, on));
    }

    public void Posted(PostedEntry entry) => (EntryId, EntryNumber) = (entry.Id, entry.Number);

    /// <summary>The bank sent the money back (退汇): approved as before, to be paid again. The caller holds the money anew.</summary>
    public Guid Return()
    {
        if (State is not DisbursementState.Paid)
        {
            throw WrongState();
        }

        var reservationId = Guid.CreateVersion7();
        (State, ReservationId, PaidOn, MoneyAccountId, EntryId, EntryNumber) = (DisbursementState.Approved, reservationId, null, null, null, null);
        Returns++;
        Changed();
        return reservationId;
    }

    public Evidence AddEvidence(Guid fileId, string name, string mediaType, long size, byte[] hash, Guid byPersonId, DateTimeOffset now)
    {
        if (State is DisbursementState.Closed or DisbursementState.Withdrawn)
        {
            throw WrongState();
        }

        var evidence = new Evidence(Id, fileId, name, mediaType, size, hash, byPersonId, now);
        _evidence.Add(evidence);
        Changed();
        return evidence;
    }

    public void Close(string note)
    {
        if (State is not DisbursementState.Paid)
        {
            throw WrongState();
        }

        if (_evidence.Count == 0)
        {
            throw new BusinessException(FundsErrors.EvidenceMissing);
        }

        (State, ClosingNote) = (DisbursementState.Closed, note);
        Changed();
    }

    private static void EnsureFar(Decider decider)
    {
        if (decider.IsTooClose)
        {
            throw new BusinessException(FundsErrors.ConflictOfInterest);
        }
    }

    private void EnsureMayDecide(Decider decider, int revision)
    {
        if (decider.PersonId == AuthorPersonId)
        {
            throw new BusinessException(FundsErrors.OwnRequest);
        }

        EnsureFar(decider);
        if (revision != Revision)
        {
            throw new BusinessException(FundsErrors.ApprovalStale);
        }
    }

    private void Settle(ApprovalRules rules)
    {
        var committee = ValidApprovals.Any(approval => approval.Kind is ApprovalKind.Committee);
        var people = ValidApprovals.Count(approval => approval.Kind is ApprovalKind.Approval);
        if (people == 0 || (rules.NeedsCommittee(TotalFen) && !committee) || people + (committee ? 1 : 0) < rules.ApproversFor(TotalFen))
        {
            return;
        }

        State = DisbursementState.Approved;
    }

    private void Add(Approval approval) => _approvals.Add(approval);

    private DisbursementRefused? Refused() => Source is null ? null : new DisbursementRefused(Source, SourceId!, Id);

    private void Fill(DisbursementContent content)
    {
        (ProjectId, CampaignId, Title, Reason, CostKind) = (content.ProjectId, content.CampaignId, content.Title, content.Reason, content.CostKind);
        (UnitHundredths, UnitName, Beneficiaries) = (content.UnitHundredths, content.UnitName, content.Beneficiaries);
        _lines.AddRange(content.Payees.Index().Select(payee => new DisbursementLine(Id, payee.Index + 1, payee.Item)));
        TotalFen = _lines.Sum(line => line.Fen);
    }

    private BusinessException WrongState() => new BusinessException(FundsErrors.DisbursementState).With("state", State.ToString());
}

internal sealed record BatchSource(string Source, string Id);

internal sealed record DisbursementContent(
    Guid FundId,
    Guid? ProjectId,
    Guid? CampaignId,
    string Title,
    string Reason,
    CostKind CostKind,
    long UnitHundredths,
    string? UnitName,
    int Beneficiaries,
    IReadOnlyList<PayeeShare> Payees);

internal sealed record PayeeShare(Guid PartyId, long Fen, string? Text);

/// <summary>Who decides: not the author, not close to the payee, and up to a limit.</summary>
internal sealed record Decider(Guid PersonId, bool IsTooClose, long LimitFen);

internal sealed class DisbursementLine : TenantEntity
{
    public DisbursementLine(Guid disbursementId, int number, PayeeShare share) =>
        (DisbursementId, Number, PartyId, Fen, Text) = (disbursementId, number, share.PartyId, share.Fen, share.Text);

    private DisbursementLine()
    {
    }

    public Guid DisbursementId { get; private set; }

    public int Number { get; private set; }

    public Guid PartyId { get; private set; }

    public long Fen { get; private set; }

    public string? Text { get; private set; }
}

internal enum ApprovalKind
{
    Review,
    Approval,

    /// <summary>A committee's vote; the person is who recorded the minutes.</summary>
    Committee,
}

/// <summary>One decision on one revision.</summary>
internal sealed class Approval : TenantEntity
{
    public Approval(Guid disbursementId, int revision, Guid personId, ApprovalKind kind, Guid? meetingId, string? note, DateTimeOffset now) =>
        (DisbursementId, Revision, PersonId, Kind, MeetingId, Note, At) = (disbursementId, revision, personId, kind, meetingId, note, now);

    private Approval()
    {
    }

    public Guid DisbursementId { get; private set; }

    public int Revision { get; private set; }

    public Guid PersonId { get; private set; }

    public ApprovalKind Kind { get; private set; }

    public Guid? MeetingId { get; private set; }

    public string? Note { get; private set; }

    public DateTimeOffset At { get; private set; }
}

/// <summary>An invoice, a list with signatures, a photo.</summary>
internal sealed class Evidence : TenantEntity
{
    public Evidence(Guid disbursementId, Guid fileId, string name, string mediaType, long size, byte[] hash, Guid addedBy, DateTimeOffset now) =>
        (DisbursementId, FileId, Name, MediaType, Size, Hash, AddedBy, AddedAt) = (disbursementId, fileId, name, mediaType, size, hash, addedBy, now);

    private Evidence()
    {
    }

    public Guid DisbursementId { get; private set; }

    public Guid FileId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public string MediaType { get; private set; } = string.Empty;

    public long Size { get; private set; }

    public byte[] Hash { get; private set; } = [];

    public Guid AddedBy { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }
}

internal sealed class DisbursementMapping : IEntityTypeConfiguration<Disbursement>
{
    public void Configure(EntityTypeBuilder<Disbursement> disbursement)
    {
        disbursement.ToTable("funds_disbursements");
        disbursement.Ignore(d => d.ValidApprovals);
        disbursement.Ignore(d => d.IsPending);
        disbursement.Property(d => d.Title).HasMaxLength(100);
        disbursement.Property(d => d.UnitName).HasMaxLength(GiftRules.LongestUnit);
        disbursement.Property(d => d.Source).HasMaxLength(60);
        disbursement.Property(d => d.SourceId).HasMaxLength(100);

        // What another module asks for is asked once.
        disbursement.HasIndex(d => new { d.TenantId, d.Source, d.SourceId }).IsUnique().HasFilter("source_id IS NOT NULL");
        disbursement.HasIndex(d => new { d.TenantId, d.State });
        disbursement.HasIndex(d => new { d.TenantId, d.FundId, d.State });
        disbursement.HasMany(d => d.Lines).WithOne().HasForeignKey(l => new { l.TenantId, l.DisbursementId }).OnDelete(DeleteBehavior.Cascade);
        disbursement.HasMany(d => d.Approvals).WithOne().HasForeignKey(a => new { a.TenantId, a.DisbursementId }).OnDelete(DeleteBehavior.Restrict);
        disbursement.HasMany(d => d.Evidence).WithOne().HasForeignKey(e => new { e.TenantId, e.DisbursementId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DisbursementLineMapping : IEntityTypeConfiguration<DisbursementLine>
{
    public void Configure(EntityTypeBuilder<DisbursementLine> line)
    {
        line.ToTable("funds_disbursement_lines", table => table.HasCheckConstraint("ck_funds_disbursement_lines_fen", "fen > 0"));
        line.Property(l => l.Text).HasMaxLength(GiftRules.LongestLine);
        line.HasOne<Party>().WithMany().HasForeignKey(l => new { l.TenantId, l.PartyId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApprovalMapping : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> approval)
    {
        approval.ToTable("funds_approvals");
        approval.Property(a => a.Note).HasMaxLength(GiftRules.LongestReason);

        // Nobody's yes counts twice on one revision.
        approval.HasIndex(a => new { a.TenantId, a.DisbursementId, a.Revision, a.PersonId, a.Kind }).IsUnique();
    }
}

internal sealed class EvidenceMapping : IEntityTypeConfiguration<Evidence>
{
    public void Configure(EntityTypeBuilder<Evidence> evidence)
    {
        evidence.ToTable("funds_evidence");
        evidence.Property(e => e.Name).HasMaxLength(GiftRules.LongestLine);
        evidence.Property(e => e.MediaType).HasMaxLength(60);
    }
}
