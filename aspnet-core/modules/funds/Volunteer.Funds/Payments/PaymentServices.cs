using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Payments.Manual;
using Volunteer.Funds.Payments.Stripe;

namespace Volunteer.Funds.Payments;

/// <summary>Paying on our own pages, and what comes of it.</summary>
internal static class PaymentServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var stripe = StripeOptions.Read(configuration);
        services.AddSingleton(stripe);
        services.AddHttpClient<StripeClient>(http =>
            {
                http.BaseAddress = stripe.BaseAddress;
                http.Timeout = stripe.Timeout;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();

        services.AddScoped<IPaymentProvider, StripeProvider>();
        services.AddScoped<IPaymentProvider, ManualTransferProvider>();
        services.AddScoped<PaymentProviders>();
        services.AddSingleton<PaymentSecrets>();
        services.AddScoped<PaymentAccounts>();
        services.AddScoped<PaymentQuestions>();
        services.AddScoped<ProviderBooks>();
        services.AddScoped<PaymentSync>();
        services.AddScoped<PayoutSync>();
        services.AddScoped<Inbox>();
        services.AddScoped<IOnlineGifts, OnlineGifts>();
        services.AddScoped<IPayoutArrivals, PayoutArrivalsInBooks>();
        services.AddScoped<PayoutItems>();
        services.AddScoped<IOpenItemSource>(provider => provider.GetRequiredService<PayoutItems>());
        services.AddScoped<IOpenItemSource, TransferItems>();
        services.AddScoped<PaymentStart>();
        services.AddScoped<TransferSums>();
        services.AddScoped<ExpectedTransfers>();
        services.AddReaction<ProviderEventReceived, HandleProviderEvent>();
        services.AddReaction<RefundOrdered, SendRefund>();
        services.AddTenantJob<CatchUpPayments>(CatchUpPayments.Name, CatchUpPayments.Nightly);
    }

    public static DefinitionContext Define(DefinitionContext definitions) => definitions;

    public static void Map(RouteGroupBuilder api)
    {
        CreatePaymentAccount.Map(api);
        ChangePaymentAccount.Map(api);
        ListPaymentAccounts.Map(api);
        SetPaymentKeys.Map(api);
        ActivatePaymentAccount.Map(api);
        PausePaymentAccount.Map(api);
        ListWaysToPay.Map(api);
        GetWayToPay.Map(api);
        StartPayment.Map(api);
        FollowPayment.Map(api);
        ListPayments.Map(api);
        GetPayment.Map(api);
        ConfirmTransfer.Map(api);
        RefundPayment.Map(api);
        ListPaymentQuestions.Map(api);
        AcceptPaymentQuestion.Map(api);
        DismissPaymentQuestion.Map(api);
        ListPayouts.Map(api);
        GetPayout.Map(api);
        ReceiveStripeWebhook.Map(api);
    }
}
