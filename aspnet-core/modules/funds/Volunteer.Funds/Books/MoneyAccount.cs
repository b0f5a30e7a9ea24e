using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Books;

internal enum MoneyAccountKind
{
    BankAccount,
    Wallet,
    CashBox,

    /// <summary>Settled money at a payment provider.</summary>
    ProviderBalance,
}

/// <summary>A place where money really lies and of which somebody gives statements. Many funds share one.</summary>
internal sealed class MoneyAccount : AggregateRoot
{
    public MoneyAccount(Guid bookId, MoneyAccountKind kind, string name, string currency, AccountNumber? number)
    {
        (BookId, Kind, Name, Currency) = (bookId, kind, name, currency);
        (MaskedNumber, NumberHash) = (number?.Masked, number?.Hash);
        Role = kind switch
        {
            MoneyAccountKind.BankAccount => AccountRole.Bank,
            MoneyAccountKind.CashBox => AccountRole.Cash,
            _ => AccountRole.ProviderBalance,
        };
    }

    private MoneyAccount()
    {
    }

    public Guid BookId { get; private set; }

    public MoneyAccountKind Kind { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public string Currency { get; private set; } = string.Empty;

    /// <summary>All but the last four hidden; null for a cash box.</summary>
    public string? MaskedNumber { get; private set; }

    /// <summary>Keyed hash of the whole number, to recognise a statement's account. The number itself is not kept.</summary>
    [PersonalData]
    public byte[]? NumberHash { get; private set; }

    /// <summary>The account of the chart that its money is posted on.</summary>
    public AccountRole Role { get; private set; }

    public bool IsClosed { get; private set; }

    public void Rename(string name)
    {
        Name = name;
        Changed();
    }

    public void Close()
    {
        IsClosed = true;
        Changed();
    }
}

/// <summary>An account number as it is kept.</summary>
internal sealed record AccountNumber(string Masked, byte[] Hash);

internal sealed class MoneyAccountMapping : IEntityTypeConfiguration<MoneyAccount>
{
    public void Configure(EntityTypeBuilder<MoneyAccount> account)
    {
        account.ToTable("funds_money_accounts");
        account.Property(a => a.Name).HasMaxLength(100);
        account.Property(a => a.Currency).HasMaxLength(3);
        account.Property(a => a.MaskedNumber).HasMaxLength(60);
        account.HasIndex(a => new { a.TenantId, a.BookId, a.NumberHash }).IsUnique();

        // One currency a book: the database refuses an account in another.
        account.HasOne<Book>().WithMany()
            .HasForeignKey(a => new { a.TenantId, a.BookId, a.Currency })
            .HasPrincipalKey(b => new { b.TenantId, b.Id, b.Currency })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
