namespace Volunteer.Funds.Campaigns;

/// <summary>Days by which the law wants a campaign's figures published (慈善法 art. 72, 79).</summary>
internal static class CampaignDeadlines
{
    private const int Months = 3;
    private const int LongCampaignMonths = 6;
    private const int EmergencyDays = 5;

    /// <summary>While it runs: every three months when it is longer than six; in an emergency every five days.</summary>
    public static IReadOnlyList<DateOnly> Interim(DateOnly startsOn, DateOnly endsOn, bool isEmergency)
    {
        var due = new List<DateOnly>();
        if (isEmergency)
        {
            for (var day = startsOn.AddDays(EmergencyDays); day < endsOn; day = day.AddDays(EmergencyDays))
            {
                due.Add(day);
            }
        }
        else if (endsOn > startsOn.AddMonths(LongCampaignMonths))
        {
            // Counted from the start each time, so that a short month does not pull the later ones forward.
            for (var period = 1; startsOn.AddMonths(period * Months) < endsOn; period++)
            {
                due.Add(startsOn.AddMonths(period * Months));
            }
        }

        return due;
    }

    /// <summary>The full account, three months after the end at the latest.</summary>
    public static DateOnly Final(DateOnly endsOn) => endsOn.AddMonths(Months);
}
