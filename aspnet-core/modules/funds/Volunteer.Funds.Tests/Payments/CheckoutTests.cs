using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.FakeStripe;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class CheckoutTests(DatabaseProvider database)
{
    private PaymentStage _stage = null!;

    [SetUp]
    public async Task SetUp() => _stage = await PaymentStage.NewAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task A_gift_paid_online_is_income_gross_with_the_fee_as_a_cost_of_raising_it()
    {
        var payment = await _stage.PaidAsync(10_000);

        var fee = FakeStripeAccount.FeeOf(10_000);
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts, _stage.Book.Meals), Is.EqualTo(-10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.FundraisingCost, _stage.Book.Meals), Is.EqualTo(fee));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance, _stage.Book.Meals), Is.EqualTo(10_000 - fee));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.Zero);
        Assert.That(await _stage.SpendableAsync(_stage.Book.Meals), Is.EqualTo(10_000 - fee));
        var seen = await _stage.FollowAsync(payment.Started);
        Assert.That(seen.GetProperty("state").GetString(), Is.EqualTo("Paid"));
        Assert.That(seen.GetProperty("fen").GetInt64(), Is.EqualTo(10_000));
    }

    [Test]
    public async Task The_checkout_asks_for_the_sum_in_yuan_by_card_alipay_or_wechat_and_for_nothing_twice()
    {
        var payment = await _stage.StartAsync(12_345);

        var request = PretendStripe.Server.Requests.Last(r => r.ApiKey == _stage.Stripe.ApiKey);
        var form = request.Fields.ToDictionary(field => field.Key, field => field.Value);
        Assert.That(form["line_items[0][price_data][unit_amount]"], Is.EqualTo("12345"));
        Assert.That(form["line_items[0][price_data][currency]"], Is.EqualTo("cny"));
        Assert.That(new[] { form["payment_method_types[0]"], form["payment_method_types[1]"], form["payment_method_types[2]"] }, Is.EqualTo(new[] { "wechat_pay", "alipay", "card" }));
        Assert.That(form["payment_method_options[wechat_pay][client]"], Is.EqualTo("web"));
        Assert.That(form["adaptive_pricing[enabled]"], Is.EqualTo("false"));
        Assert.That(form["submit_type"], Is.EqualTo("donate"));
        Assert.That(form["success_url"], Does.Contain($"/give/{_stage.Key}/{payment.Token}"));
        Assert.That(request.Version, Is.EqualTo("2026-09-30.endive"));
        Assert.That(request.IdempotencyKey, Is.EqualTo($"checkout-{await _stage.PaymentIdAsync(payment.SessionId):N}"));
        Assert.That(request.Fields.Select(field => field.Value), Has.None.Contain("钱多多"), "the donor's name stays here");
    }

    [TestCase("success")]
    [TestCase("failure")]
    public async Task F15_completed_but_unpaid_is_pending_until_the_money_comes_or_does_not(string end)
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.PayLater(payment.SessionId);
        await _stage.DeliverAllAsync();

        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Pending"));
        Assert.That(await _stage.DigestAsync(), Is.Empty, "no gift, no receipt");

        if (end == "success")
        {
            _stage.Stripe.PayLaterSucceeds(payment.SessionId);
        }
        else
        {
            _stage.Stripe.PayLaterFails(payment.SessionId);
        }

        await _stage.DeliverAllAsync();

        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo(end == "success" ? "Paid" : "Failed"));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(end == "success" ? -10_000 : 0));
        Assert.That(await _stage.QuestionsAsync(), Is.Empty);
    }

    [Test]
    public async Task F15_a_declined_card_leaves_the_checkout_open_for_another_try()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Decline(payment.SessionId);
        await _stage.DeliverAllAsync();
        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Started"));

        _stage.Stripe.Pay(payment.SessionId);
        await _stage.DeliverAllAsync();

        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Paid"));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
    }

    [Test]
    public async Task F15_an_expired_checkout_is_expired()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Expire(payment.SessionId);

        await _stage.DeliverAllAsync();

        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Expired"));
    }

    [Test]
    public async Task F16_the_fee_comes_later_and_once()
    {
        _stage.Stripe.SettlesLate = true;
        var payment = await _stage.PaidAsync(10_000);
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000), "the gift is recorded");
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.EqualTo(10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.FundraisingCost), Is.Zero);

        _stage.Stripe.Settle(payment.ChargeId);
        var news = _stage.LastEvent("charge.updated");
        await _stage.DeliverAndWorkAsync(news);
        await _stage.DeliverAndWorkAsync(_stage.Stripe.TellAgain(news));
        await _stage.DeliverAndWorkAsync(news);

        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.FundraisingCost), Is.EqualTo(FakeStripeAccount.FeeOf(10_000)));
    }

    [TestCase("amount", "Amount")]
    [TestCase("currency", "Currency")]
    [TestCase("livemode", "Livemode")]
    public async Task F17_a_charge_that_does_not_fit_the_order_waits_and_is_not_posted(string field, string question)
    {
        var payment = await _stage.StartAsync(10_000);
        var charge = _stage.Stripe.Pay(payment.SessionId);
        JsonNode wrong = field switch
        {
            "amount" => JsonValue.Create(9_999),
            "currency" => JsonValue.Create("jpy"),
            _ => JsonValue.Create(true),
        };
        _stage.Stripe.Change(charge, field, wrong);

        await _stage.DeliverAndWorkAsync(_stage.LastEvent("charge.succeeded"));

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { question }));
        Assert.That(await _stage.DigestAsync(), Is.Empty);
        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Started"));
    }

    [Test]
    public async Task F17_a_test_event_at_a_live_account_is_refused_and_shown()
    {
        var live = await PaymentStage.NewAsync(_stage.App, isLive: true);
        var payment = await live.StartAsync(10_000);
        live.Stripe.Pay(payment.SessionId);
        var news = (JsonObject)live.LastEvent("charge.succeeded").DeepClone();
        news["livemode"] = false;

        await live.DeliverAndWorkAsync(news);

        Assert.That(await live.QuestionsAsync(), Is.EqualTo(new[] { "Livemode" }));
        Assert.That(await live.DigestAsync(), Is.Empty);
    }

    [Test]
    public async Task F17_an_event_of_another_account_of_the_provider_is_held()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);
        var news = (JsonObject)_stage.LastEvent("charge.succeeded").DeepClone();
        news["account"] = "acct_somebodyelse";

        await _stage.DeliverAndWorkAsync(news);

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "Account" }));
        Assert.That(await _stage.DigestAsync(), Is.Empty);
    }

    [Test]
    public async Task F17_money_without_an_order_waits_until_a_person_takes_it_into_the_general_fund()
    {
        _stage.Stripe.ChargeByHand(5_000);
        await _stage.DeliverAllAsync();
        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "UnknownPayment" }));
        Assert.That(await _stage.DigestAsync(), Is.Empty);

        var question = (await _stage.GetAsync("/payments/questions")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await (await _stage.Manager.PostAsJsonAsync($"/api/funds/payments/questions/{question}/acceptance", new { Note = "街道募捐日现场刷卡" })).NothingAsync();
        var again = await _stage.Manager.PostAsJsonAsync($"/api/funds/payments/questions/{question}/dismissal", new { Note = "再来一次" });

        await again.RefusedAsync(FundsErrors.QuestionSettled);
        Assert.That(await _stage.BalanceAsync(AccountRole.UnrestrictedGifts, _stage.Book.General), Is.EqualTo(-5_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance, _stage.Book.General), Is.EqualTo(5_000 - FakeStripeAccount.FeeOf(5_000)));
    }

    [Test]
    public async Task F23_a_checkout_state_that_nobody_knows_is_flagged_and_not_fatal()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.PayLater(payment.SessionId);
        _stage.Stripe.Change(payment.SessionId, "status", "hovering");

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "UnknownType" }));
        Assert.That((await _stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Started"));
    }

    [Test]
    public async Task F22_a_checkout_whose_answer_was_lost_is_asked_for_with_the_same_key()
    {
        PretendStripe.Server.Fail(new Fault("POST", "/v1/checkout/sessions", 0, AfterEffect: true));

        await _stage.StartAsync(10_000);

        Assert.That(_stage.Stripe.All("checkout.session"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_stripe_is_down_the_donor_is_told_so_and_nothing_is_left()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            PretendStripe.Server.Fail(new Fault("POST", "/v1/checkout/sessions", 500));
        }

        using var donor = _stage.App.CreateClient();
        var answer = await donor.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { FundId = _stage.Book.Meals, Fen = 10_000 });

        await answer.RefusedAsync(FundsErrors.ProviderSilent);
    }

    [Test]
    public async Task Nobody_pays_where_it_is_not_switched_on()
    {
        using var donor = _stage.App.CreateClient();
        (await _stage.Manager.PostAsync($"/api/funds/payment-accounts/{_stage.AccountId}/pause", content: null)).EnsureSuccessStatusCode();

        var page = await donor.GetAsync($"/api/funds/pay/{_stage.Key}");
        var start = await donor.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { FundId = _stage.Book.Meals, Fen = 10_000 });

        await page.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        await start.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        Assert.That((await _stage.Manager.GetFromJsonAsync<JsonObject>("/api/funds/pay"))!["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task What_was_started_before_the_pause_still_counts()
    {
        var payment = await _stage.StartAsync(10_000);
        (await _stage.Manager.PostAsync($"/api/funds/payment-accounts/{_stage.AccountId}/pause", content: null)).EnsureSuccessStatusCode();
        _stage.Stripe.Pay(payment.SessionId);

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
    }

    [TestCase(99)]
    [TestCase(0)]
    [TestCase(-100)]
    [TestCase(50_000_001)]
    public async Task Sums_out_of_range_are_refused(long fen)
    {
        using var donor = _stage.App.CreateClient();

        var answer = await donor.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { FundId = _stage.Book.Meals, Fen = fen });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, FrameworkErrors.Invalid);
    }

    [Test]
    public async Task F12_a_fund_or_a_payment_of_another_tenant_is_not_there()
    {
        var other = await PaymentStage.NewAsync(_stage.App);
        var theirs = await other.PaidAsync(10_000);
        using var donor = _stage.App.CreateClient();

        var start = await donor.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { FundId = other.Book.Meals, Fen = 10_000 });
        var follow = await donor.GetAsync($"/api/funds/pay/{_stage.Key}/{theirs.Started.Token}");
        var read = await _stage.Manager.GetAsync($"/api/funds/payments/{theirs.Id}");
        var refund = await _stage.RefundAsync(theirs.Id, 1);
        var keys = await _stage.Manager.PutAsJsonAsync($"/api/funds/payment-accounts/{other.AccountId}/keys", new { ApiKey = "sk_test_x" });

        foreach (var answer in new[] { start, follow, read, refund, keys })
        {
            await answer.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        }
    }

    [Test]
    public async Task The_fee_of_a_gift_that_was_spent_at_once_is_borne_by_the_general_fund()
    {
        _stage.Stripe.SettlesLate = true;
        var payment = await _stage.PaidAsync(10_000);
        await _stage.Book.SpendAsync(_stage.Book.Meals, 10_000);

        _stage.Stripe.Settle(payment.ChargeId);
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.SpendableAsync(_stage.Book.Meals), Is.Zero);
        Assert.That(await _stage.SpendableAsync(_stage.Book.General), Is.EqualTo(-FakeStripeAccount.FeeOf(10_000)));
    }

    [TestCase(CampaignMode.CharitySite, true, null)]
    [TestCase(CampaignMode.CharitySite, false, FundsErrors.CampaignModeOffline)]
    [TestCase(CampaignMode.Targeted, true, FundsErrors.CampaignMembersOnly)]
    public async Task A_campaign_is_paid_for_here_only_where_its_mode_allows_it(CampaignMode mode, bool takesOnlineGifts, string? refusal)
    {
        var campaign = await CampaignAsync(mode, takesOnlineGifts);
        using var stranger = _stage.App.CreateClient();
        var member = (await _stage.Book.Community.NewMemberAsync("赵路人")).Http;

        var shown = (await (await stranger.GetAsync($"/api/funds/pay/{_stage.Key}")).JsonAsync()).GetProperty("campaigns").GetArrayLength();
        var strangers = await stranger.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { CampaignId = campaign, Fen = 10_000 });
        var members = await member.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { CampaignId = campaign, Fen = 10_000 });

        Assert.That(shown, Is.EqualTo(refusal is null ? 1 : 0));
        if (refusal is null)
        {
            await strangers.JsonAsync();
        }
        else
        {
            await strangers.RefusedAsync(refusal);
        }

        Assert.That(members.IsSuccessStatusCode, Is.EqualTo(takesOnlineGifts), "a targeted campaign asks the community's own people");
    }

    [Test]
    public async Task A_gift_for_a_campaign_is_on_the_register_with_campaign_and_donor()
    {
        var campaign = await CampaignAsync(CampaignMode.CharitySite, takesOnlineGifts: true);
        using var donor = _stage.App.CreateClient();
        var started = await (await donor.PostAsJsonAsync($"/api/funds/pay/{_stage.Key}", new { CampaignId = campaign, Fen = 10_000, Name = "钱多多" })).JsonAsync();
        var url = started.GetProperty("redirectUrl").GetString()!;
        _stage.Stripe.Pay(url[(url.LastIndexOf('/') + 1)..]);

        await _stage.DeliverAllAsync();

        var gift = await _stage.Book.ReadAsync(db => db.Set<Gift>().SingleAsync(g => g.CampaignId == campaign));
        Assert.That((gift.Kind, gift.Fen, gift.FundId), Is.EqualTo((GiftKind.Online, 10_000L, _stage.Book.Meals)));
        Assert.That(gift.PartyId, Is.Not.Null);
    }

    private Task<Guid> CampaignAsync(CampaignMode mode, bool takesOnlineGifts) => _stage.Book.Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var facts = new CampaignFacts(
            "为长者添一餐", null, "资助高龄老人用餐", mode, null, "测试慈善总会", "慈募证字第0001号", "备案0001", "募捐方案", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31),
            "本社区", "0371-00000003", "社区公示栏", null, null, null, LeftoverRule.SamePurpose, takesOnlineGifts);
        var campaign = new Campaign(_stage.Book.BookId, _stage.Book.Meals, facts);
        campaign.Open(bookTakesOnlineGifts: true, BookStage.Today, _stage.App.Clock.GetUtcNow());
        db.Add(campaign);
        await db.SaveChangesAsync();
        return campaign.Id;
    });

    [Test]
    public async Task The_name_of_the_donor_is_kept_for_the_gift_and_masked_in_the_list()
    {
        await _stage.PaidAsync(10_000);

        var item = (await _stage.GetAsync("/payments")).GetProperty("items")[0];

        Assert.That(item.GetProperty("donor").GetString(), Is.Not.EqualTo("钱多多").And.StartsWith("钱"));
        Assert.That(await _stage.Book.ReadAsync(db => db.Set<Payment>().Where(p => p.AccountId == _stage.AccountId).Select(p => p.DonorName).SingleAsync()), Is.EqualTo("钱多多"));
    }
}
