using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>A line of the bank. What it says never changes; what was done about it does, through guarded updates only.</summary>
[NotAudited]
internal sealed class StatementLine : TenantEntity
{
    public const string NeverOver = "ck_funds_statement_lines_never_over";

    public StatementLine(StatementFile file, IdentifiedLine line, long sequence)
    {
        var entry = line.Entry;
        (MoneyAccountId, FileId, Row, Sequence) = (file.MoneyAccountId, file.Id, entry.Row, sequence);
        (Date, Time, Fen, BalanceAfter, FeeFen) = (entry.Date, entry.Time, entry.Fen, entry.BalanceAfter, entry.FeeFen);
        Counterparty = BankText.Shorten(entry.Counterparty, Longest - 1);
        CounterpartyKey = BankText.Shorten(BankText.Key(entry.Counterparty), Longest - 1);
        CounterpartyAccount = BankText.Shorten(entry.CounterpartyAccount, Longest - 1);
        Memo = BankText.Shorten(entry.Memo, LongestMemo - 1);
        Serial = BankText.Shorten(entry.Serial, Longest - 1);
        References = BankText.Shorten(string.Join('\n', entry.References), LongestMemo - 1);
        Raw = BankText.Shorten(entry.Raw, LongestRaw - 1);
        (Identity, Occurrence) = (line.Identity, line.Occurrence);
    }

    private StatementLine()
    {
    }

    private const int Longest = 200;
    private const int LongestMemo = 1000;
    private const int LongestRaw = 8000;

    public Guid MoneyAccountId { get; private set; }

    public Guid FileId { get; private set; }

    /// <summary>In the file, as a person counts.</summary>
    public int Row { get; private set; }

    /// <summary>Orders the lines of one day of an account.</summary>
    public long Sequence { get; private set; }

    public DateOnly Date { get; private set; }

    public TimeOnly? Time { get; private set; }

    public long Fen { get; private set; }

    public long? BalanceAfter { get; private set; }

    public long? FeeFen { get; private set; }

    [PersonalData]
    public string Counterparty { get; private set; } = string.Empty;

    [PersonalData]
    public string CounterpartyKey { get; private set; } = string.Empty;

    [PersonalData]
    public string CounterpartyAccount { get; private set; } = string.Empty;

    [PersonalData]
    public string Memo { get; private set; } = string.Empty;

    public string Serial { get; private set; } = string.Empty;

    /// <summary>One a line.</summary>
    public string References { get; private set; } = string.Empty;

    [PersonalData]
    public string Raw { get; private set; } = string.Empty;

    public string Identity { get; private set; } = string.Empty;

    /// <summary>From 0, among lines that are equal in everything.</summary>
    public int Occurrence { get; private set; }

    /// <summary>What active matches take of it; same sign as <see cref="Fen"/> and never more.</summary>
    public long MatchedFen { get; private set; }

    public DateTimeOffset? IgnoredAt { get; private set; }

    public Guid? IgnoredBy { get; private set; }

    public string? IgnoreReason { get; private set; }

    public sealed class Mapping : IEntityTypeConfiguration<StatementLine>
    {
        public void Configure(EntityTypeBuilder<StatementLine> line)
        {
            line.ToTable("funds_statement_lines", table =>
            {
                table.HasCheckConstraint(NeverOver, "(fen >= 0 AND matched_fen >= 0 AND matched_fen <= fen) OR (fen < 0 AND matched_fen <= 0 AND matched_fen >= fen)");
                table.HasCheckConstraint("ck_funds_statement_lines_ignored", "ignored_at IS NULL OR matched_fen = 0");
            });
            line.Property(l => l.Counterparty).HasMaxLength(Longest);
            line.Property(l => l.CounterpartyKey).HasMaxLength(Longest);
            line.Property(l => l.CounterpartyAccount).HasMaxLength(Longest);
            line.Property(l => l.Memo).HasMaxLength(LongestMemo);
            line.Property(l => l.Serial).HasMaxLength(Longest);
            line.Property(l => l.References).HasColumnName("reference_numbers").HasMaxLength(LongestMemo);
            line.Property(l => l.Raw).HasMaxLength(LongestRaw);
            line.Property(l => l.Identity).HasMaxLength(LineIdentity.Length);
            line.Property(l => l.IgnoreReason).HasMaxLength(300);
            line.HasIndex(l => new { l.TenantId, l.MoneyAccountId, l.Identity, l.Occurrence }).IsUnique().HasDatabaseName("ux_funds_statement_lines_identity");
            line.HasIndex(l => new { l.TenantId, l.MoneyAccountId, l.Date, l.Sequence });
            line.HasIndex(l => new { l.TenantId, l.MoneyAccountId, l.Date }).HasFilter("matched_fen <> fen AND ignored_at IS NULL").HasDatabaseName("ix_funds_statement_lines_open");
            line.HasIndex(l => new { l.TenantId, l.FileId });
            line.HasOne<StatementFile>().WithMany().HasForeignKey(l => new { l.TenantId, l.FileId }).OnDelete(DeleteBehavior.Restrict);
            line.HasOne<MoneyAccount>().WithMany().HasForeignKey(l => new { l.TenantId, l.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
