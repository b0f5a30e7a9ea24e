using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

internal enum AttendanceOutcome
{
    /// <summary>Checked in, not yet out.</summary>
    CheckedIn,

    Present,

    NoShow,

    /// <summary>Told us in time or for a good reason.</summary>
    Excused,
}

/// <summary>How an arrival or departure was noted.</summary>
internal enum AttendanceMeans
{
    /// <summary>The person scanned the changing code.</summary>
    SelfScan,

    /// <summary>On the kiosk with the badge or short code.</summary>
    Kiosk,

    /// <summary>Ticked by the leader.</summary>
    RollCall,

    /// <summary>Closed at the scheduled end because nobody checked out (A6).</summary>
    Automatic,
}

/// <summary>One person on one shift: came, left, or did not come.</summary>
internal sealed class AttendanceRecord : AggregateRoot
{
    public AttendanceRecord(Guid shiftId, Guid personId)
    {
        (ShiftId, PersonId) = (shiftId, personId);
    }

    private AttendanceRecord()
    {
    }

    public Guid ShiftId { get; private set; }

    public Guid PersonId { get; private set; }

    public AttendanceOutcome Outcome { get; private set; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    public AttendanceMeans? ArrivedBy { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public AttendanceMeans? LeftBy { get; private set; }

    /// <summary>Who noted it when it was not the person.</summary>
    public Guid? NotedBy { get; private set; }

    /// <summary>Came without having signed up.</summary>
    public bool IsWalkIn { get; private set; }

    /// <summary>When the newest mark was made on the phone that made it; decides between offline roll-calls (A5).</summary>
    public DateTimeOffset MarkedAt { get; private set; }
}

internal sealed class AttendanceMapping : IEntityTypeConfiguration<AttendanceRecord>
{
    public void Configure(EntityTypeBuilder<AttendanceRecord> record)
    {
        record.ToTable("volunteering_attendance");
        record.HasIndex(r => new { r.TenantId, r.ShiftId, r.PersonId }).IsUnique();
        record.HasIndex(r => new { r.TenantId, r.PersonId, r.ArrivedAt });
        record.HasOne<Shift>().WithMany().HasForeignKey(r => new { r.TenantId, r.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
