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

    /// <summary>A mark was taken back and nothing else is known.</summary>
    Unmarked,
}

/// <summary>How an arrival or departure was noted.</summary>
internal enum AttendanceMeans
{
    /// <summary>The person scanned the changing code.</summary>
    SelfScan,

    /// <summary>The person pressed "leave" without a code: says when, proves no place.</summary>
    SelfTap,

    /// <summary>On the kiosk with the badge or short code.</summary>
    Kiosk,

    /// <summary>Ticked by the leader.</summary>
    RollCall,

    /// <summary>Closed at the scheduled end because nobody checked out (A6).</summary>
    Automatic,

    /// <summary>Closed by the check-in to the next shift (A2).</summary>
    NextShift,
}

/// <summary>
/// One person on one shift: came, left, or did not come. What was scanned is kept beside what the leader says, so that a
/// mark can be taken back.
/// </summary>
internal sealed class AttendanceRecord : AggregateRoot
{
    public AttendanceRecord(Guid shiftId, Guid personId, bool isWalkIn = false)
    {
        (ShiftId, PersonId, IsWalkIn) = (shiftId, personId, isWalkIn);
        (Outcome, MarkedAt) = (AttendanceOutcome.Unmarked, DateTimeOffset.UnixEpoch);
    }

    private AttendanceRecord()
    {
    }

    public Guid ShiftId { get; private set; }

    public Guid PersonId { get; private set; }

    public AttendanceOutcome Outcome { get; private set; }

    public DateTimeOffset? ScannedInAt { get; private set; }

    public AttendanceMeans? ScannedInBy { get; private set; }

    public DateTimeOffset? ScannedOutAt { get; private set; }

    public AttendanceMeans? ScannedOutBy { get; private set; }

    /// <summary>What counts: the scan, or what the leader says instead.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    public AttendanceMeans? ArrivedBy { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public AttendanceMeans? LeftBy { get; private set; }

    public int BreakMinutes { get; private set; }

    /// <summary>Who noted it when it was not the person.</summary>
    public Guid? NotedBy { get; private set; }

    /// <summary>Came without having signed up.</summary>
    public bool IsWalkIn { get; private set; }

    /// <summary>When the newest mark was made on the phone that made it; decides between offline roll-calls (A5).</summary>
    public DateTimeOffset MarkedAt { get; private set; }

    /// <summary>The roll-call mark that counts; null when the person's own scan is newer.</summary>
    public Guid? MarkId { get; private set; }

    /// <summary>The outcome that the person was last told of, when somebody else noted it.</summary>
    public AttendanceOutcome? ToldOutcome { get; private set; }

    public bool IsPresent => Outcome is AttendanceOutcome.CheckedIn or AttendanceOutcome.Present;

    /// <summary>There, and nobody has said since when not.</summary>
    public bool IsOpen => IsPresent && LeftAt is null;

    /// <summary>Both ends were scanned at the place.</summary>
    public bool HasBothScans => IsProof(ArrivedBy) && (IsProof(LeftBy) || LeftBy == AttendanceMeans.NextShift);

    public void CheckIn(DateTimeOffset at, AttendanceMeans means, Guid? notedBy, DateTimeOffset now)
    {
        (ScannedInAt, ScannedInBy, ScannedOutAt, ScannedOutBy) = (at, means, null, null);
        (ArrivedAt, ArrivedBy, LeftAt, LeftBy, BreakMinutes) = (at, means, null, null, 0);
        (Outcome, NotedBy, MarkedAt, MarkId) = (AttendanceOutcome.CheckedIn, notedBy, now, null);
        Changed();
    }

    public void CheckOut(DateTimeOffset at, AttendanceMeans means, Guid? notedBy, DateTimeOffset now)
    {
        (LeftAt, LeftBy, Outcome) = (at, means, AttendanceOutcome.Present);
        (ScannedOutAt, ScannedOutBy) = (at, means);
        (NotedBy, MarkedAt) = (notedBy ?? NotedBy, now);
        Changed();
    }

    /// <summary>The leader's word. The caller has made sure that it is the newest.</summary>
    public void Apply(RollCallMark mark, Shift shift)
    {
        (ArrivedAt, ArrivedBy, LeftAt, LeftBy, BreakMinutes) = (null, null, null, null, 0);
        switch (mark.Outcome)
        {
            case RollCallOutcome.Present:
                (ArrivedAt, ArrivedBy) = mark.ArrivedAt is null && ScannedInAt is not null
                    ? (ScannedInAt, ScannedInBy)
                    : (mark.ArrivedAt ?? shift.StartsAt, AttendanceMeans.RollCall);
                (LeftAt, LeftBy) = mark.LeftAt is not null ? (mark.LeftAt, AttendanceMeans.RollCall) : (ScannedOutAt, ScannedOutBy);
                BreakMinutes = mark.BreakMinutes;
                Outcome = AttendanceOutcome.Present;
                break;
            case RollCallOutcome.NoShow:
                Outcome = AttendanceOutcome.NoShow;
                break;
            case RollCallOutcome.Excused:
                Outcome = AttendanceOutcome.Excused;
                break;
            default:
                (ArrivedAt, ArrivedBy, LeftAt, LeftBy) = (ScannedInAt, ScannedInBy, ScannedOutAt, ScannedOutBy);
                Outcome = ScannedInAt is null ? AttendanceOutcome.Unmarked : ScannedOutAt is null ? AttendanceOutcome.CheckedIn : AttendanceOutcome.Present;
                break;
        }

        (NotedBy, MarkedAt, MarkId) = (mark.ByPersonId, mark.MarkedAt, mark.Id);
        Changed();
    }

    /// <summary>Provisionally, at the scheduled end: somebody must approve it (A6). Again after an extension.</summary>
    public void CloseAt(DateTimeOffset end)
    {
        LeftAt = ArrivedAt > end ? ArrivedAt : end;
        (LeftBy, Outcome) = (AttendanceMeans.Automatic, AttendanceOutcome.Present);
        Changed();
    }

    public void Told() => ToldOutcome = Outcome;

    private static bool IsProof(AttendanceMeans? means) => means is AttendanceMeans.SelfScan or AttendanceMeans.Kiosk;
}

internal sealed class AttendanceMapping : IEntityTypeConfiguration<AttendanceRecord>
{
    public void Configure(EntityTypeBuilder<AttendanceRecord> record)
    {
        record.ToTable("volunteering_attendance");
        record.Ignore(r => r.IsPresent).Ignore(r => r.IsOpen).Ignore(r => r.HasBothScans);
        record.HasIndex(r => new { r.TenantId, r.ShiftId, r.PersonId }).IsUnique();
        record.HasIndex(r => new { r.TenantId, r.PersonId, r.Outcome, r.ArrivedAt });
        record.HasOne<Shift>().WithMany().HasForeignKey(r => new { r.TenantId, r.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
