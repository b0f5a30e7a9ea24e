using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Payments;

/// <summary>A book's account with a payment provider, or the bank account that donors transfer to by hand.</summary>
internal sealed class PaymentAccount : AggregateRoot
{
    public PaymentAccount(Guid bookId, PaymentProviderKind provider, PaymentAccountText text, Guid? walletId, Guid bankAccountId, Guid generalFundId, DateTimeOffset now)
    {
        (BookId, Provider, WalletId, BankAccountId, GeneralFundId, CreatedAt, SyncedThrough) = (bookId, provider, walletId, bankAccountId, generalFundId, now, now);
        Apply(text);
    }

    private PaymentAccount()
    {
    }

    public Guid BookId { get; private set; }

    public PaymentProviderKind Provider { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>Whether donors may start new payments. What was started is followed to its end either way.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Real money; the other kind is for trying out. News of the other kind is refused.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Stripe's <c>acct_…</c> when the host charity's platform account acts for this one; null for an account of its own.</summary>
    public string? ConnectedAccount { get; private set; }

    /// <summary>The provider's balance in the books; null where the provider holds no money.</summary>
    public Guid? WalletId { get; private set; }

    /// <summary>Where payouts and transfers arrive.</summary>
    public Guid BankAccountId { get; private set; }

    /// <summary>The unrestricted fund that bears what belongs to no gift, and what a spent fund can no longer give back.</summary>
    public Guid GeneralFundId { get; private set; }

    /// <summary>Comma-separated, e.g. <c>card,alipay,wechat_pay</c>.</summary>
    public string Methods { get; private set; } = string.Empty;

    /// <summary>For transfers: who the money goes to, as the donor's bank asks for it. Public by purpose.</summary>
    public string? AccountHolder { get; private set; }

    public string? AccountNumber { get; private set; }

    public string? BankName { get; private set; }

    /// <summary>The content of the charity's own collection code; null shows the account's details as a code.</summary>
    public string? CollectionCode { get; private set; }

    /// <summary>Keys, encrypted; see <see cref="PaymentSecrets"/>.</summary>
    public byte[]? Secrets { get; private set; }

    /// <summary>The last four characters of the key, to tell keys apart.</summary>
    public string? KeyHint { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Everything up to here has been looked at by the nightly catch-up.</summary>
    public DateTimeOffset SyncedThrough { get; private set; }

    /// <summary>The account's public name in addresses. It gives no right to anything: webhooks are signed, payments have tokens.</summary>
    public string Key => $"{TenantId:N}{Id:N}";

    public IReadOnlyList<string> MethodList => Methods.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static bool TryReadKey(string key, out Guid tenantId, out Guid accountId)
    {
        const int Half = 32;
        (tenantId, accountId) = (Guid.Empty, Guid.Empty);
        return key.Length == 2 * Half && Guid.TryParseExact(key[..Half], "N", out tenantId) && Guid.TryParseExact(key[Half..], "N", out accountId) && tenantId != Guid.Empty;
    }

    public void Describe(PaymentAccountText text)
    {
        Apply(text);
        Changed();
    }

    public void Keep(byte[] secrets, string? keyHint)
    {
        (Secrets, KeyHint) = (secrets, keyHint);
        Changed();
    }

    public void Switch(bool on)
    {
        IsOn = on;
        Changed();
    }

    private void Apply(PaymentAccountText text)
    {
        (Name, IsLive, ConnectedAccount, Methods) = (text.Name, text.IsLive, text.ConnectedAccount, string.Join(',', text.Methods));
        (AccountHolder, AccountNumber, BankName, CollectionCode) = (text.AccountHolder, text.AccountNumber, text.BankName, text.CollectionCode);
    }
}

internal sealed record PaymentAccountText(
    string Name,
    bool IsLive,
    string? ConnectedAccount,
    IReadOnlyList<string> Methods,
    string? AccountHolder,
    string? AccountNumber,
    string? BankName,
    string? CollectionCode);

internal sealed class PaymentAccountMapping : IEntityTypeConfiguration<PaymentAccount>
{
    public void Configure(EntityTypeBuilder<PaymentAccount> account)
    {
        account.ToTable("funds_payment_accounts");
        account.Ignore(a => a.Key);
        account.Ignore(a => a.MethodList);
        account.Property(a => a.Name).HasMaxLength(100);
        account.Property(a => a.ConnectedAccount).HasMaxLength(100);
        account.Property(a => a.Methods).HasMaxLength(200);
        account.Property(a => a.AccountHolder).HasMaxLength(100);
        account.Property(a => a.AccountNumber).HasMaxLength(60);
        account.Property(a => a.BankName).HasMaxLength(100);
        account.Property(a => a.CollectionCode).HasMaxLength(500);
        account.Property(a => a.KeyHint).HasMaxLength(8);
        account.HasIndex(a => new { a.TenantId, a.BookId, a.Name }).IsUnique();
        account.HasOne<Book>().WithMany().HasForeignKey(a => new { a.TenantId, a.BookId }).OnDelete(DeleteBehavior.Restrict);
        account.HasOne<MoneyAccount>().WithMany().HasForeignKey(a => new { a.TenantId, a.WalletId }).OnDelete(DeleteBehavior.Restrict);
        account.HasOne<MoneyAccount>().WithMany().HasForeignKey(a => new { a.TenantId, a.BankAccountId }).OnDelete(DeleteBehavior.Restrict);
        account.HasOne<Fund>().WithMany().HasForeignKey(a => new { a.TenantId, a.GeneralFundId }).OnDelete(DeleteBehavior.Restrict);
    }
}
