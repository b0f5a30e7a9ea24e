using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Banking;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments;
using Volunteer.Funds.Seeding;

namespace Volunteer.Funds;

public sealed class FundsModule : IModule
{
    public string Name => "funds";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        LedgerServices.Add(services, configuration);
        BankingServices.Add(services);
        GiftServices.Add(services);
        DisbursementServices.Add(services);
        PaymentServices.Add(services, configuration);
        services.AddScoped<ISeeder, FundSeeder>();
    }

    public void Define(DefinitionContext definitions) => PaymentServices.Define(DisbursementServices.Define(GiftServices.Define(LedgerServices.Define(definitions))))
        .Permission(FundsPermissions.ViewBooks, PermissionSide.Tenant, RoleNames.FundManager, RoleNames.Secretary)
        .Permission(FundsPermissions.ManageBooks, PermissionSide.Tenant, RoleNames.FundManager)
        .Permission(FundsPermissions.SuperviseBooks, PermissionSide.Tenant, RoleNames.Secretary)
        .Permission(FundsPermissions.RecordGifts, PermissionSide.Tenant, RoleNames.FundManager)
        .Permission(FundsPermissions.RequestDisbursements, PermissionSide.Tenant, RoleNames.FundManager, RoleNames.Secretary, RoleNames.ClubLeader)
        .Permission(FundsPermissions.ApproveDisbursements, PermissionSide.Tenant, RoleNames.Secretary)
        .Permission(FundsPermissions.Reconcile, PermissionSide.Tenant, RoleNames.FundManager);

    public void MapEndpoints(RouteGroupBuilder api)
    {
        LedgerServices.Map(api);
        BankingServices.Map(api);
        GiftServices.Map(api);
        DisbursementServices.Map(api);
        PaymentServices.Map(api);
    }
}
