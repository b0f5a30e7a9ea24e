using System.Globalization;
using System.Runtime.CompilerServices;
using Volunteer.Qr;

namespace Volunteer.Funds.Payments.Manual;

/// <summary>
/// A transfer in the donor's own bank app: our page shows account, exact sum, note and a code. There is nobody to ask whether it
/// came; the bank statement says so, or the fund manager.
/// </summary>
internal sealed class ManualTransferProvider : IPaymentProvider
{
    public PaymentProviderKind Kind => PaymentProviderKind.ManualTransfer;

    public bool HoldsMoney => false;

    public bool IsAvailable => true;

    public Task<CheckoutStart> StartCheckoutAsync(PaymentAccount account, CheckoutOrder order, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckoutStart(order.PaymentId.ToString("N"), RedirectUrl: null, ChargeGroupId: null));

    public Task<CheckoutSeen?> FetchCheckoutAsync(PaymentAccount account, string checkoutId, CancellationToken cancellationToken) => Task.FromResult<CheckoutSeen?>(null);

    public Task<ChargeSeen?> FetchChargeAsync(PaymentAccount account, NoticeTopic topic, string objectId, CancellationToken cancellationToken) => Task.FromResult<ChargeSeen?>(null);

    public Task<PayoutSeen?> FetchPayoutAsync(PaymentAccount account, string payoutId, CancellationToken cancellationToken) => Task.FromResult<PayoutSeen?>(null);

    /// <summary>A transfer is given back by a transfer, which is a payment out with its approvals.</summary>
    public Task<RefundSeen> RefundAsync(PaymentAccount account, RefundOrder order, CancellationToken cancellationToken) => throw new PaymentRefusedException("by_hand");

    public IAsyncEnumerable<Notice> ListNoticesAsync(PaymentAccount account, DateTimeOffset since, CancellationToken cancellationToken) => Nothing<Notice>(cancellationToken);

    public IAsyncEnumerable<TransactionSeen> ListTransactionsAsync(PaymentAccount account, DateTimeOffset since, CancellationToken cancellationToken) => Nothing<TransactionSeen>(cancellationToken);

    public IAsyncEnumerable<TransactionSeen> ListTransactionsOfPayoutAsync(PaymentAccount account, string payoutId, CancellationToken cancellationToken) => Nothing<TransactionSeen>(cancellationToken);

    public IAsyncEnumerable<PayoutSeen> ListPayoutsAsync(PaymentAccount account, DateTimeOffset since, CancellationToken cancellationToken) => Nothing<PayoutSeen>(cancellationToken);

    public WebhookReading ReadWebhook(PaymentAccount account, string? signature, ReadOnlySpan<byte> body) => new(WebhookVerdict.NoSecret, null);

    private static async IAsyncEnumerable<T> Nothing<T>([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.WaitAsync(cancellationToken);
        yield break;
    }
}

/// <summary>What the donor needs for the transfer.</summary>
/// <param name="QrSvg">The charity's own collection code, or the details as text to copy by camera.</param>
internal sealed record TransferPage(string AccountHolder, string AccountNumber, string BankName, long Fen, string NoteCode, string QrSvg)
{
    public static TransferPage? Of(PaymentAccount account, Payment payment)
    {
        if (payment.NoteCode is not { } note)
        {
            return null;
        }

        var (holder, number, bank) = (account.AccountHolder ?? string.Empty, account.AccountNumber ?? string.Empty, account.BankName ?? string.Empty);
        var code = account.CollectionCode ?? string.Create(CultureInfo.InvariantCulture, $"{holder}\n{number}\n{bank}\n¥{Yuan.Text(payment.Fen)}\n{note}");
        return new TransferPage(holder, number, bank, payment.Fen, note, SafeQr.Svg(code));
    }
}
