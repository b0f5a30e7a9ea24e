using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Seeding;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Check-in, roll-call, hours.</summary>
internal static class AttendanceServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton(provider => CheckInKey.Load(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<CheckInCodes>()
        .AddSingleton<AttemptLimiter>()
        .AddSingleton<IDatabaseRules, HoursDatabaseRules>()
        .AddScoped<CodeReader>()
        .AddScoped<CheckInDesk>()
        .AddScoped<CheckIn.ByTheDesk>()
        .AddScoped<IBatchWriter<CheckInWish, CheckInAnswer>, CheckInBatch>()
        .AddSingleton<Coalescer<CheckInWish, CheckInAnswer>>()
        .AddScoped<ShiftPlaces>()
        .AddScoped<AttendanceNotices>()
        .AddScoped<NoShows>()
        .AddScoped<RollCall>()
        .AddScoped<SaveRollCall.Merging>()
        .AddScoped<KioskDoor>()
        .AddScoped<KioskPeople>()
        .AddScoped<HoursLedger>()
        .AddScoped<HoursLimits>()
        .AddScoped<BulkWatch>()
        .AddScoped<HoursDecisions>()
        .AddScoped<HoursLines>()
        .AddScoped<RecordingClock>()
        .AddScoped<UnrecordedShifts>()
        .AddScoped<IClubSettlement, HoursSettlement>()
        .AddScoped<IPersonalDataSource, ServiceOfPerson>()
        .AddReaction<PersonErased, ForgetErased>()
        .AddScoped<ISeeder, AttendanceSeeder>()
        .AddTenantJob<CloseAttendance>(CloseAttendance.Name, "0 */5 * * * ?")
        .AddTenantJob<RemindOfRecording>(RemindOfRecording.Name, "0 0 * * * ?");

    public static void Map(RouteGroupBuilder api)
    {
        ShowCheckInCode.Map(api);
        CheckIn.Map(api);
        CheckOut.Map(api);
        GetRollCall.Map(api);
        SaveRollCall.Map(api);
        AddWalkIn.Map(api);
        ExtendShift.Map(api);

        OpenKiosk.Map(api);
        CloseKiosk.Map(api);
        ShowKiosk.Map(api);
        KioskCheckIn.Map(api);
        KioskCheckOut.Map(api);

        ListPendingHours.Map(api);
        ApproveHours.Map(api);
        RejectHours.Map(api);
        EnterHoursLater.Map(api);
        CorrectHours.Map(api);
        GetHoursLedger.Map(api);
        GetMyHours.Map(api);
        GetRecordingClock.Map(api);
    }
}
