using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Payments.Stripe;

namespace Volunteer.Funds.Payments;

/// <summary>A book gets an account with a provider, switched off at first.</summary>
internal static class CreatePaymentAccount
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payment-accounts", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<PaymentAccountCard>> HandleAsync(Request request, VolunteerDbContext db, StripeOptions stripe, TimeProvider clock, CancellationToken cancellationToken)
    {
        var book = await db.Set<Book>().SingleOrDefaultAsync(b => b.Id == request.BookId, cancellationToken) ?? throw new NotFoundException();
        var bank = await MoneyAsync(request.BankAccountId);
        var wallet = request.WalletId is { } walletId ? await MoneyAsync(walletId) : null;
        if (bank.Kind is not MoneyAccountKind.BankAccount)
        {
            throw new InvalidRequestException("bankAccountId", FundsErrors.NotABankAccount);
        }

        if ((request.Provider is PaymentProviderKind.Stripe) != (wallet is { Kind: MoneyAccountKind.ProviderBalance }))
        {
            throw new InvalidRequestException("walletId", FundsErrors.WalletNeeded);
        }

        var general = await db.Set<Fund>().SingleOrDefaultAsync(f => f.Id == request.GeneralFundId && f.BookId == book.Id, cancellationToken) ?? throw new NotFoundException();
        if (general.Restriction is not Restriction.Unrestricted)
        {
            throw new InvalidRequestException("generalFundId", FundsErrors.GeneralFundRestricted);
        }

        var account = new PaymentAccount(book.Id, request.Provider, PaymentAccountForm.Read(request, request.Provider), wallet?.Id, bank.Id, general.Id, clock.GetUtcNow());
        db.Add(account);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/payment-accounts/{account.Id}", PaymentAccountForm.Card(account, book, stripe, ProviderKeys.None));

        async Task<MoneyAccount> MoneyAsync(Guid id) =>
            await db.Set<MoneyAccount>().SingleOrDefaultAsync(m => m.Id == id && m.BookId == book.Id && !m.IsClosed, cancellationToken) ?? throw new NotFoundException();
    }

    /// <param name="WalletId">The money account for the balance with the provider; only where the provider holds money.</param>
    /// <param name="Methods">All of the provider's when left out.</param>
    public sealed record Request(
        Guid BookId,
        PaymentProviderKind Provider,
        string Name,
        Guid BankAccountId,
        Guid GeneralFundId,
        bool IsLive = false,
        Guid? WalletId = null,
        string? ConnectedAccount = null,
        List<string>? Methods = null,
        string? AccountHolder = null,
        string? AccountNumber = null,
        string? BankName = null,
        string? CollectionCode = null) : IPaymentAccountText;

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => PaymentAccountForm.Check(this);
    }
}
