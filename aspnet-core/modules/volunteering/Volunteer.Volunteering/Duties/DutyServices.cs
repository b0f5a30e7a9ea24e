using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Seeding;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Duties;

/// <summary>Duties, shifts, places and skills.</summary>
internal static class DutyServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<ClubScope>();
        services.AddScoped<CommunityCalendar>();
        services.AddScoped<DutyPlanning>();
        services.AddScoped<DutyClubs>();
        services.AddScoped<DutyReferences>();
        services.AddScoped<ShiftGeneration>();
        services.AddScoped<ShiftRemoval>();
        services.AddScoped<Replanning>();
        services.AddScoped<DutyEditing>();
        services.AddScoped<IClubSettlement, ShiftSettlement>();
        services.AddReaction<MemberJoined, MatchNamedSkills>();
        services.AddReaction<ClubPaused, RestDutiesOfPausedClub>();
        services.AddReaction<ClubResumed, ResumeDutiesOfClub>();
        services.AddReaction<ClubDissolved, EndDutiesOfDissolvedClub>();
        services.AddScoped<ISeeder, DutySeeder>();
        services.AddTenantJob<GenerateShifts>(GenerateShifts.Name, "0 7 * * * ?");
    }

    public static void Map(RouteGroupBuilder api)
    {
        ListPlaces.Map(api);
        CreatePlace.Map(api);
        ChangePlace.Map(api);

        ListSkills.Map(api);
        CreateSkill.Map(api);
        ChangeSkill.Map(api);
        ListPersonSkills.Map(api);
        GrantSkill.Map(api);
        RevokeSkill.Map(api);
        ListNamedSkills.Map(api);
        SettleNamedSkill.Map(api);

        PreviewDuty.Map(api);
        CreateDuty.Map(api);
        ListDuties.Map(api);
        GetDuty.Map(api);
        ChangeDuty.Map(api);
        PauseDuty.Map(api);
        ResumeDuty.Map(api);
        EndDuty.Map(api);
        PreviewDutyEdit.Map(api);
        EditDuty.Map(api);

        PublishCalendar.Map(api);
        ListCalendarDays.Map(api);
        ShowCalendar.Map(api);
        ShowMyCalendar.Map(api);
        ListShiftsForReview.Map(api);
        DecideShift.Map(api);
    }
}
