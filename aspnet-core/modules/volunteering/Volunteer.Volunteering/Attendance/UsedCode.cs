using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

internal enum CodeUse
{
    CheckIn,
    CheckOut,
}

/// <summary>A person used the code of one step: once per purpose, however often it is sent (A4).</summary>
[NotAudited]
internal sealed class UsedCode(Guid shiftId, Guid personId, CodeUse use, long step) : TenantEntity
{
    public Guid ShiftId { get; private set; } = shiftId;

    public Guid PersonId { get; private set; } = personId;

    public CodeUse Use { get; private set; } = use;

    public long Step { get; private set; } = step;
}

internal sealed class UsedCodeMapping : IEntityTypeConfiguration<UsedCode>
{
    public void Configure(EntityTypeBuilder<UsedCode> code)
    {
        code.ToTable("volunteering_used_codes");
        code.HasIndex(c => new { c.TenantId, c.ShiftId, c.PersonId, c.Use, c.Step }).IsUnique();
        code.HasOne<Shift>().WithMany().HasForeignKey(c => new { c.TenantId, c.ShiftId }).OnDelete(DeleteBehavior.Cascade);
    }
}
