using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Members;

internal enum Post
{
    Member,
    Deputy,
    Leader,
}

internal enum LeaveReason
{
    /// <summary>The person's own wish.</summary>
    Left,

    /// <summary>Taken off the roster by a leader or the secretary.</summary>
    Removed,

    /// <summary>No longer in the community.</summary>
    Departed,

    /// <summary>The club is no more.</summary>
    Dissolved,
}

/// <summary>One person's time in one club. Leaving ends the row; coming back makes another.</summary>
internal sealed class ClubMember : TenantEntity
{
    public const int LongestRemark = 500;

    public ClubMember(Guid clubId, Guid personId, Post post, string? remark, DateTimeOffset now)
    {
        (ClubId, PersonId, Post, Remark, JoinedAt) = (clubId, personId, post, remark, now);
        PostSince = now;
    }

    private ClubMember()
    {
    }

    public Guid ClubId { get; private set; }

    public Guid PersonId { get; private set; }

    public Post Post { get; private set; }

    public DateTimeOffset PostSince { get; private set; }

    /// <summary>Last day of the term, in the community's calendar; null for no end.</summary>
    public DateOnly? PostUntil { get; private set; }

    /// <summary>What the roster remarks.</summary>
    [PersonalData]
    public string? Remark { get; private set; }

    public DateTimeOffset JoinedAt { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public LeaveReason? LeaveReason { get; private set; }

    public void Appoint(Post post, DateOnly? until, DateTimeOffset now) =>
        (Post, PostUntil, PostSince) = (post, post is Post.Member ? null : until, now);

    public void Leave(LeaveReason reason, DateTimeOffset now) => (LeftAt, LeaveReason) = (now, reason);

    /// <summary>Leads in fact: the post is theirs and its term is not over.</summary>
    public bool LeadsOn(DateOnly today) => Post is Post.Leader && LeftAt is null && (PostUntil is null || PostUntil >= today);
}

internal sealed class ClubMemberMapping : IEntityTypeConfiguration<ClubMember>
{
    public void Configure(EntityTypeBuilder<ClubMember> member)
    {
        member.ToTable("organizations_club_members");
        member.Property(m => m.Remark).HasMaxLength(ClubMember.LongestRemark);
        member.HasOne<Club>().WithMany().HasForeignKey(m => new { m.TenantId, m.ClubId }).OnDelete(DeleteBehavior.Restrict);
        member.HasIndex(m => new { m.TenantId, m.ClubId, m.PersonId }).IsUnique().HasFilter("left_at IS NULL");
        member.HasIndex(m => new { m.TenantId, m.PersonId, m.LeftAt });
    }
}
