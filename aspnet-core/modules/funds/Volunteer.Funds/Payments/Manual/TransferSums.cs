using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Payments.Manual;

/// <summary>Gives each open transfer a sum and a note that no other one has, so that its line on the statement speaks for itself.</summary>
internal sealed class TransferSums(VolunteerDbContext db)
{
    private const int Suffixes = 99;

    /// <summary>
    /// One to ninety-nine fen on top of the round sum. Two who ask at the same moment are told apart by the unique index; the
    /// later one asks again.
    /// </summary>
    public async Task AskAsync(Payment payment, CancellationToken cancellationToken)
    {
        var taken = await db.Set<Payment>()
            .Where(p => p.AccountId == payment.AccountId && p.State == PaymentState.Pending && p.NoteCode != null && p.Fen >= payment.Fen && p.Fen <= payment.Fen + Suffixes)
            .Select(p => p.Fen)
            .ToListAsync(cancellationToken);
        var free = Enumerable.Range(1, Suffixes).Select(suffix => payment.Fen + suffix).Except(taken).ToList();
        if (free.Count == 0)
        {
            throw new BusinessException(FundsErrors.TransferSumsTaken);
        }

        payment.AskForTransfer(free[RandomNumberGenerator.GetInt32(free.Count)], NoteCodes.New());
    }
}

/// <summary>An open transfer, for who reads bank statements.</summary>
internal sealed record ExpectedTransfer(Guid PaymentId, Guid FundId, long Fen, string NoteCode, DateTimeOffset StartedAt);

/// <summary>Transfers that should arrive, and their arrival.</summary>
internal sealed class ExpectedTransfers(VolunteerDbContext db, IOnlineGifts gifts)
{
    public Task<List<ExpectedTransfer>> ListAsync(Guid bankAccountId, CancellationToken cancellationToken) => db.Set<Payment>()
        .Where(payment => payment.Provider == PaymentProviderKind.ManualTransfer && payment.State == PaymentState.Pending)
        .Join(
            db.Set<PaymentAccount>().Where(account => account.BankAccountId == bankAccountId),
            payment => payment.AccountId,
            account => account.Id,
            (payment, _) => new ExpectedTransfer(payment.Id, payment.FundId, payment.Fen, payment.NoteCode!, payment.StartedAt))
        .ToListAsync(cancellationToken);

    /// <summary>The money is there: the gift is posted against the bank account. A second time nothing happens.</summary>
    /// <param name="fen">What arrived; another sum is another gift, which a person records.</param>
    public async Task<Payment> ConfirmAsync(Guid paymentId, long fen, DateOnly on, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var payment = await db.Set<Payment>().SingleOrDefaultAsync(p => p.Id == paymentId && p.Provider == PaymentProviderKind.ManualTransfer, cancellationToken) ?? throw new NotFoundException();
        if (payment.State is PaymentState.Paid)
        {
            return payment;
        }

        if (fen != payment.Fen)
        {
            throw new BusinessException(FundsErrors.TransferDiffers).With("expected", Yuan.Text(payment.Fen)).With("found", Yuan.Text(fen));
        }

        var account = await db.Set<PaymentAccount>().SingleAsync(a => a.Id == payment.AccountId, cancellationToken);
        payment.Pay(payment.Id.ToString("N"), "transfer", at);
        payment.Given(await gifts.ReceiveAsync(payment, new(on, account.BankAccountId, Role: null, ProviderBooks.Source(account, "payment", payment.Id.ToString("N"))), cancellationToken));
        return payment;
    }
}
