using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Rosters;

internal enum RosterPreviewState
{
    Open,
    Committed,
}

/// <summary>
/// What a roster would do, kept for a day so that the commit does just that. The rows are encrypted, and gone as soon as
/// they are committed, thrown away or too old.
/// </summary>
[NotAudited]
internal sealed class RosterPreview : TenantEntity
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public RosterPreview(Guid clubId, Guid createdBy, byte[] rows, DateTimeOffset now) =>
        (ClubId, CreatedBy, Rows, CreatedAt, ExpiresAt) = (clubId, createdBy, rows, now, now + Lifetime);

    private RosterPreview()
    {
    }

    public Guid ClubId { get; private set; }

    public Guid CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public RosterPreviewState State { get; private set; }

    public int Version { get; private set; } = 1;

    [PersonalData]
    public byte[]? Rows { get; private set; }
}

internal sealed class RosterPreviewMapping : IEntityTypeConfiguration<RosterPreview>
{
    public void Configure(EntityTypeBuilder<RosterPreview> preview)
    {
        preview.ToTable("organizations_roster_previews");
        preview.HasOne<Club>().WithMany().HasForeignKey(p => new { p.TenantId, p.ClubId }).OnDelete(DeleteBehavior.Restrict);
        preview.HasIndex(p => new { p.TenantId, p.ExpiresAt });
    }
}
