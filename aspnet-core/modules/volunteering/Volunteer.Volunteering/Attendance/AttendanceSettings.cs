namespace Volunteer.Volunteering.Attendance;

internal static class AttendanceSettings
{
    private const int MinutesOfDay = 24 * 60;

    public static DefinitionContext Define(DefinitionContext definitions) => definitions
        .IntegerSetting(VolunteeringSettings.CheckInOpensMinutesBefore, byDefault: 30, min: 0, max: 4 * 60)
        .IntegerSetting(VolunteeringSettings.CheckInClosesMinutesAfter, byDefault: 0, min: 0, max: MinutesOfDay)
        .IntegerSetting(VolunteeringSettings.CheckOutNeedsCode, byDefault: 0, min: 0, max: 1)
        .IntegerSetting(VolunteeringSettings.AutoApproveBothScans, byDefault: 1, min: 0, max: 1)
        .IntegerSetting(VolunteeringSettings.HoursCeilingMinutes, byDefault: 12 * 60, min: 30, max: MinutesOfDay);
}
