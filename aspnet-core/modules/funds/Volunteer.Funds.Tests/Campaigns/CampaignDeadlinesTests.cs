using Volunteer.Funds.Campaigns;

namespace Volunteer.Funds.Tests.Campaigns;

internal sealed class CampaignDeadlinesTests
{
    [TestCase("2025-11-30", "2026-02-28")]
    [TestCase("2027-11-30", "2028-02-29")]
    [TestCase("2026-03-31", "2026-06-30")]
    public void F38_the_full_account_is_due_three_months_after_the_end(string end, string due) =>
        Assert.That(CampaignDeadlines.Final(Day(end)), Is.EqualTo(Day(due)));

    [TestCase("2026-01-31", "2026-07-31", 0)]
    [TestCase("2026-01-31", "2026-08-01", 2)]
    public void F38_only_a_campaign_longer_than_six_months_reports_in_between(string start, string end, int reports) =>
        Assert.That(CampaignDeadlines.Interim(Day(start), Day(end), isEmergency: false), Has.Count.EqualTo(reports));

    [Test]
    public void F38_month_ends_do_not_creep_forward() => Assert.That(
        CampaignDeadlines.Interim(Day("2025-11-30"), Day("2026-09-30"), isEmergency: false),
        Is.EqualTo(new[] { Day("2026-02-28"), Day("2026-05-30"), Day("2026-08-30") }));

    [Test]
    public void F38_in_an_emergency_every_five_days() => Assert.That(
        CampaignDeadlines.Interim(Day("2026-03-01"), Day("2026-03-12"), isEmergency: true),
        Is.EqualTo(new[] { Day("2026-03-06"), Day("2026-03-11") }));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
