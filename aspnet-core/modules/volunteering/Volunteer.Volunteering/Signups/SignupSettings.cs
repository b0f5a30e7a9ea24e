namespace Volunteer.Volunteering.Signups;

internal static class SignupSettings
{
    private const int MinutesOfDay = 24 * 60;

    public static DefinitionContext Define(DefinitionContext definitions) => definitions
        .IntegerSetting(VolunteeringSettings.MinimumRestMinutes, byDefault: 0, min: 0, max: MinutesOfDay)
        .IntegerSetting(VolunteeringSettings.DailyCeilingMinutes, byDefault: 12 * 60, min: 30, max: MinutesOfDay)
        .IntegerSetting(VolunteeringSettings.OfferMinutes, byDefault: 12 * 60, min: 10, max: 7 * MinutesOfDay)
        .IntegerSetting(VolunteeringSettings.SignUpOpensAtHour, byDefault: 8, min: 0, max: 23)
        .IntegerSetting(VolunteeringSettings.FirstReminderHours, byDefault: 24, min: 0, max: 7 * 24)
        .IntegerSetting(VolunteeringSettings.LastReminderHours, byDefault: 2, min: 0, max: 24);
}
