using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Bazaars;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Enterprises;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Tracing;
using Volunteer.Platform;

namespace Volunteer.Funds.Gifts;

/// <summary>Campaigns, donors, gifts, receipts, bazaars and enterprises: money that comes in.</summary>
internal static class GiftServices
{
    public static void Add(IServiceCollection services) => services
        .AddScoped<BusinessDay>()
        .AddScoped<BookFacts>()
        .AddScoped<PartyDirectory>()
        .AddScoped<ConflictGuard>()
        .AddScoped<LotLedger>()
        .AddScoped<GiftTrace>()
        .AddScoped<MyGifts>()
        .AddScoped<Pledging>()
        .AddScoped<Receipts>()
        .AddScoped<IGiftRecorder, GiftRecorder>()
        .AddScoped<IPersonalDataSource, GiftsOfPerson>()
        .AddReaction<PersonErased, ForgetErasedParties>()
        .AddTenantJob<RemindMonthlyPledges>(RemindMonthlyPledges.Name, RemindMonthlyPledges.Cron);

    public static DefinitionContext Define(DefinitionContext definitions) => definitions
        .IntegerSetting(FundsSettings.SmallestGroup, byDefault: 5, min: 2, max: 100);

    public static void Map(RouteGroupBuilder api)
    {
        ListParties.Map(api);
        CreateParty.Map(api);
        ChangeParty.Map(api);
        RevealParty.Map(api);
        ListTies.Map(api);
        DeclareTie.Map(api);
        EndTie.Map(api);

        ListCampaigns.Map(api);
        CreateCampaign.Map(api);
        GetCampaign.Map(api);
        ChangeCampaign.Map(api);
        OpenCampaign.Map(api);
        CloseCampaign.Map(api);
        SettleCampaign.Map(api);
        ImportPlatformGifts.Map(api);

        ListPledges.Map(api);
        CreatePledge.Map(api);
        PledgeMyself.Map(api);
        CancelPledge.Map(api);

        ListGifts.Map(api);
        RecordGift.Map(api);
        GetGift.Map(api);
        RefundGift.Map(api);
        RevealDonor.Map(api);
        ShowDonor.Map(api);
        ListMyGifts.Map(api);
        ShowMe.Map(api);

        IssueReceipt.Map(api);
        WaiveReceipt.Map(api);
        ListReceipts.Map(api);
        PrintReceipt.Map(api);
        RecordFiscalReceipt.Map(api);

        TraceMyGift.Map(api);
        TraceGift.Map(api);
        TraceByReceipt.Map(api);

        ListBazaars.Map(api);
        CreateBazaar.Map(api);
        GetBazaar.Map(api);
        AddStall.Map(api);
        SyncSales.Map(api);
        StopSelling.Map(api);
        CountCash.Map(api);
        SettleBazaar.Map(api);

        ListAgreements.Map(api);
        SignAgreement.Map(api);
        DeclareShare.Map(api);
        ReceiveShare.Map(api);
    }
}
