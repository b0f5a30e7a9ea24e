using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Payments.Stripe;

namespace Volunteer.Funds.Payments;

/// <summary>Name, methods, or the details of the transfer change. Where the money is kept does not: that would be another account.</summary>
internal static class ChangePaymentAccount
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/payment-accounts/{accountId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Ok<PaymentAccountCard>> HandleAsync(
        Guid accountId,
        Request request,
        VolunteerDbContext db,
        PaymentAccounts accounts,
        PaymentSecrets secrets,
        StripeOptions stripe,
        CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(accountId, cancellationToken);
        if (request.Version is { } version && version != account.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        var keys = secrets.Read(account);
        if (keys.ApiKey is { } key && request.IsLive != account.IsLive && !PaymentAccountForm.IsOfMode(key, request.IsLive))
        {
            throw new BusinessException(FundsErrors.PaymentKeyOfOtherMode);
        }

        account.Describe(PaymentAccountForm.Read(request, account.Provider));
        await db.SaveChangesAsync(cancellationToken);
        var book = await db.Set<Book>().SingleAsync(b => b.Id == account.BookId, cancellationToken);
        return TypedResults.Ok(PaymentAccountForm.Card(account, book, stripe, keys));
    }

    public sealed record Request(
        string Name,
        bool IsLive = false,
        string? ConnectedAccount = null,
        List<string>? Methods = null,
        string? AccountHolder = null,
        string? AccountNumber = null,
        string? BankName = null,
        string? CollectionCode = null,
        int? Version = null) : IPaymentAccountText;

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => PaymentAccountForm.Check(this);
    }
}
