using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Books;

/// <summary>Which national system the book follows (慈善法 art. 12).</summary>
internal enum AccountingStandard
{
    /// <summary>财会〔2004〕7号.</summary>
    Npo2004,

    /// <summary>财会〔2024〕25号 from 2026-01-01, 财会〔2004〕7号 before.</summary>
    Npo2024,
}

/// <summary>The charity in whose account all money lies (慈善法 art. 26): what donors must be shown about it.</summary>
/// <param name="Certificate">Number of the certificate for public fundraising (公开募捐资格证书); null when it has none.</param>
internal sealed record HostCharity(string Name, string NameEn, string CreditCode, string? Certificate, string Phone, string? Website);

/// <summary>
/// The books of one community's charity money: a sub-ledger of the host charity's accounts. Everything in it is in one currency.
/// </summary>
internal sealed class Book : AggregateRoot
{
    public const string Yuan = "CNY";

    public Book(string name, HostCharity host, AccountingStandard standard, DateOnly opensOn)
    {
        (Name, Standard, OpensOn, Currency) = (name, standard, opensOn, Yuan);
        (HostName, HostNameEn, HostCreditCode, HostCertificate, HostPhone, HostWebsite) = host;
    }

    private Book()
    {
    }

    public string Name { get; private set; } = string.Empty;

    public HostCharity Host => new(HostName, HostNameEn, HostCreditCode, HostCertificate, HostPhone, HostWebsite);

    public string HostName { get; private set; } = string.Empty;

    public string HostNameEn { get; private set; } = string.Empty;

    public string HostCreditCode { get; private set; } = string.Empty;

    public string? HostCertificate { get; private set; }

    public string HostPhone { get; private set; } = string.Empty;

    public string? HostWebsite { get; private set; }

    public AccountingStandard Standard { get; private set; }

    public string Currency { get; private set; } = string.Empty;

    /// <summary>Nothing is posted before this day.</summary>
    public DateOnly OpensOn { get; private set; }

    /// <summary>Whether donors may pay on our own page; only where the host charity's way of fundraising allows it (慈善法 art. 27).</summary>
    public bool OnlinePayment { get; private set; }

    public void Describe(string name, HostCharity host, bool onlinePayment)
    {
        (Name, OnlinePayment) = (name, onlinePayment);
        (HostName, HostNameEn, HostCreditCode, HostCertificate, HostPhone, HostWebsite) = host;
        Changed();
    }
}

internal enum BookState
{
    Open,

    /// <summary>Its figures did not add up; nothing is posted until somebody has looked.</summary>
    Halted,
}

/// <summary>
/// The end of the book's chain, apart from <see cref="Book"/> because every posting holds and moves it: one row that puts
/// the postings of a book in a line.
/// </summary>
[NotAudited]
internal sealed class BookHead : TenantEntity
{
    public BookHead(Guid bookId, DateOnly opensOn, byte[] genesis)
    {
        Id = bookId;
        (ClosedThrough, LastHash) = (opensOn.AddDays(-1), genesis);
    }

    private BookHead()
    {
    }

    public BookState State { get; private set; }

    /// <summary>Nothing is posted on this day or before.</summary>
    public DateOnly ClosedThrough { get; private set; }

    public int ChartVersion { get; private set; }

    /// <summary>Position of the last entry in the chain, from 1; 0 when there is none.</summary>
    public long LastSeq { get; private set; }

    public byte[] LastHash { get; private set; } = [];
}

/// <summary>The last voucher number of a year; numbers have no gaps.</summary>
[NotAudited]
internal sealed class BookYear : TenantEntity
{
    private BookYear()
    {
    }

    public Guid BookId { get; private set; }

    public int Year { get; private set; }

    public int LastNumber { get; private set; }
}

internal sealed class BookMapping : IEntityTypeConfiguration<Book>
{
    public void Configure(EntityTypeBuilder<Book> book)
    {
        book.ToTable("funds_books");
        book.Property(b => b.Name).HasMaxLength(100);
        book.Property(b => b.Currency).HasMaxLength(3);
        book.HasIndex(b => new { b.TenantId, b.Name }).IsUnique();
        book.Ignore(b => b.Host);
        book.Property(b => b.HostName).HasMaxLength(200);
        book.Property(b => b.HostNameEn).HasMaxLength(200);
        book.Property(b => b.HostCreditCode).HasMaxLength(40);
        book.Property(b => b.HostCertificate).HasMaxLength(60);
        book.Property(b => b.HostPhone).HasMaxLength(40);
        book.Property(b => b.HostWebsite).HasMaxLength(200);
    }
}

internal sealed class BookHeadMapping : IEntityTypeConfiguration<BookHead>
{
    public void Configure(EntityTypeBuilder<BookHead> head)
    {
        head.ToTable("funds_book_heads");
        head.HasOne<Book>().WithOne().HasForeignKey<BookHead>(h => new { h.TenantId, h.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BookYearMapping : IEntityTypeConfiguration<BookYear>
{
    public void Configure(EntityTypeBuilder<BookYear> year)
    {
        year.ToTable("funds_book_years");
        year.HasIndex(y => new { y.TenantId, y.BookId, y.Year }).IsUnique();
        year.HasOne<Book>().WithMany().HasForeignKey(y => new { y.TenantId, y.BookId }).OnDelete(DeleteBehavior.Restrict);
    }
}
