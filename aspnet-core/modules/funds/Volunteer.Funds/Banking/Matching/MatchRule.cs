using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Matching;

internal enum MatchRuleKind
{
    /// <summary>The bank writes this name for that party of ours.</summary>
    Alias,

    /// <summary>Lines of this counterparty (or with this memo) were booked like that.</summary>
    Booking,
}

/// <summary>Something learned from what people confirmed. Each can be read and switched off; a contradiction starts the count again.</summary>
internal sealed class MatchRule : AggregateRoot
{
    /// <summary>Once may be a mistake.</summary>
    public const int EnoughConfirmations = 2;

    public MatchRule(Guid moneyAccountId, MatchRuleKind kind, string key, string shown) => (MoneyAccountId, Kind, Key, Shown, IsOn) = (moneyAccountId, kind, key, shown, true);

    private MatchRule()
    {
    }

    public Guid MoneyAccountId { get; private set; }

    public MatchRuleKind Kind { get; private set; }

    /// <summary>As <c>BankText.Key</c> makes it.</summary>
    [PersonalData]
    public string Key { get; private set; } = string.Empty;

    /// <summary>As the bank printed it.</summary>
    [PersonalData]
    public string Shown { get; private set; } = string.Empty;

    [PersonalData]
    public string? MeansKey { get; private set; }

    [PersonalData]
    public string? MeansShown { get; private set; }

    public Guid? FundId { get; private set; }

    public AccountRole? Role { get; private set; }

    public string? Text { get; private set; }

    public int Confirmations { get; private set; }

    public DateTimeOffset LastConfirmedAt { get; private set; }

    public bool IsOn { get; private set; }

    public bool IsInForce => IsOn && Confirmations >= EnoughConfirmations;

    public void ConfirmAlias(string meansKey, string meansShown, DateTimeOffset now)
    {
        Count(MeansKey == meansKey, now);
        (MeansKey, MeansShown) = (meansKey, meansShown);
        Changed();
    }

    public void ConfirmBooking(Guid fundId, AccountRole role, string text, DateTimeOffset now)
    {
        Count(FundId == fundId && Role == role, now);
        (FundId, Role, Text) = (fundId, role, text);
        Changed();
    }

    public void Switch(bool isOn)
    {
        IsOn = isOn;
        Changed();
    }

    private void Count(bool isTheSame, DateTimeOffset now) => (Confirmations, LastConfirmedAt) = (isTheSame ? Confirmations + 1 : 1, now);
}

internal sealed class MatchRuleMapping : IEntityTypeConfiguration<MatchRule>
{
    public void Configure(EntityTypeBuilder<MatchRule> rule)
    {
        rule.ToTable("funds_match_rules");
        rule.Ignore(r => r.IsInForce);
        rule.Property(r => r.Key).HasMaxLength(200);
        rule.Property(r => r.Shown).HasMaxLength(200);
        rule.Property(r => r.MeansKey).HasMaxLength(300);
        rule.Property(r => r.MeansShown).HasMaxLength(300);
        rule.Property(r => r.Text).HasMaxLength(Entry.LongestText);
        rule.HasIndex(r => new { r.TenantId, r.MoneyAccountId, r.Kind, r.Key }).IsUnique();
        rule.HasOne<MoneyAccount>().WithMany().HasForeignKey(r => new { r.TenantId, r.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
