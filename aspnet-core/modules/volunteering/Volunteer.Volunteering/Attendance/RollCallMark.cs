using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

internal enum RollCallOutcome
{
    Present,
    NoShow,
    Excused,

    /// <summary>Takes an earlier mark back: as if nobody had ticked anything.</summary>
    Unmarked,
}

/// <summary>
/// One tick on one leader's phone, with the id that the phone gave it: sent twice it counts once. The newest mark of a
/// person counts, whatever the order in which phones come online (A5).
/// </summary>
[NotAudited]
internal sealed class RollCallMark : TenantEntity
{
    public RollCallMark(Guid id, Guid shiftId, Guid personId, RollCallOutcome outcome, DateTimeOffset markedAt, Guid byPersonId, int sequence, DateTimeOffset now)
    {
        Id = id;
        (ShiftId, PersonId, Outcome, MarkedAt, ByPersonId, Sequence, ReceivedAt) = (shiftId, personId, outcome, markedAt, byPersonId, sequence, now);
    }

    private RollCallMark()
    {
    }

    public Guid ShiftId { get; private set; }

    public Guid PersonId { get; private set; }

    public RollCallOutcome Outcome { get; private set; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    public int BreakMinutes { get; init; }

    /// <summary>The phone's time, at most two minutes ahead of ours.</summary>
    public DateTimeOffset MarkedAt { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public Guid ByPersonId { get; private set; }

    /// <summary>Order of arrival on this shift; the newest is the roll-call's version.</summary>
    public int Sequence { get; private set; }

    /// <summary>Two marks of one instant are put in the same order everywhere.</summary>
    public bool IsNewerThan(DateTimeOffset markedAt, Guid? markId) =>
        MarkedAt != markedAt ? MarkedAt > markedAt : Id.CompareTo(markId ?? Guid.Empty) > 0;
}

internal sealed class RollCallMarkMapping : IEntityTypeConfiguration<RollCallMark>
{
    public void Configure(EntityTypeBuilder<RollCallMark> mark)
    {
        mark.ToTable("volunteering_roll_call_marks");
        mark.HasIndex(m => new { m.TenantId, m.ShiftId, m.Sequence }).IsUnique();
        mark.HasOne<Shift>().WithMany().HasForeignKey(m => new { m.TenantId, m.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
