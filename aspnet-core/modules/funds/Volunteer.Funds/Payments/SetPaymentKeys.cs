using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Payments;

/// <summary>Keys go in and never come out again.</summary>
internal static class SetPaymentKeys
{
    private const int LongestKey = 255;

    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/payment-accounts/{accountId:guid}/keys", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, Request request, VolunteerDbContext db, PaymentAccounts accounts, PaymentSecrets secrets, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(accountId, cancellationToken);
        if (account.Provider is not PaymentProviderKind.Stripe)
        {
            throw new BusinessException(FundsErrors.NoKeysHere);
        }

        var before = secrets.Read(account);
        var key = request.ApiKey ?? before.ApiKey;
        if (key is not null && !PaymentAccountForm.IsOfMode(key, account.IsLive))
        {
            throw new BusinessException(FundsErrors.PaymentKeyOfOtherMode);
        }

        // While the secret is being changed Stripe signs with both for a day; afterwards the old one is set aside here.
        List<string> hooks = request.WebhookSecret is { } secret ? [secret, .. request.KeepsOldSecret ? before.WebhookSecrets.Take(1).Where(old => old != secret) : []] : [.. before.WebhookSecrets];
        secrets.Keep(account, new ProviderKeys(key, hooks));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(account.KeyHint, hooks.Count));
    }

    /// <param name="ApiKey">Stays as it is when left out.</param>
    /// <param name="KeepsOldSecret">While Stripe still signs with the old one too.</param>
    public sealed record Request(string? ApiKey = null, string? WebhookSecret = null, bool KeepsOldSecret = false)
    {
        public override string ToString() => nameof(Request);
    }

    public sealed record Response(string? KeyHint, int WebhookSecretCount);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ApiKey).MaximumLength(LongestKey).Matches("^(sk|rk)_(test|live)_[A-Za-z0-9_]+$");
            RuleFor(request => request.WebhookSecret).MaximumLength(LongestKey).Matches("^whsec_[A-Za-z0-9_+/=-]+$");
        }
    }
}
