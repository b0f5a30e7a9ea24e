using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Payments;

/// <summary>Donors may begin to pay.</summary>
internal static class ActivatePaymentAccount
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payment-accounts/{accountId:guid}/activation", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid accountId, VolunteerDbContext db, PaymentAccounts accounts, PaymentProviders providers, PaymentSecrets secrets, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(accountId, cancellationToken);
        if (!providers.Of(account).IsAvailable)
        {
            throw new BusinessException(FundsErrors.ProviderNotAvailable);
        }

        if (account.Provider is PaymentProviderKind.Stripe && secrets.Read(account) is not { ApiKey: not null, WebhookSecrets.Count: > 0 })
        {
            throw new BusinessException(FundsErrors.PaymentKeysMissing);
        }

        account.Switch(on: true);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
