using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>The attendance of one shift was closed: open check-ins ended, hours proposed. Once, whoever runs the job.</summary>
[NotAudited]
internal sealed class ShiftClosing(Guid shiftId, DateTimeOffset closedAt) : TenantEntity
{
    public Guid ShiftId { get; private set; } = shiftId;

    public DateTimeOffset ClosedAt { get; private set; } = closedAt;
}

/// <summary>The leader kept people longer than planned (A7): hours count up to here.</summary>
internal sealed class ShiftExtension : AggregateRoot
{
    public ShiftExtension(Guid shiftId, DateTimeOffset until, string reason, Guid byPersonId)
    {
        (ShiftId, Until, Reason, ByPersonId) = (shiftId, until, reason, byPersonId);
    }

    private ShiftExtension()
    {
    }

    public Guid ShiftId { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public string Reason { get; private set; } = string.Empty;

    public Guid ByPersonId { get; private set; }

    public void Change(DateTimeOffset until, string reason, Guid byPersonId)
    {
        (Until, Reason, ByPersonId) = (until, reason, byPersonId);
        Changed();
    }
}

internal sealed class ShiftClosingMapping : IEntityTypeConfiguration<ShiftClosing>
{
    public void Configure(EntityTypeBuilder<ShiftClosing> closing)
    {
        closing.ToTable("volunteering_shift_closings");
        closing.HasIndex(c => new { c.TenantId, c.ShiftId }).IsUnique();
        closing.HasOne<Shift>().WithMany().HasForeignKey(c => new { c.TenantId, c.ShiftId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ShiftExtensionMapping : IEntityTypeConfiguration<ShiftExtension>
{
    public void Configure(EntityTypeBuilder<ShiftExtension> extension)
    {
        extension.ToTable("volunteering_shift_extensions");
        extension.Property(e => e.Reason).HasMaxLength(500);
        extension.HasIndex(e => new { e.TenantId, e.ShiftId }).IsUnique();
        extension.HasOne<Shift>().WithMany().HasForeignKey(e => new { e.TenantId, e.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
