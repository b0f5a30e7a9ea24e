using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Books;

/// <summary>Whose committee decides. Both kinds are siblings under the host charity; that one belongs to the other is a view, not a flow of money.</summary>
internal enum FundLevel
{
    Community,
    Street,
}

internal enum Restriction
{
    /// <summary>限定性: given for a purpose; never below zero.</summary>
    Restricted,

    /// <summary>非限定性.</summary>
    Unrestricted,
}

internal enum FundState
{
    Active,
    Closed,
}

/// <summary>Money with one purpose inside a book.</summary>
internal sealed class Fund : AggregateRoot
{
    public Fund(Guid bookId, string code, FundText text, FundLevel level, Restriction restriction)
    {
        (BookId, Code, Level, Restriction) = (bookId, code, level, restriction);
        (Name, NameEn, Purpose) = (text.Name, text.NameEn, text.Purpose);
    }

    /// <summary>For seeding, where the id follows from the file.</summary>
    public Fund(Guid id, Guid bookId, string code, FundText text, FundLevel level, Restriction restriction)
        : this(bookId, code, text, level, restriction) => Id = id;

    private Fund()
    {
    }

    public Guid BookId { get; private set; }

    /// <summary>Short and stable, e.g. <c>F01</c>; part of exports.</summary>
    public string Code { get; private set; } = string.Empty;

    public string Name { get; private set; } = string.Empty;

    public string NameEn { get; private set; } = string.Empty;

    /// <summary>What the money may be used for.</summary>
    public string Purpose { get; private set; } = string.Empty;

    public FundLevel Level { get; private set; }

    public Restriction Restriction { get; private set; }

    public FundState State { get; private set; }

    public void Describe(FundText text)
    {
        (Name, NameEn, Purpose) = (text.Name, text.NameEn, text.Purpose);
        Changed();
    }
}

internal sealed record FundText(string Name, string NameEn, string Purpose);

/// <summary>
/// What a fund can spend: money it has less what it owes. Written by postings only, guarded by the database: a restricted
/// fund never goes below what is reserved on it.
/// </summary>
[NotAudited]
internal sealed class FundBalance : TenantEntity
{
    public const string NeverShort = "ck_funds_fund_balances_never_short";

    public FundBalance(Fund fund)
    {
        Id = fund.Id;
        (BookId, Guarded) = (fund.BookId, fund.Restriction is Restriction.Restricted);
    }

    private FundBalance()
    {
    }

    public Guid BookId { get; private set; }

    public bool Guarded { get; private set; }

    /// <summary>In fen.</summary>
    public long Balance { get; private set; }

    /// <summary>In fen, never below zero.</summary>
    public long Reserved { get; private set; }
}

/// <summary>Money of a fund held for a decision.</summary>
[NotAudited]
internal sealed class Reservation : TenantEntity
{
    public Reservation(Guid id, Guid fundId, long fen, DateTimeOffset at)
    {
        Id = id;
        (FundId, Fen, ReservedAt) = (fundId, fen, at);
    }

    private Reservation()
    {
    }

    public Guid FundId { get; private set; }

    public long Fen { get; private set; }

    public DateTimeOffset ReservedAt { get; private set; }

    public DateTimeOffset? ReleasedAt { get; private set; }
}

internal sealed class FundMapping : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> fund)
    {
        fund.ToTable("funds_funds");
        fund.Property(f => f.Code).HasMaxLength(20);
        fund.Property(f => f.Name).HasMaxLength(100);
        fund.Property(f => f.NameEn).HasMaxLength(100);
        fund.Property(f => f.Purpose).HasMaxLength(1000);
        fund.HasIndex(f => new { f.TenantId, f.BookId, f.Code }).IsUnique();
        fund.HasOne<Book>().WithMany().HasForeignKey(f => new { f.TenantId, f.BookId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FundBalanceMapping : IEntityTypeConfiguration<FundBalance>
{
    public void Configure(EntityTypeBuilder<FundBalance> balance)
    {
        balance.ToTable("funds_fund_balances", table =>
        {
            table.HasCheckConstraint(FundBalance.NeverShort, "NOT guarded OR balance >= reserved");
            table.HasCheckConstraint("ck_funds_fund_balances_reserved", "reserved >= 0");
        });
        balance.HasIndex(b => new { b.TenantId, b.BookId });
        balance.HasOne<Fund>().WithOne().HasForeignKey<FundBalance>(b => new { b.TenantId, b.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReservationMapping : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> reservation)
    {
        reservation.ToTable("funds_reservations", table => table.HasCheckConstraint("ck_funds_reservations_fen", "fen > 0"));
        reservation.HasIndex(r => new { r.TenantId, r.FundId });
        reservation.HasOne<Fund>().WithMany().HasForeignKey(r => new { r.TenantId, r.FundId }).OnDelete(DeleteBehavior.Restrict);
    }
}
