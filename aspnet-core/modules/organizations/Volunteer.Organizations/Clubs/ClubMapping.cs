using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Organizations.Clubs;

internal sealed class ClubMapping : IEntityTypeConfiguration<Club>
{
    public void Configure(EntityTypeBuilder<Club> club)
    {
        club.ToTable("organizations_clubs");
        club.HasKey(c => new { c.TenantId, c.Id });
        club.Ignore(c => c.IsRunning);
        club.Property(c => c.Name).HasMaxLength(ClubRules.LongestName);
        club.Property(c => c.NameKey).HasMaxLength(ClubRules.LongestName);
        club.Property(c => c.NameEn).HasMaxLength(ClubRules.LongestEnglishName);
        club.Property(c => c.Purpose).HasMaxLength(ClubRules.LongestText);
        club.Property(c => c.MeetingPlace).HasMaxLength(ClubRules.LongestPlace);

        // A dissolved club gives its name free.
        club.HasIndex(c => new { c.TenantId, c.NameKey }).IsUnique().HasFilter("state <> 'Dissolved'");
        club.HasMany(c => c.Decisions).WithOne().HasForeignKey(d => new { d.TenantId, d.ClubId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClubDecisionMapping : IEntityTypeConfiguration<ClubDecision>
{
    public void Configure(EntityTypeBuilder<ClubDecision> decision)
    {
        decision.ToTable("organizations_club_decisions");
        decision.Property(d => d.Reasons).HasMaxLength(ClubRules.LongestText);
    }
}
