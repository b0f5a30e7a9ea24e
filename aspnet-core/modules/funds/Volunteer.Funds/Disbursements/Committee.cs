using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Disbursements;

/// <summary>The fund's management committee (管理委员会): an odd number of at least five, unpaid, with a supervisor who attends.</summary>
internal sealed class Committee : AggregateRoot
{
    public const int Fewest = 5;
    private readonly List<CommitteeSeat> _seats = [];

    public Committee(Guid bookId, string name) => (BookId, Name) = (bookId, name);

    private Committee()
    {
    }

    public Guid BookId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public IReadOnlyCollection<CommitteeSeat> Seats => _seats;

    public IReadOnlySet<Guid> MembersOn(DateOnly day) => SeatsOn(day, isSupervisor: false);

    public IReadOnlySet<Guid> SupervisorsOn(DateOnly day) => SeatsOn(day, isSupervisor: true);

    /// <summary>Who sits from this day on. Who sat before stays on record.</summary>
    public IReadOnlyList<CommitteeSeat> Seat(IReadOnlyCollection<Guid> members, IReadOnlyCollection<Guid> supervisors, bool isUnpaid, DateOnly from)
    {
        EnsureShape(members, supervisors, isUnpaid);
        foreach (var seat in _seats.Where(seat => seat.Until is null))
        {
            seat.End(from.AddDays(-1));
        }

        List<CommitteeSeat> added = [.. members.Select(id => new CommitteeSeat(Id, id, isSupervisor: false, from)), .. supervisors.Select(id => new CommitteeSeat(Id, id, isSupervisor: true, from))];
        _seats.AddRange(added);
        Changed();
        return added;
    }

    public static void EnsureShape(IReadOnlyCollection<Guid> members, IReadOnlyCollection<Guid> supervisors, bool isUnpaid)
    {
        if (members.Distinct().Count() != members.Count || members.Count < Fewest || members.Count % 2 == 0)
        {
            throw new BusinessException(FundsErrors.CommitteeShape).With("fewest", Fewest);
        }

        if (supervisors.Count == 0 || supervisors.Distinct().Count() != supervisors.Count || supervisors.Any(members.Contains))
        {
            throw new BusinessException(FundsErrors.SupervisorNeeded);
        }

        if (!isUnpaid)
        {
            throw new BusinessException(FundsErrors.CommitteePaid);
        }
    }

    private HashSet<Guid> SeatsOn(DateOnly day, bool isSupervisor) =>
        [.. _seats.Where(seat => seat.IsSupervisor == isSupervisor && seat.From <= day && (seat.Until is null || day <= seat.Until)).Select(seat => seat.PersonId)];
}

internal sealed class CommitteeSeat : TenantEntity
{
    public CommitteeSeat(Guid committeeId, Guid personId, bool isSupervisor, DateOnly from) => (CommitteeId, PersonId, IsSupervisor, From) = (committeeId, personId, isSupervisor, from);

    private CommitteeSeat()
    {
    }

    public Guid CommitteeId { get; private set; }

    public Guid PersonId { get; private set; }

    public bool IsSupervisor { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly? Until { get; private set; }

    public void End(DateOnly until) => Until = until;
}

/// <summary>The minutes of one meeting. Written once; what was decided is with the requests.</summary>
internal sealed class CommitteeMeeting : TenantEntity
{
    private readonly List<MeetingItem> _items = [];

    public CommitteeMeeting(Guid committeeId, DateOnly heldOn, int members, int attending, string supervisorOpinions, Guid recordedBy, DateTimeOffset now) =>
        (CommitteeId, HeldOn, Members, Attending, SupervisorOpinions, RecordedBy, RecordedAt) = (committeeId, heldOn, members, attending, supervisorOpinions, recordedBy, now);

    private CommitteeMeeting()
    {
    }

    public Guid CommitteeId { get; private set; }

    public DateOnly HeldOn { get; private set; }

    public int Members { get; private set; }

    public int Attending { get; private set; }

    public string SupervisorOpinions { get; private set; } = string.Empty;

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public IReadOnlyCollection<MeetingItem> Items => _items;

    public void Add(MeetingItem item) => _items.Add(item);
}

/// <summary>One request that was voted on.</summary>
internal sealed class MeetingItem : TenantEntity
{
    public MeetingItem(Guid meetingId, Guid disbursementId, int revision, VoteCount count) =>
        (MeetingId, DisbursementId, Revision, Yes, No, Abstained, Recused, Passed) =
        (meetingId, disbursementId, revision, count.Yes, count.No, count.Abstained, count.Recused, count.Passed);

    private MeetingItem()
    {
    }

    public Guid MeetingId { get; private set; }

    public Guid DisbursementId { get; private set; }

    public int Revision { get; private set; }

    public int Yes { get; private set; }

    public int No { get; private set; }

    public int Abstained { get; private set; }

    public int Recused { get; private set; }

    public bool Passed { get; private set; }
}

internal enum VoteAnswer
{
    Yes,
    No,
    Abstain,

    /// <summary>Leaves the room: author, payee or close to the payee.</summary>
    Recused,
}

internal sealed record VoteCount(int Yes, int No, int Abstained, int Recused, bool Passed);

/// <summary>
/// How a committee decides (ADR 0028): two thirds of those who may vote on the item are there, and more than half of those
/// present who may vote say yes. Who is too close neither votes nor counts, in the numerator or in the denominator.
/// </summary>
internal static class CommitteeVote
{
    public static VoteCount Count(IReadOnlySet<Guid> members, IReadOnlySet<Guid> attending, IReadOnlySet<Guid> tooClose, IReadOnlyDictionary<Guid, VoteAnswer> votes)
    {
        if (members.Count < Committee.Fewest || members.Count % 2 == 0)
        {
            throw new BusinessException(FundsErrors.CommitteeShape).With("fewest", Committee.Fewest);
        }

        if (!attending.IsSubsetOf(members) || votes.Keys.Any(voter => !attending.Contains(voter)))
        {
            throw new BusinessException(FundsErrors.NotAMember);
        }

        if (votes.Any(vote => vote.Value is not VoteAnswer.Recused && tooClose.Contains(vote.Key)))
        {
            throw new BusinessException(FundsErrors.MemberMustRecuse);
        }

        if (attending.Any(member => !votes.ContainsKey(member)))
        {
            throw new BusinessException(FundsErrors.VoteMissing);
        }

        var recused = members.Where(member => tooClose.Contains(member) || votes.GetValueOrDefault(member) is VoteAnswer.Recused).ToHashSet();
        var entitled = members.Count - recused.Count;
        var present = attending.Count(member => !recused.Contains(member));
        if (present == 0 || present * 3 < entitled * 2)
        {
            throw new BusinessException(FundsErrors.NoQuorum).With("present", present).With("entitled", entitled);
        }

        var yes = votes.Values.Count(answer => answer is VoteAnswer.Yes);
        return new VoteCount(
            yes,
            votes.Values.Count(answer => answer is VoteAnswer.No),
            votes.Values.Count(answer => answer is VoteAnswer.Abstain),
            votes.Values.Count(answer => answer is VoteAnswer.Recused),
            yes * 2 > present);
    }
}

internal sealed class CommitteeMapping : IEntityTypeConfiguration<Committee>
{
    public void Configure(EntityTypeBuilder<Committee> committee)
    {
        committee.ToTable("funds_committees");
        committee.Property(c => c.Name).HasMaxLength(100);
        committee.HasIndex(c => new { c.TenantId, c.BookId, c.Name }).IsUnique();
        committee.HasMany(c => c.Seats).WithOne().HasForeignKey(s => new { s.TenantId, s.CommitteeId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommitteeSeatMapping : IEntityTypeConfiguration<CommitteeSeat>
{
    public void Configure(EntityTypeBuilder<CommitteeSeat> seat)
    {
        seat.ToTable("funds_committee_seats");
        seat.HasIndex(s => new { s.TenantId, s.CommitteeId, s.PersonId, s.From }).IsUnique();
    }
}

internal sealed class CommitteeMeetingMapping : IEntityTypeConfiguration<CommitteeMeeting>
{
    public void Configure(EntityTypeBuilder<CommitteeMeeting> meeting)
    {
        meeting.ToTable("funds_committee_meetings");
        meeting.HasOne<Committee>().WithMany().HasForeignKey(m => new { m.TenantId, m.CommitteeId }).OnDelete(DeleteBehavior.Restrict);
        meeting.HasMany(m => m.Items).WithOne().HasForeignKey(i => new { i.TenantId, i.MeetingId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MeetingItemMapping : IEntityTypeConfiguration<MeetingItem>
{
    public void Configure(EntityTypeBuilder<MeetingItem> item)
    {
        item.ToTable("funds_meeting_items");
        item.HasIndex(i => new { i.TenantId, i.MeetingId, i.DisbursementId }).IsUnique();
        item.HasOne<Disbursement>().WithMany().HasForeignKey(i => new { i.TenantId, i.DisbursementId }).OnDelete(DeleteBehavior.Restrict);
    }
}
