using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>
/// A posted voucher (记账凭证). Written once by <see cref="EntryWriter"/>, read ever after: the database refuses every change.
/// </summary>
[NotAudited]
[AppendOnly]
internal sealed class Entry : TenantEntity
{
    public const int LongestText = 300;

    private Entry()
    {
    }

    public Guid BookId { get; private set; }

    /// <summary>Position in the book's chain, from 1 without gap.</summary>
    public long Seq { get; private set; }

    public int Year { get; private set; }

    /// <summary>Gapless in book and year, from 1.</summary>
    public int Number { get; private set; }

    public DateOnly Date { get; private set; }

    public EntryKind Kind { get; private set; }

    public string Text { get; private set; } = string.Empty;

    public string SourceType { get; private set; } = string.Empty;

    public string SourceId { get; private set; } = string.Empty;

    /// <summary>The entry that this one takes back; unique.</summary>
    public Guid? ReversesId { get; private set; }

    public int LineCount { get; private set; }

    /// <summary>Whole milliseconds, so that both databases give back exactly what was hashed.</summary>
    public DateTimeOffset PostedAt { get; private set; }

    /// <summary>The person who posted it; null for jobs.</summary>
    public Guid? PostedBy { get; private set; }

    /// <summary>Random; opens the commitments inside <see cref="ContentHash"/>.</summary>
    public byte[] Salt { get; private set; } = [];

    public byte[] ContentHash { get; private set; } = [];

    public byte[] Hash { get; private set; } = [];
}

/// <summary>One leg of an entry: debit positive, credit negative.</summary>
[NotAudited]
[AppendOnly]
internal sealed class EntryLine : TenantEntity
{
    private EntryLine()
    {
    }

    public Guid EntryId { get; private set; }

    /// <summary>From 1.</summary>
    public int Position { get; private set; }

    /// <summary>As in the entry, so that sums need no join; the database checks that they agree.</summary>
    public Guid BookId { get; private set; }

    public DateOnly Date { get; private set; }

    public Guid AccountId { get; private set; }

    public long Fen { get; private set; }

    public Guid FundId { get; private set; }

    public Guid? MoneyAccountId { get; private set; }

    public Guid? CampaignId { get; private set; }

    public Guid? ProjectId { get; private set; }

    public Guid? GiftId { get; private set; }

    public Guid? PartyId { get; private set; }

    public string? NameCommitment { get; private set; }

    public string? Text { get; private set; }
}

internal sealed class EntryMapping : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> entry)
    {
        entry.ToTable("funds_entries");
        entry.Property(e => e.Text).HasMaxLength(Entry.LongestText);
        entry.Property(e => e.SourceType).HasMaxLength(40);
        entry.Property(e => e.SourceId).HasMaxLength(255);
        entry.HasIndex(e => new { e.TenantId, e.BookId, e.SourceType, e.SourceId }).IsUnique().HasDatabaseName("ux_funds_entries_source");
        entry.HasIndex(e => new { e.TenantId, e.BookId, e.Seq }).IsUnique().HasDatabaseName("ux_funds_entries_seq");
        entry.HasIndex(e => new { e.TenantId, e.BookId, e.Year, e.Number }).IsUnique().HasDatabaseName("ux_funds_entries_number");
        entry.HasIndex(e => new { e.TenantId, e.ReversesId }).IsUnique().HasFilter("reverses_id IS NOT NULL").HasDatabaseName("ux_funds_entries_reverses");
        entry.HasIndex(e => new { e.TenantId, e.BookId, e.Date });
        entry.HasOne<Book>().WithMany().HasForeignKey(e => new { e.TenantId, e.BookId }).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Entry>().WithMany().HasForeignKey(e => new { e.TenantId, e.ReversesId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EntryLineMapping : IEntityTypeConfiguration<EntryLine>
{
    public void Configure(EntityTypeBuilder<EntryLine> line)
    {
        line.ToTable("funds_entry_lines", table => table.HasCheckConstraint("ck_funds_entry_lines_fen", "fen <> 0"));
        line.Property(l => l.NameCommitment).HasMaxLength(60);
        line.Property(l => l.Text).HasMaxLength(Entry.LongestText);
        line.HasIndex(l => new { l.TenantId, l.EntryId, l.Position }).IsUnique();
        line.HasIndex(l => new { l.TenantId, l.FundId, l.Date });
        line.HasIndex(l => new { l.TenantId, l.AccountId, l.Date });
        line.HasIndex(l => new { l.TenantId, l.MoneyAccountId, l.Date }).HasFilter("money_account_id IS NOT NULL");
        line.HasIndex(l => new { l.TenantId, l.GiftId }).HasFilter("gift_id IS NOT NULL");
        line.HasOne<Entry>().WithMany().HasForeignKey(l => new { l.TenantId, l.EntryId }).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<ChartAccount>().WithMany().HasForeignKey(l => new { l.TenantId, l.AccountId }).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<Fund>().WithMany().HasForeignKey(l => new { l.TenantId, l.FundId }).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<MoneyAccount>().WithMany().HasForeignKey(l => new { l.TenantId, l.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
