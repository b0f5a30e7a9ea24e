using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.Volunteering.Reminders;

namespace Volunteer.Volunteering.Signups;

/// <summary>Sign-up, waitlist, offers, reminders.</summary>
internal static class SignupServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<IDatabaseRules, SignupDatabaseRules>()
        .AddScoped<ShiftGate>()
        .AddScoped<SignupFacts>()
        .AddScoped<SignupBatch>()
        .AddScoped<IBatchWriter<SignupWish, SignupAnswer>>(provider => provider.GetRequiredService<SignupBatch>())
        .AddSingleton<Coalescer<SignupWish, SignupAnswer>>()
        .AddScoped<ClashesElsewhere>()
        .AddScoped<Waitlist>()
        .AddScoped<SignupChanges>()
        .AddScoped<SignupMessages>()
        .AddScoped<ShiftView>()
        .AddReaction<SignupConfirmed, TellAboutSignup>()
        .AddScoped<GuardianAlerts>()
        .AddReaction<PersonDeparted, FreeDepartedPerson>()
        .AddReaction<GuardianConsentChanged, FlagMinor>()
        .AddTenantJob<ExpireOffers>(ExpireOffers.Name, ExpireOffers.Cron)
        .AddTenantJob<SendReminders>(SendReminders.Name, SendReminders.Cron)
        .AddTenantJob<CheckGuardians>(CheckGuardians.Name, CheckGuardians.Cron);

    public static void Map(RouteGroupBuilder api)
    {
        ListOpenShifts.Map(api);
        ListMyShifts.Map(api);
        GetShift.Map(api);
        SignUpForShift.Map(api);
        WithdrawFromShift.Map(api);
        ReconfirmSignup.Map(api);
        AcceptOffer.Map(api);
        RefuseOffer.Map(api);
        GetRoster.Map(api);
        SignUpSomeone.Map(api);
        RemoveFromShift.Map(api);
    }
}
