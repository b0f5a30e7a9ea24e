using Volunteer.Funds.Campaigns;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Campaigns;

internal sealed class CampaignTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = FakeClock.Default;

    [Test]
    public void Cannot_open_without_the_facts_and_says_which()
    {
        var campaign = new Campaign(Guid.NewGuid(), Guid.NewGuid(), new CampaignForm("春日敬老", "长者用餐", CampaignMode.OnSite).Facts());

        var refusal = Assert.Throws<BusinessException>(() => campaign.Open(bookTakesOnlineGifts: true, Today, Now))!;

        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(FundsErrors.CampaignIncomplete));
            Assert.That(
                refusal.Details["fields"],
                Is.EqualTo(new[] { "hostCharity", "certificateNumber", "filingNumber", "plan", "startsOn", "endsOn", "area", "contact", "queryMethod" }));
        });
    }

    [Test]
    public void A_targeted_campaign_needs_no_filing_number_but_names_whom_it_asks() =>
        Assert.That(new Campaign(Guid.NewGuid(), Guid.NewGuid(), new CampaignForm("老友互助", "互助", CampaignMode.Targeted).Facts()).MissingFacts(), Does.Not.Contain("filingNumber").And.Contain("area"));

    [TestCase(CampaignMode.OnSite)]
    [TestCase(CampaignMode.PlatformImport)]
    [TestCase(CampaignMode.PlatformRedirect)]
    public void Paying_on_our_page_is_refused_where_the_mode_does_not_allow_it(CampaignMode mode) => Assert.That(
        () => Whole(mode, takesOnlineGifts: true).Open(bookTakesOnlineGifts: true, Today, Now),
        Refused(FundsErrors.CampaignModeOffline));

    [Test]
    public void Paying_on_our_page_is_refused_where_the_book_does_not_allow_it() => Assert.That(
        () => Whole(CampaignMode.CharitySite, takesOnlineGifts: true).Open(bookTakesOnlineGifts: false, Today, Now),
        Refused(FundsErrors.BookOffline));

    [Test]
    public void What_was_filed_does_not_change_while_people_give()
    {
        var campaign = Whole(CampaignMode.CharitySite, takesOnlineGifts: false);
        campaign.Open(bookTakesOnlineGifts: false, Today, Now);

        Assert.That(() => campaign.Change((Form(CampaignMode.CharitySite, false) with { FilingNumber = "另一个备案号" }).Facts()), Refused(FundsErrors.CampaignFactsFixed));
    }

    [Test]
    public void Goes_from_draft_to_settled_and_never_back()
    {
        var campaign = Whole(CampaignMode.OnSite, takesOnlineGifts: false);
        campaign.Open(bookTakesOnlineGifts: false, Today, Now);
        campaign.Close(Now);
        campaign.Settle("共募集 0 元", Now);

        Assert.Multiple(() =>
        {
            Assert.That(campaign.State, Is.EqualTo(CampaignState.Settled));
            Assert.That(() => campaign.Close(Now), Refused(FundsErrors.CampaignState));
            Assert.That(() => campaign.EnsureTakesGifts(Today), Refused(FundsErrors.CampaignNotOpen));
        });
    }

    private static Campaign Whole(CampaignMode mode, bool takesOnlineGifts) => new(Guid.NewGuid(), Guid.NewGuid(), Form(mode, takesOnlineGifts).Facts());

    private static CampaignForm Form(CampaignMode mode, bool takesOnlineGifts) => new(
        "春日敬老",
        "长者用餐",
        mode,
        HostCharity: "测试慈善总会",
        CertificateNumber: "慈募证字第0001号",
        FilingNumber: "备案0001",
        Plan: "募集一年的用餐补贴",
        StartsOn: Today,
        EndsOn: Today.AddMonths(3),
        Area: "测试区",
        Contact: "0371-00000002",
        QueryMethod: "社区公示栏",
        PlatformName: "测试平台",
        PlatformUrl: "https://platform.example/1",
        TakesOnlineGifts: takesOnlineGifts);

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string code) =>
        Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(code);
}
