using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Volunteering.Attendance;

/// <summary>A tablet at the door that a leader opened for the rest of the day: people check in with their short code.</summary>
internal sealed class Kiosk : AggregateRoot
{
    public Kiosk(Guid clubId, Guid? shiftId, DateOnly day, byte[] secretHash, Guid openedBy, DateTimeOffset expiresAt)
    {
        (ClubId, ShiftId, Day, SecretHash, OpenedBy, ExpiresAt) = (clubId, shiftId, day, secretHash, openedBy, expiresAt);
    }

    private Kiosk()
    {
    }

    public Guid ClubId { get; private set; }

    /// <summary>Null: all shifts of the club that day.</summary>
    public Guid? ShiftId { get; private set; }

    public DateOnly Day { get; private set; }

    /// <summary>The token itself is known to the tablet only.</summary>
    [PersonalData]
    public byte[] SecretHash { get; private set; } = [];

    public Guid OpenedBy { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTimeOffset now)
    {
        RevokedAt ??= now;
        Changed();
    }
}

internal sealed class KioskMapping : IEntityTypeConfiguration<Kiosk>
{
    public void Configure(EntityTypeBuilder<Kiosk> kiosk)
    {
        kiosk.ToTable("volunteering_kiosks");
        kiosk.HasIndex(k => new { k.TenantId, k.ClubId, k.Day });
    }
}
