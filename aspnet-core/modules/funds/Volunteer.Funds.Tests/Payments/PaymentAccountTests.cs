using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Payments;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PaymentAccountTests(DatabaseProvider database)
{
    private PaymentStage _stage = null!;

    [SetUp]
    public async Task SetUp() => _stage = await PaymentStage.NewAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task Keys_go_in_and_never_come_out()
    {
        var list = await _stage.Manager.GetStringAsync("/api/funds/payment-accounts");

        Assert.That(list, Does.Not.Contain(_stage.Stripe.ApiKey).And.Not.Contain("whsec"));
        Assert.That(list, Does.Contain(_stage.Stripe.ApiKey[^4..]));
        var (sealedKeys, audit) = await _stage.Book.ReadAsync(async db => (
            await db.Set<PaymentAccount>().Where(account => account.Id == _stage.AccountId).Select(account => account.Secrets).SingleAsync(),
            await db.Set<AuditEntry>().Where(entry => entry.ThingId == _stage.AccountId).Select(entry => entry.Changes).ToListAsync()));
        Assert.That(Encoding.UTF8.GetString(sealedKeys!), Does.Not.Contain(_stage.Stripe.ApiKey));
        Assert.That(string.Concat(audit), Does.Not.Contain(_stage.Stripe.ApiKey).And.Not.Contain("whsec"));
    }

    [Test]
    public void Keys_do_not_show_in_texts() =>
        Assert.That($"{new ProviderKeys("sk_test_secret", ["whsec_secret"])}{new SetPaymentKeys.Request("sk_test_secret", "whsec_secret")}", Does.Not.Contain("secret"));

    [Test]
    public async Task A_live_key_does_not_fit_a_test_account()
    {
        var answer = await _stage.Manager.PutAsJsonAsync($"/api/funds/payment-accounts/{_stage.AccountId}/keys", new { ApiKey = "rk_live_abc" });

        await answer.RefusedAsync(FundsErrors.PaymentKeyOfOtherMode);
    }

    [TestCase("pk_test_abc")]
    [TestCase("sk_test_")]
    [TestCase("sk_test_a b")]
    public async Task What_is_no_secret_key_is_refused(string key)
    {
        var answer = await _stage.Manager.PutAsJsonAsync($"/api/funds/payment-accounts/{_stage.AccountId}/keys", new { ApiKey = key });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, FrameworkErrors.Invalid);
    }

    [Test]
    public async Task F18_while_the_secret_changes_both_are_good()
    {
        (await _stage.Manager.PutAsJsonAsync($"/api/funds/payment-accounts/{_stage.AccountId}/keys", new { WebhookSecret = "whsec_new", KeepsOldSecret = true })).EnsureSuccessStatusCode();
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);

        var old = await _stage.DeliverAsync(_stage.LastEvent("charge.succeeded"));
        (await _stage.Manager.PutAsJsonAsync($"/api/funds/payment-accounts/{_stage.AccountId}/keys", new { WebhookSecret = "whsec_new" })).EnsureSuccessStatusCode();
        var later = await _stage.DeliverAsync(_stage.LastEvent("checkout.session.completed"));

        Assert.That(old.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await later.RefusedAsync(HttpStatusCode.BadRequest, FundsErrors.WebhookRefused);
    }

    [Test]
    public async Task Without_keys_it_is_not_switched_on()
    {
        var created = await (await _stage.Manager.PostAsJsonAsync("/api/funds/payment-accounts", new
        {
            _stage.Book.BookId,
            Provider = "Stripe",
            Name = "第二个",
            _stage.WalletId,
            BankAccountId = _stage.Book.Bank,
            GeneralFundId = _stage.Book.General,
        })).JsonAsync();

        var answer = await _stage.Manager.PostAsync($"/api/funds/payment-accounts/{created.GetProperty("id").GetGuid()}/activation", content: null);

        await answer.RefusedAsync(FundsErrors.PaymentKeysMissing);
    }

    [TestCase("walletId")]
    [TestCase("generalFundId")]
    [TestCase("bankAccountId")]
    public async Task The_places_of_the_money_must_be_of_the_right_kind(string wrong)
    {
        var answer = await _stage.Manager.PostAsJsonAsync("/api/funds/payment-accounts", new
        {
            _stage.Book.BookId,
            Provider = "Stripe",
            Name = "第二个",
            WalletId = wrong == "walletId" ? _stage.Book.Cash : _stage.WalletId,
            BankAccountId = wrong == "bankAccountId" ? _stage.Book.Cash : _stage.Book.Bank,
            GeneralFundId = wrong == "generalFundId" ? _stage.Book.Meals : _stage.Book.General,
        });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(wrong));
    }

    [Test]
    public async Task Residents_neither_see_nor_change_any_of_it()
    {
        var resident = (await _stage.Book.Community.NewMemberAsync("赵路人")).Http;

        foreach (var path in new[] { "/payment-accounts", "/payments", "/payouts", "/payments/questions" })
        {
            Assert.That((await resident.GetAsync("/api/funds" + path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
        }

        Assert.That((await resident.PutAsJsonAsync($"/api/funds/payment-accounts/{_stage.AccountId}/keys", new { ApiKey = "sk_test_abc" })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_member_is_shown_where_to_give()
    {
        var resident = (await _stage.Book.Community.NewMemberAsync("赵路人")).Http;

        var ways = await (await resident.GetAsync("/api/funds/pay")).JsonAsync();
        var page = await (await resident.GetAsync($"/api/funds/pay/{_stage.Key}")).JsonAsync();

        Assert.That(ways.GetProperty("items")[0].GetProperty("key").GetString(), Is.EqualTo(_stage.Key));
        Assert.That(page.GetProperty("hostCharity").GetString(), Is.EqualTo(Given.Host.Name));
        Assert.That(page.GetProperty("funds").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task Details_change_with_the_version_that_was_seen()
    {
        var account = (await _stage.GetAsync("/payment-accounts")).GetProperty("items")[0];

        var stale = await _stage.Manager.PutAsJsonAsync($"/api/funds/payment-accounts/{_stage.AccountId}", new { Name = "新名字", Version = 0 });
        var changed = await (await _stage.Manager.PutAsJsonAsync(
            $"/api/funds/payment-accounts/{_stage.AccountId}",
            new { Name = "新名字", Methods = new[] { "alipay" }, Version = account.GetProperty("version").GetInt32() })).JsonAsync();

        await stale.RefusedAsync(FrameworkErrors.Stale);
        Assert.That(changed.GetProperty("methods").EnumerateArray().Select(method => method.GetString()), Is.EqualTo(new[] { "alipay" }));
    }
}
