using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>How well an entry is proved; shown on the record and totalled apart.</summary>
internal enum EvidenceGrade
{
    /// <summary>The person scanned in and out.</summary>
    BothScans,

    /// <summary>The leader's roll-call.</summary>
    RollCall,

    /// <summary>Entered afterwards by hand, with a reason and a second person.</summary>
    BackEntry,
}

internal enum HoursState
{
    Proposed,
    Approved,
    Rejected,

    /// <summary>The attendance changed before anybody decided; a newer proposal stands in its place.</summary>
    Superseded,
}

/// <summary>What somebody should look at twice; only the secretary approves such an entry.</summary>
[Flags]
internal enum HoursFlags
{
    None = 0,

    /// <summary>More on one day than the community thinks plausible (H4).</summary>
    OverCeiling = 1,

    /// <summary>One of fifty or more entries that one person typed within a day (H6).</summary>
    Bulk = 2,
}

/// <summary>
/// Minutes given, one line of the record (Decree 67 art. 7). Never overwritten: a correction is a reversing entry and a
/// new one, so the history shows who, when and why.
/// </summary>
internal sealed class HoursEntry : AggregateRoot
{
    public HoursEntry(Shift shift, Guid personId, Credit credit, EvidenceGrade grade, HoursAuthor? author, DateOnly dueOn, DateTimeOffset now)
    {
        (ShiftId, ClubId, PersonId, LocalDate) = (shift.Id, shift.ClubId, personId, shift.LocalDate);
        (From, To, Minutes, Grade) = (credit.From, credit.To, credit.Minutes, grade);
        (EnteredBy, EnteredByAccount, EnteredAt, DueOn) = (author?.PersonId, author?.AccountId, now, dueOn);
        (Reason, Evidence) = (author?.Reason, author?.Evidence);
        IsCurrent = true;
    }

    private HoursEntry()
    {
    }

    public Guid PersonId { get; private set; }

    public Guid ShiftId { get; private set; }

    /// <summary>The recording unit's club.</summary>
    public Guid ClubId { get; private set; }

    public DateOnly LocalDate { get; private set; }

    public DateTimeOffset From { get; private set; }

    public DateTimeOffset To { get; private set; }

    /// <summary>Whole minutes; negative on a reversing entry.</summary>
    public int Minutes { get; private set; }

    public EvidenceGrade Grade { get; private set; }

    public HoursState State { get; private set; }

    public HoursFlags Flags { get; private set; }

    /// <summary>The one entry that stands for this person on this shift.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Null: proposed from scans or roll-call.</summary>
    public Guid? EnteredBy { get; private set; }

    public Guid? EnteredByAccount { get; private set; }

    public DateTimeOffset EnteredAt { get; private set; }

    /// <summary>Null once decided: both scans spoke for themselves.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>What proves an entry made by hand, e.g. "signed list of 12 March".</summary>
    public string? Evidence { get; private set; }

    public string? RejectionReason { get; private set; }

    /// <summary>The entry that this one takes back; unique, so that nothing is reversed twice.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>The entry in whose place this one stands after a correction.</summary>
    public Guid? ReplacesId { get; private set; }

    /// <summary>Last day of the ten working days of Decree 67 art. 11.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Recorded after <see cref="DueOn"/>.</summary>
    public bool IsLate { get; private set; }

    public bool IsCorrection => ReversesId is not null || ReplacesId is not null;

    /// <summary>Takes the whole entry back, once somebody approves.</summary>
    public HoursEntry Reverse(HoursAuthor author, DateTimeOffset now) => new()
    {
        ShiftId = ShiftId,
        ClubId = ClubId,
        PersonId = PersonId,
        LocalDate = LocalDate,
        From = From,
        To = To,
        Minutes = -Minutes,
        Grade = Grade,
        EnteredBy = author.PersonId,
        EnteredByAccount = author.AccountId,
        EnteredAt = now,
        Reason = author.Reason,
        ReversesId = Id,
        DueOn = DueOn,
    };

    /// <summary>Stands in the place of <paramref name="earlier"/> once somebody approves.</summary>
    public void Replace(HoursEntry earlier) => (ReplacesId, IsCurrent) = (earlier.Id, false);

    public void Flag(HoursFlags flags) => Flags |= flags;

    /// <param name="by">Null when both scans speak for themselves.</param>
    public void Approve(Guid? by, DateOnly today, DateTimeOffset now)
    {
        RequireOpen();
        (State, DecidedBy, DecidedAt) = (HoursState.Approved, by, now);
        IsLate = today > DueOn;
        IsCurrent = ReversesId is null;
        Changed();
    }

    public void Reject(Guid by, string reason, DateTimeOffset now)
    {
        RequireOpen();
        (State, DecidedBy, DecidedAt, RejectionReason, IsCurrent) = (HoursState.Rejected, by, now, reason, false);
        Changed();
    }

    /// <summary>The attendance says something else by now.</summary>
    public void Supersede()
    {
        RequireOpen();
        (State, IsCurrent) = (HoursState.Superseded, false);
        Changed();
    }

    /// <summary>A correction took its place; the line itself stays as it was.</summary>
    public void StepBack()
    {
        IsCurrent = false;
        Changed();
    }

    private void RequireOpen()
    {
        if (State is not HoursState.Proposed)
        {
            throw new BusinessException(VolunteeringErrors.HoursDecided);
        }
    }
}

/// <summary>Who typed an entry, and what they say for it.</summary>
internal sealed record HoursAuthor(Guid PersonId, Guid AccountId, string Reason, string? Evidence);

internal sealed class HoursEntryMapping : IEntityTypeConfiguration<HoursEntry>
{
    public void Configure(EntityTypeBuilder<HoursEntry> entry)
    {
        entry.ToTable("volunteering_hours");
        entry.Ignore(e => e.IsCorrection);
        entry.Property(e => e.Reason).HasMaxLength(500);
        entry.Property(e => e.Evidence).HasMaxLength(500);
        entry.Property(e => e.RejectionReason).HasMaxLength(500);
        entry.HasIndex(e => new { e.TenantId, e.PersonId, e.LocalDate });
        entry.HasIndex(e => new { e.TenantId, e.ClubId, e.State });
        entry.HasIndex(e => new { e.TenantId, e.State, e.LocalDate });
        entry.HasIndex(e => new { e.TenantId, e.ShiftId, e.PersonId }).IsUnique().HasFilter("is_current").HasDatabaseName("ux_volunteering_hours_current");
        entry.HasIndex(e => new { e.TenantId, e.ReversesId }).IsUnique().HasFilter("state <> 'Rejected'").HasDatabaseName("ux_volunteering_hours_reverses");
        entry.HasIndex(e => new { e.TenantId, e.ReplacesId });
        entry.HasOne<Shift>().WithMany().HasForeignKey(e => new { e.TenantId, e.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
