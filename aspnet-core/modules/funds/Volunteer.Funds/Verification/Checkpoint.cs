using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Verification;

/// <summary>
/// What the book looked like at the end of a day: how many entries, the root of their tree and the chain's last hash.
/// Published, so that nobody can change or cut off what lies before it unseen.
/// </summary>
[NotAudited]
[AppendOnly]
internal sealed class Checkpoint : TenantEntity
{
    public Checkpoint(Guid bookId, DateOnly day, long size, byte[] root, byte[] hash, DateTimeOffset takenAt)
    {
        (BookId, Day, Size, Root, Hash, TakenAt) = (bookId, day, size, root, hash, takenAt);
    }

    private Checkpoint()
    {
    }

    public Guid BookId { get; private set; }

    /// <summary>The local day it closes.</summary>
    public DateOnly Day { get; private set; }

    public long Size { get; private set; }

    public byte[] Root { get; private set; } = [];

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset TakenAt { get; private set; }
}

internal sealed class CheckpointMapping : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> checkpoint)
    {
        checkpoint.ToTable("funds_checkpoints");
        checkpoint.HasIndex(c => new { c.TenantId, c.BookId, c.Day }).IsUnique();
        checkpoint.HasOne<Book>().WithMany().HasForeignKey(c => new { c.TenantId, c.BookId }).OnDelete(DeleteBehavior.Restrict);
    }
}
