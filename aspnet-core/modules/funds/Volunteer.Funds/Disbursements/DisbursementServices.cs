using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Funds.Disbursements;

/// <summary>Requests, committees and changes of purpose: money that goes out or goes elsewhere.</summary>
internal static class DisbursementServices
{
    private const int MostYuan = 10_000_000;

    public static void Add(IServiceCollection services) => services
        .AddScoped<DisbursementDesk>()
        .AddScoped<DisbursementPayment>()
        .AddScoped<PurposeMoves>()
        .AddScoped<IBatchDisbursements, BatchDisbursements>();

    public static DefinitionContext Define(DefinitionContext definitions) => definitions
        .IntegerSetting(FundsSettings.TwoApproversAbove, byDefault: 5_000, min: 0, max: MostYuan)
        .IntegerSetting(FundsSettings.CommitteeAbove, byDefault: 20_000, min: 0, max: MostYuan)
        .IntegerSetting(FundsSettings.SecondFactorAbove, byDefault: 0, min: 0, max: MostYuan)
        .IntegerSetting(FundsSettings.ApprovalLimitSecretary, byDefault: 20_000, min: 0, max: MostYuan)
        .IntegerSetting(FundsSettings.ApprovalLimitFundManager, byDefault: 1_000, min: 0, max: MostYuan)
        .IntegerSetting(FundsSettings.ApprovalLimitClubLeader, byDefault: 0, min: 0, max: MostYuan);

    public static void Map(RouteGroupBuilder api)
    {
        ListDisbursements.Map(api);
        RequestDisbursement.Map(api);
        GetDisbursement.Map(api);
        ChangeDisbursement.Map(api);
        SubmitDisbursement.Map(api);
        ReviewDisbursement.Map(api);
        ApproveDisbursement.Map(api);
        RejectDisbursement.Map(api);
        WithdrawDisbursement.Map(api);
        PayDisbursement.Map(api);
        ReturnPayment.Map(api);
        AddEvidence.Map(api);
        GetEvidence.Map(api);
        CloseDisbursement.Map(api);

        ListCommittees.Map(api);
        SeatCommittee.Map(api);
        RecordMeeting.Map(api);

        ListPurposeChanges.Map(api);
        ProposePurposeChange.Map(api);
        AnswerForDonor.Map(api);
        ListMyConsents.Map(api);
        AnswerMyself.Map(api);
        ExecutePurposeChange.Map(api);
        CancelPurposeChange.Map(api);
    }
}
