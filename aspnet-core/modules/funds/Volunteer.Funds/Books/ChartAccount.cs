using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Books;

/// <summary>The five elements of the accounting system for non-profits.</summary>
internal enum AccountKind
{
    Asset,
    Liability,
    NetAssets,
    Income,
    Cost,
}

/// <summary>One account of a book's chart, in force between two days. Numbers are data: the law changes them.</summary>
internal sealed class ChartAccount : TenantEntity
{
    public ChartAccount(Guid bookId, ChartLine line, DateOnly validFrom, DateOnly? validUntil, bool toBeConfirmed)
    {
        BookId = bookId;
        (Code, Name, NameEn, Kind, Role, Spendable) = (line.Code, line.Name, line.NameEn, line.Kind, line.Role, line.Spendable);
        (ValidFrom, ValidUntil, ToBeConfirmed) = (validFrom, validUntil, toBeConfirmed);
    }

    private ChartAccount()
    {
    }

    public Guid BookId { get; private set; }

    public string Code { get; private set; } = string.Empty;

    public string Name { get; private set; } = string.Empty;

    public string NameEn { get; private set; } = string.Empty;

    public AccountKind Kind { get; private set; }

    /// <summary>What the code posts on it; null for accounts that only people use.</summary>
    public AccountRole? Role { get; private set; }

    /// <summary>Whether it counts for what a fund can spend: money and what is owed, not goods nor claims.</summary>
    public bool Spendable { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    /// <summary>Inclusive; null for no end.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>Proposed by the product; an accountant has yet to compare it with the official list.</summary>
    public bool ToBeConfirmed { get; private set; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidUntil is null || day <= ValidUntil);

    public void Confirm() => ToBeConfirmed = false;
}

/// <summary>An account as the shipped charts list it.</summary>
internal sealed record ChartLine(string Code, string Name, string NameEn, AccountKind Kind, AccountRole? Role = null, bool Spendable = false);

internal sealed class ChartAccountMapping : IEntityTypeConfiguration<ChartAccount>
{
    public void Configure(EntityTypeBuilder<ChartAccount> account)
    {
        account.ToTable("funds_accounts");
        account.Property(a => a.Code).HasMaxLength(20);
        account.Property(a => a.Name).HasMaxLength(100);
        account.Property(a => a.NameEn).HasMaxLength(100);
        account.HasIndex(a => new { a.TenantId, a.BookId, a.Code, a.ValidFrom }).IsUnique();
        account.HasOne<Book>().WithMany().HasForeignKey(a => new { a.TenantId, a.BookId }).OnDelete(DeleteBehavior.Restrict);
    }
}
