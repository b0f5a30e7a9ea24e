using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Imports;

internal enum StatementFileState
{
    /// <summary>Read and shown; nothing of it counts yet, and after a day it is thrown away.</summary>
    Preview,
    Imported,

    /// <summary>Its lines were taken out again.</summary>
    Withdrawn,
}

/// <summary>A statement as the bank gave it. The file itself is kept, encrypted: it is evidence.</summary>
internal sealed class StatementFile : AggregateRoot
{
    public const int LongestName = 200;

    public static readonly TimeSpan PreviewLifetime = TimeSpan.FromHours(24);

    public StatementFile(Guid moneyAccountId, string fileName, string contentHash, Guid blobId, StatementDocument document, Guid uploadedBy, DateTimeOffset now)
    {
        (MoneyAccountId, FileName, ContentHash, BlobId) = (moneyAccountId, BankText.Shorten(fileName, LongestName - 1), contentHash, blobId);
        (UploadedBy, UploadedAt, PreviewUntil) = (uploadedBy, now, now + PreviewLifetime);
        Describe(document);
    }

    private StatementFile()
    {
    }

    public Guid MoneyAccountId { get; private set; }

    public string FileName { get; private set; } = string.Empty;

    public string ContentHash { get; private set; } = string.Empty;

    public Guid BlobId { get; private set; }

    public StatementFileState State { get; private set; }

    public StatementFormat Format { get; private set; }

    public TableEncoding? Encoding { get; private set; }

    /// <summary>The person chose encoding or columns: the commit reads with the same choice.</summary>
    public string? Mapping { get; private set; }

    [PersonalData]
    public string? AccountNumber { get; private set; }

    public DateOnly? FirstDay { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public long? OpeningFen { get; private set; }

    public long? ClosingFen { get; private set; }

    public int LineCount { get; private set; }

    public long CreditFen { get; private set; }

    public long DebitFen { get; private set; }

    /// <summary>How many of its lines were not there yet.</summary>
    public int NewCount { get; private set; }

    public Guid UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    public DateTimeOffset PreviewUntil { get; private set; }

    public DateTimeOffset? ImportedAt { get; private set; }

    /// <summary>Codes of what somebody looked at and accepted.</summary>
    public string? AcceptedProblems { get; private set; }

    public void Import(int newCount, IEnumerable<string> accepted, DateTimeOffset now)
    {
        if (State is not StatementFileState.Preview)
        {
            throw new BusinessException(FundsErrors.StatementCommitted);
        }

        (State, NewCount, ImportedAt) = (StatementFileState.Imported, newCount, now);
        AcceptedProblems = string.Join(' ', accepted.Distinct(StringComparer.Ordinal)) is { Length: > 0 } codes ? codes : null;
        Changed();
    }

    public void Withdraw()
    {
        if (State is not StatementFileState.Imported)
        {
            throw new BusinessException(FundsErrors.StatementNotImported);
        }

        State = StatementFileState.Withdrawn;
        Changed();
    }

    private void Describe(StatementDocument document)
    {
        (Format, Encoding, AccountNumber) = (document.Format, document.Encoding, document.AccountNumber);
        (FirstDay, LastDay) = document.Lines.Count == 0 ? (document.From, document.To) : (document.Lines[0].Date, document.Lines[^1].Date);
        (OpeningFen, ClosingFen, LineCount) = (document.OpeningFen, document.ClosingFen, document.Lines.Count);
        (CreditFen, DebitFen) = (document.CreditFen, document.DebitFen);
        Mapping = document.Mapping is { } mapping ? StoredMapping.Write(mapping) : null;
    }
}

/// <summary>What an account's statements look like, learned from the last one that was taken in. One row an account; also the lock of its imports.</summary>
internal sealed class StatementHabit : TenantEntity
{
    public StatementHabit(Guid moneyAccountId) => Id = moneyAccountId;

    private StatementHabit()
    {
    }

    public string? Mapping { get; private set; }

    /// <summary>The number that its statements print, masked as they do.</summary>
    [PersonalData]
    public string? AccountNumber { get; private set; }

    public long LastSequence { get; private set; }

    public void Learn(StatementFile file, long lastSequence)
    {
        (Mapping, AccountNumber, LastSequence) = (file.Mapping ?? Mapping, file.AccountNumber ?? AccountNumber, lastSequence);
    }
}

internal sealed class StatementFileMapping : IEntityTypeConfiguration<StatementFile>
{
    public void Configure(EntityTypeBuilder<StatementFile> file)
    {
        file.ToTable("funds_statement_files");
        file.Property(f => f.FileName).HasMaxLength(StatementFile.LongestName);
        file.Property(f => f.ContentHash).HasMaxLength(64);
        file.Property(f => f.AccountNumber).HasMaxLength(100);
        file.Property(f => f.Mapping).HasMaxLength(4000);
        file.Property(f => f.AcceptedProblems).HasMaxLength(2000);
        file.HasIndex(f => new { f.TenantId, f.MoneyAccountId, f.UploadedAt });
        file.HasIndex(f => new { f.TenantId, f.State, f.PreviewUntil });
        file.HasOne<MoneyAccount>().WithMany().HasForeignKey(f => new { f.TenantId, f.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StatementHabitMapping : IEntityTypeConfiguration<StatementHabit>
{
    public void Configure(EntityTypeBuilder<StatementHabit> habit)
    {
        habit.ToTable("funds_statement_habits");
        habit.Property(h => h.Mapping).HasMaxLength(4000);
        habit.Property(h => h.AccountNumber).HasMaxLength(100);
        habit.HasOne<MoneyAccount>().WithOne().HasForeignKey<StatementHabit>(h => new { h.TenantId, h.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
