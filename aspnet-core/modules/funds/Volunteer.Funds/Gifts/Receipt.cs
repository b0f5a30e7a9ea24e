using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Gifts;

internal enum ReceiptState
{
    Issued,
    Voided,
}

/// <summary>How the fiscal receipt (公益事业捐赠票据) stands, which only the host charity can issue.</summary>
internal enum FiscalReceiptState
{
    NotRequested,
    Requested,
    Issued,

    /// <summary>The gift went back: the charity is asked to take its receipt back.</summary>
    VoidRequested,
    Voided,
}

/// <summary>
/// A numbered confirmation of a gift (捐赠确认单). The page is kept as it was printed, so a second print is the same to the
/// byte; numbers are gapless in book and year and never used again.
/// </summary>
internal sealed class Receipt : TenantEntity
{
    public Receipt(Guid bookId, int year, int number, Guid giftId, string code, string content, byte[] hash, Guid handlerPersonId, DateTimeOffset now) =>
        (BookId, Year, Number, GiftId, Code, Content, Hash, HandlerPersonId, IssuedAt) = (bookId, year, number, giftId, code, content, hash, handlerPersonId, now);

    private Receipt()
    {
    }

    public Guid BookId { get; private set; }

    public int Year { get; private set; }

    public int Number { get; private set; }

    public Guid GiftId { get; private set; }

    /// <summary>Printed on it; with the number it opens the donor's trace page without signing in.</summary>
    [PersonalData]
    public string Code { get; private set; } = string.Empty;

    /// <summary>The whole page.</summary>
    [PersonalData]
    public string Content { get; private set; } = string.Empty;

    public byte[] Hash { get; private set; } = [];

    public Guid HandlerPersonId { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public ReceiptState State { get; private set; } = ReceiptState.Issued;

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? VoidReason { get; private set; }

    public FiscalReceiptState FiscalState { get; private set; } = FiscalReceiptState.NotRequested;

    public string? FiscalCode { get; private set; }

    public string? FiscalNumber { get; private set; }

    public string? FiscalCheckCode { get; private set; }

    public DateOnly? FiscalDate { get; private set; }

    public string FullNumber => FormatNumber(Year, Number);

    public static string FormatNumber(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:000000}");

    public void Void(string reason, DateTimeOffset now)
    {
        if (State is ReceiptState.Voided)
        {
            return;
        }

        (State, VoidReason, VoidedAt) = (ReceiptState.Voided, reason, now);
        FiscalState = FiscalState switch
        {
            FiscalReceiptState.Issued => FiscalReceiptState.VoidRequested,
            FiscalReceiptState.Requested => FiscalReceiptState.VoidRequested,
            var other => other,
        };
    }

    public void RecordFiscal(FiscalReceiptState state, string? code, string? number, string? checkCode, DateOnly? date)
    {
        if (state is FiscalReceiptState.Issued && (code is null || number is null || checkCode is null || date is null))
        {
            throw new BusinessException(FundsErrors.FiscalFactsMissing);
        }

        // A voided confirmation has no living fiscal receipt.
        if (State is ReceiptState.Voided && (state is FiscalReceiptState.Requested or FiscalReceiptState.Issued))
        {
            throw new BusinessException(FundsErrors.ReceiptVoided);
        }

        (FiscalState, FiscalCode, FiscalNumber, FiscalCheckCode, FiscalDate) = (state, code ?? FiscalCode, number ?? FiscalNumber, checkCode ?? FiscalCheckCode, date ?? FiscalDate);
    }
}

/// <summary>The last number given out in a book and year. Its row is taken before the number is used, so none is lost or doubled.</summary>
[NotAudited]
internal sealed class ReceiptCounter(Guid bookId, int year) : TenantEntity
{
    public Guid BookId { get; private set; } = bookId;

    public int Year { get; private set; } = year;

    public int Last { get; private set; }
}

internal sealed class ReceiptMapping : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> receipt)
    {
        receipt.ToTable("funds_receipts");
        receipt.Ignore(r => r.FullNumber);
        receipt.Property(r => r.Code).HasMaxLength(ReceiptCodes.Length);
        receipt.Property(r => r.VoidReason).HasMaxLength(GiftRules.LongestReason);
        receipt.Property(r => r.FiscalCode).HasMaxLength(40);
        receipt.Property(r => r.FiscalNumber).HasMaxLength(40);
        receipt.Property(r => r.FiscalCheckCode).HasMaxLength(40);
        receipt.HasIndex(r => new { r.TenantId, r.BookId, r.Year, r.Number }).IsUnique();

        // One living confirmation for a gift.
        receipt.HasIndex(r => new { r.TenantId, r.GiftId }).IsUnique().HasFilter("state = 'Issued'");
        receipt.HasOne<Gift>().WithMany().HasForeignKey(r => new { r.TenantId, r.GiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReceiptCounterMapping : IEntityTypeConfiguration<ReceiptCounter>
{
    public void Configure(EntityTypeBuilder<ReceiptCounter> counter)
    {
        counter.ToTable("funds_receipt_counters");
        counter.HasIndex(c => new { c.TenantId, c.BookId, c.Year }).IsUnique();
    }
}

internal static class ReceiptCodes
{
    public const int Length = 10;
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    public static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
