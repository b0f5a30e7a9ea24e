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
}

/// <summary>
/// Minutes given, one line of the record (Decree 67 art. 7). Never overwritten: a correction is a reversing entry and a
/// new one, so the history shows who, when and why.
/// </summary>
internal sealed class HoursEntry : AggregateRoot
{
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

    public Guid? EnteredBy { get; private set; }

    public DateTimeOffset EnteredAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>The entry that this one takes back; unique, so that nothing is reversed twice.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>Recorded after the ten working days of Decree 67 art. 11.</summary>
    public bool IsLate { get; private set; }
}

internal sealed class HoursEntryMapping : IEntityTypeConfiguration<HoursEntry>
{
    public void Configure(EntityTypeBuilder<HoursEntry> entry)
    {
        entry.ToTable("volunteering_hours");
        entry.HasIndex(e => new { e.TenantId, e.PersonId, e.LocalDate });
        entry.HasIndex(e => new { e.TenantId, e.ClubId, e.State });
        entry.HasIndex(e => new { e.TenantId, e.ShiftId, e.PersonId });
        entry.HasIndex(e => new { e.TenantId, e.ReversesId }).IsUnique();
        entry.HasOne<Shift>().WithMany().HasForeignKey(e => new { e.TenantId, e.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
