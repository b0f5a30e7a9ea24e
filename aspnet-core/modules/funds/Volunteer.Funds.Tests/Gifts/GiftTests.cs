using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Platform;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Gifts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class GiftTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task A_gift_by_transfer_is_restricted_income_of_its_fund()
    {
        var answer = await (await MoneyStage.PostAsync(_stage.Manager, "gifts", new { fundId = _stage.Book.Meals, kind = "Transfer", fen = 50_00, moneyAccountId = _stage.Book.Bank })).JsonAsync();

        var lines = await _stage.LinesAsync(answer.GetProperty("entryId").GetGuid());
        var roles = await _stage.RolesAsync();
        Assert.Multiple(() =>
        {
            Assert.That(lines.Select(line => (roles[line.AccountId], line.Fen)), Is.EqualTo(new[] { ((AccountRole?)AccountRole.Bank, 50_00L), (AccountRole.RestrictedGifts, -50_00L) }));
            Assert.That(lines[0].MoneyAccountId, Is.EqualTo(_stage.Book.Bank));
            Assert.That(lines[1].GiftId, Is.EqualTo(answer.GetProperty("id").GetGuid()));
        });
    }

    [Test]
    public async Task A_gift_in_kind_goes_to_the_store_at_its_value_and_is_on_the_register()
    {
        var answer = await (await MoneyStage.PostAsync(
            _stage.Manager,
            "gifts",
            new { fundId = _stage.Book.Meals, kind = "InKind", fen = 1200_00, itemKind = "大米", quantity = 20.5m, unit = "袋", valuationBasis = "购货发票" })).JsonAsync();

        var lines = await _stage.LinesAsync(answer.GetProperty("entryId").GetGuid());
        var roles = await _stage.RolesAsync();
        var gift = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{answer.GetProperty("id").GetGuid()}")).GetProperty("gift");
        Assert.Multiple(() =>
        {
            Assert.That(roles[lines[0].AccountId], Is.EqualTo(AccountRole.Inventory));
            Assert.That(gift.GetProperty("itemKind").GetString(), Is.EqualTo("大米"));
            Assert.That(gift.GetProperty("quantity").GetDecimal(), Is.EqualTo(20.5m));
        });
    }

    [Test]
    public async Task Goods_that_nobody_can_value_are_on_the_register_and_not_in_the_books()
    {
        var answer = await (await MoneyStage.PostAsync(_stage.Manager, "gifts", new { fundId = _stage.Book.Meals, kind = "InKind", fen = 0, itemKind = "旧书", quantity = 30, unit = "本" })).JsonAsync();

        Assert.That(answer.GetProperty("entryId").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task F07_the_same_key_records_one_gift()
    {
        var body = new { fundId = _stage.Book.Meals, kind = "Cash", fen = 30_00, moneyAccountId = _stage.Book.Cash };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(body, "one-key")));
        var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
        var other = await SendAsync(body with { fen = 31_00 }, "one-key");

        Assert.Multiple(async () =>
        {
            Assert.That(bodies.Distinct().Count(), Is.EqualTo(1));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(30_00));
        });
    }

    [Test]
    public async Task F35_an_anonymous_donor_is_in_no_list_search_or_entry()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 88_00, new { @new = new { kind = "Person", name = "隐名客" } }, display: "Anonymous");

        var list = (await MoneyStage.GetAsync(_stage.Manager, "gifts")).GetRawText();
        var search = await MoneyStage.GetAsync(_stage.Manager, "gifts?search=隐名客");
        var one = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{id}")).GetRawText();
        var lines = await _stage.Book.ReadAsync(db => db.Set<EntryLine>().AsNoTracking().Where(line => line.GiftId == id).ToListAsync());
        var audit = await _stage.Book.ReadAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.TenantId == _stage.Community.TenantId).Select(entry => entry.Changes).ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(list + one, Does.Not.Contain("隐名客").And.Not.Contain("隐*"));
            Assert.That(search.GetProperty("total").GetInt32(), Is.Zero);
            Assert.That(lines, Has.Count.EqualTo(2).And.All.Matches<EntryLine>(line => line!.PartyId is null && line.NameCommitment is null));
            Assert.That(audit, Has.None.Contain("隐名客"));
        });
    }

    [Test]
    public async Task F35_a_donor_goes_anonymous_later_and_the_salt_is_thrown_away()
    {
        var donor = await _stage.Community.NewMemberAsync("林小满");
        var id = await _stage.GiveAsync(_stage.Book.Meals, 88_00, new { personId = donor.PersonId }, display: "FullName");
        var before = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{id}")).GetProperty("gift").GetProperty("donorName").GetString();

        await (await MoneyStage.PutAsync(donor, $"my/gifts/{id}/display", new { display = "Anonymous" })).NothingAsync();

        var after = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{id}")).GetProperty("gift");
        var gift = await _stage.Book.ReadAsync(db => db.Set<Gift>().AsNoTracking().SingleAsync(g => g.Id == id));
        Assert.Multiple(() =>
        {
            Assert.That(before, Is.EqualTo("林小满"));
            Assert.That(after.GetProperty("donorName").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(gift.NameSalt, Is.Null);
        });
    }

    [Test]
    public async Task F35_who_gave_anonymously_is_revealed_for_a_reason_only_and_on_record()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 88_00, new { @new = new { kind = "Person", name = "隐名客", phone = "19900000001" } }, display: "Anonymous");

        var shown = await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{id}/donor-reveal", new { reason = "退款联系" })).JsonAsync();

        var notes = await _stage.Book.ReadAsync(db => db.Set<AuditEntry>().CountAsync(entry => entry.ThingId == id && entry.Change == "DonorRevealed"));
        Assert.Multiple(() =>
        {
            Assert.That(shown.GetProperty("name").GetString(), Is.EqualTo("隐名客"));
            Assert.That(notes, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task F35_an_erased_donors_gifts_stay_without_a_name()
    {
        var donor = await _stage.Community.NewPersonAsync("要删除的人");
        var id = await _stage.GiveAsync(_stage.Book.Meals, 88_00, new { personId = donor }, display: "FullName");

        await _stage.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Tell(new PersonErased(donor));
            return await db.SaveChangesAsync();
        });
        await _stage.App.DeliverOutboxAsync();

        var gift = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{id}")).GetProperty("gift");
        var parties = await MoneyStage.GetAsync(_stage.Manager, "parties?search=要删除的人");
        Assert.Multiple(() =>
        {
            Assert.That(gift.GetProperty("donorName").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(gift.GetProperty("fen").GetInt64(), Is.EqualTo(88_00));
            Assert.That(parties.GetProperty("total").GetInt32(), Is.Zero);
        });
    }

    [Test]
    public async Task F35_somebody_elses_gift_is_no_gift_of_mine()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 88_00, new { @new = new { kind = "Person", name = "别人" } });
        var stranger = await _stage.Community.NewMemberAsync("路人");

        Assert.That((await MoneyStage.PutAsync(stranger, $"my/gifts/{id}/display", new { display = "FullName" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Donors_are_masked_until_revealed()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 10_00, new { @new = new { kind = "Person", name = "王秀英", phone = "19900000002", bankAccount = "6222000000001234" } });

        var card = (await MoneyStage.GetAsync(_stage.Manager, "parties?search=王秀英")).GetProperty("items")[0];

        Assert.Multiple(() =>
        {
            Assert.That(card.GetProperty("maskedName").GetString(), Is.EqualTo("王**"));
            Assert.That(card.GetRawText(), Does.Not.Contain("王秀英").And.Not.Contain("19900000002").And.Not.Contain("6222000000001234"));
        });
    }

    [Test]
    public async Task F10_a_gift_given_back_in_its_month_is_income_that_never_was()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 60_00);

        var refund = await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{id}/refunds", new { fen = 60_00, reason = "重复捐款" })).JsonAsync();

        var entry = await _stage.Book.ReadAsync(db => db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == refund.GetProperty("entryId").GetGuid()));
        Assert.Multiple(async () =>
        {
            Assert.That(refund.GetProperty("way").GetString(), Is.EqualTo("Reversal"));
            Assert.That(entry.ReversesId, Is.Not.Null);
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.Zero);
        });
    }

    [Test]
    public async Task F10_a_march_gift_given_back_in_april_is_an_april_cost_linked_to_it()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 60_00);
        await _stage.GiveAsync(_stage.Book.Meals, 100_00);
        _stage.App.Clock.Set(new DateTimeOffset(2026, 4, 8, 1, 0, 0, TimeSpan.Zero));

        var refund = await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{id}/refunds", new { fen = 20_00, reason = "捐款人转错" })).JsonAsync();

        var entryId = refund.GetProperty("entryId").GetGuid();
        var entry = await _stage.Book.ReadAsync(db => db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == entryId));
        var lines = await _stage.LinesAsync(entryId);
        var roles = await _stage.RolesAsync();
        var gift = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{id}")).GetProperty("gift");
        Assert.Multiple(() =>
        {
            Assert.That(entry.Date, Is.EqualTo(new DateOnly(2026, 4, 8)));
            Assert.That(lines.Select(line => roles[line.AccountId]), Is.EqualTo(new AccountRole?[] { AccountRole.Administration, AccountRole.Payable, AccountRole.Payable, AccountRole.Bank }));
            Assert.That(lines, Has.All.Property(nameof(EntryLine.GiftId)).EqualTo(id));
            Assert.That(gift.GetProperty("state").GetString(), Is.EqualTo("PartlyRefunded"));
        });
    }

    [Test]
    public async Task Parts_given_back_never_exceed_the_gift_even_at_once()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 100_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MoneyStage.PostAsync(_stage.Manager, $"gifts/{id}/refunds", new { fen = 40_00, reason = "部分退回" })));

        var gift = (await MoneyStage.GetAsync(_stage.Manager, $"gifts/{id}")).GetProperty("gift");
        var done = answers.Count(answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Multiple(async () =>
        {
            Assert.That(done, Is.InRange(1, 2));
            Assert.That(gift.GetProperty("refundedFen").GetInt64(), Is.EqualTo(done * 40_00));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(100_00 - (done * 40_00)));
        });
    }

    [Test]
    public async Task Money_that_was_spent_is_not_given_back()
    {
        var id = await _stage.GiveAsync(_stage.Book.Meals, 50_00);
        await _stage.GiveAsync(_stage.Book.Meals, 50_00);
        await _stage.SpendAsync(_stage.Book.Meals, 50_00);

        var refused = await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{id}/refunds", new { fen = 10_00, reason = "想退" })).RefusedAsync(FundsErrors.GiftSpent);

        Assert.Multiple(async () =>
        {
            Assert.That(refused.GetProperty("details").GetProperty("leftFen").GetInt64(), Is.Zero);
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(50_00));
        });
    }

    private async Task<HttpResponseMessage> SendAsync(object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Given.Api}/gifts") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await _stage.Manager.Http.SendAsync(request);
    }
}
