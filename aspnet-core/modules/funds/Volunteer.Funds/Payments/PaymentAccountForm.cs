using FluentValidation;
using Volunteer.Funds.Books;
using Volunteer.Funds.Payments.Stripe;

namespace Volunteer.Funds.Payments;

/// <summary>What creating and changing an account share.</summary>
internal static class PaymentAccountForm
{
    /// <summary>In the order in which the checkout page shows them.</summary>
    public static readonly IReadOnlyList<string> StripeMethods = ["wechat_pay", "alipay", "card"];

    private const int LongestLine = 100;
    private const int LongestNumber = 60;
    private const int LongestCode = 500;

    public static IRuleBuilderOptions<T, string> Line<T>(this IRuleBuilder<T, string> text) => text.NotEmpty().MaximumLength(LongestLine);

    public static void Check<T>(AbstractValidator<T> validator)
        where T : IPaymentAccountText
    {
        validator.RuleFor(text => text.Name).Line();
        validator.RuleFor(text => text.ConnectedAccount).Matches("^acct_[A-Za-z0-9]{1,60}$");
        validator.RuleForEach(text => text.Methods).Must(method => StripeMethods.Contains(method)).When(text => text.Methods is not null);
        validator.RuleFor(text => text.AccountHolder).MaximumLength(LongestLine);
        validator.RuleFor(text => text.AccountNumber).MaximumLength(LongestNumber).Matches("^[0-9A-Za-z -]*$");
        validator.RuleFor(text => text.BankName).MaximumLength(LongestLine);
        validator.RuleFor(text => text.CollectionCode).MaximumLength(LongestCode);
    }

    public static PaymentAccountText Read(IPaymentAccountText text, PaymentProviderKind provider)
    {
        if (provider is PaymentProviderKind.Stripe)
        {
            return new PaymentAccountText(
                text.Name.Trim(),
                text.IsLive,
                text.ConnectedAccount,
                [.. StripeMethods.Where(method => text.Methods is not { Count: > 0 } chosen || chosen.Contains(method))],
                null,
                null,
                null,
                null);
        }

        return new PaymentAccountText(
            text.Name.Trim(),
            IsLive: true,
            ConnectedAccount: null,
            ["transfer"],
            Needed(text.AccountHolder, "accountHolder"),
            Needed(text.AccountNumber, "accountNumber"),
            Needed(text.BankName, "bankName"),
            text.CollectionCode);
    }

    /// <summary>A key of the mode that the account is for: a test key at a live account would look as if gifts came in.</summary>
    public static bool IsOfMode(string key, bool isLive) => key.Contains(isLive ? "_live_" : "_test_", StringComparison.Ordinal);

    public static PaymentAccountCard Card(PaymentAccount account, Book book, StripeOptions stripe, ProviderKeys keys) => new(
        account.Id,
        account.BookId,
        account.Provider,
        account.Name,
        account.IsOn,
        account.IsLive,
        account.ConnectedAccount,
        account.WalletId,
        account.BankAccountId,
        account.GeneralFundId,
        [.. account.MethodList],
        account.AccountHolder,
        account.AccountNumber,
        account.BankName,
        account.CollectionCode,
        account.KeyHint,
        keys.WebhookSecrets.Count,
        account.Key,
        account.Provider is PaymentProviderKind.Stripe ? $"/api/funds/payments/stripe/webhooks/{account.Key}" : null,
        book.OnlinePayment,
        account.Provider is not PaymentProviderKind.Stripe || stripe.Enabled,
        account.Version);

    private static string Needed(string? text, string field) => string.IsNullOrWhiteSpace(text) ? throw new InvalidRequestException(field, FundsErrors.TransferDetailsMissing) : text.Trim();
}

internal interface IPaymentAccountText
{
    string Name { get; }

    bool IsLive { get; }

    string? ConnectedAccount { get; }

    List<string>? Methods { get; }

    string? AccountHolder { get; }

    string? AccountNumber { get; }

    string? BankName { get; }

    string? CollectionCode { get; }
}

/// <param name="KeyHint">The end of the key; the key itself is never shown again.</param>
/// <param name="WebhookPath">To be entered at the provider, behind this installation's address.</param>
/// <param name="BookTakesOnline">The book's own switch.</param>
/// <param name="IsAvailable">The operator's switch.</param>
internal sealed record PaymentAccountCard(
    Guid Id,
    Guid BookId,
    PaymentProviderKind Provider,
    string Name,
    bool IsOn,
    bool IsLive,
    string? ConnectedAccount,
    Guid? WalletId,
    Guid BankAccountId,
    Guid GeneralFundId,
    List<string> Methods,
    string? AccountHolder,
    string? AccountNumber,
    string? BankName,
    string? CollectionCode,
    string? KeyHint,
    int WebhookSecretCount,
    string Key,
    string? WebhookPath,
    bool BookTakesOnline,
    bool IsAvailable,
    int Version);
