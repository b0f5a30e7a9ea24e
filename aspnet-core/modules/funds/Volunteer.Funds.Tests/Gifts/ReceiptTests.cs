using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Gifts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ReceiptTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task F36_numbers_have_no_gap_when_many_are_written_at_once()
    {
        var gifts = new List<Guid>();
        for (var count = 0; count < 8; count++)
        {
            gifts.Add(await _stage.GiveAsync(_stage.Book.Meals, 10_00 + count));
        }

        var cards = await Task.WhenAll(gifts.Select(async gift => await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{gift}/receipts")).JsonAsync()));

        Assert.That(
            cards.Select(card => card.GetProperty("number").GetString()).Order(StringComparer.Ordinal),
            Is.EqualTo(Enumerable.Range(1, 8).Select(number => $"2026-{number:000000}")));
    }

    [Test]
    public async Task F36_it_says_what_it_is_and_what_it_is_not()
    {
        var gift = await _stage.GiveAsync(_stage.Book.Meals, 1_001_005, new { @new = new { kind = "Person", name = "<b>王秀英</b>" } }, display: "FullName");
        var page = await PrintAsync(_stage.Manager, (await IssueAsync(gift)).GetProperty("id").GetGuid());

        Assert.That(
            page,
            Does.Contain("捐赠确认单").And.Contain("不是财政票据").And.Contain("壹万零壹拾元零伍分").And.Contain("10,010.05")
                .And.Contain("钱经理").And.Contain("2026-03-02").And.Contain("测试慈善总会").And.Contain("&lt;b&gt;王秀英").And.Not.Contain("<b>"));
    }

    [Test]
    public async Task F36_goods_are_listed_by_kind_and_quantity()
    {
        var answer = await (await MoneyStage.PostAsync(
            _stage.Manager,
            "gifts",
            new { fundId = _stage.Book.Meals, kind = "InKind", fen = 1200_00, itemKind = "大米", quantity = 20, unit = "袋", valuationBasis = "购货发票" })).JsonAsync();

        var page = await PrintAsync(_stage.Manager, (await IssueAsync(answer.GetProperty("id").GetGuid())).GetProperty("id").GetGuid());

        Assert.That(page, Does.Contain("大米").And.Contain("20 袋").And.Contain("壹仟贰佰元整"));
    }

    [Test]
    public async Task F36_printed_again_it_is_the_same_to_the_byte_whatever_has_changed()
    {
        var donor = await _stage.Community.NewMemberAsync("林小满");
        var gift = await _stage.GiveAsync(_stage.Book.Meals, 50_00, new { personId = donor.PersonId }, display: "FullName");
        var receipt = await IssueAsync(gift);
        var id = receipt.GetProperty("id").GetGuid();
        var first = await PrintAsync(_stage.Manager, id);
        await (await MoneyStage.PutAsync(donor, $"my/gifts/{gift}/display", new { display = "Alias", displayName = "小满" })).NothingAsync();
        _stage.App.Clock.Advance(TimeSpan.FromDays(200));

        var second = await PrintAsync(donor, id);

        Assert.Multiple(() =>
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(second))), Is.EqualTo(receipt.GetProperty("hash").GetString()));
        });
    }

    [Test]
    public async Task F36_a_refund_voids_it_asks_the_fiscal_one_back_and_the_number_is_not_used_again()
    {
        var gift = await _stage.GiveAsync(_stage.Book.Meals, 50_00);
        var id = (await IssueAsync(gift)).GetProperty("id").GetGuid();
        await (await MoneyStage.PutAsync(
            _stage.Manager,
            $"receipts/{id}/fiscal",
            new { fiscalState = "Issued", code = "41060126", number = "0000000001", checkCode = "abc123", date = "2026-03-02" })).JsonAsync();

        await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{gift}/refunds", new { fen = 20_00, reason = "多付" })).JsonAsync();
        var next = await IssueAsync(gift);

        var detail = await MoneyStage.GetAsync(_stage.Manager, $"gifts/{gift}");
        var voided = detail.GetProperty("receipts")[0];
        Assert.Multiple(async () =>
        {
            Assert.That(voided.GetProperty("state").GetString(), Is.EqualTo("Voided"));
            Assert.That(voided.GetProperty("fiscalState").GetString(), Is.EqualTo("VoidRequested"));
            Assert.That(next.GetProperty("number").GetString(), Is.EqualTo("2026-000002"));
            Assert.That(await PrintAsync(_stage.Manager, next.GetProperty("id").GetGuid()), Does.Contain("叁拾元整"));
        });
    }

    [Test]
    public async Task F36_one_gift_has_one_living_confirmation()
    {
        var gift = await _stage.GiveAsync(_stage.Book.Meals, 50_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MoneyStage.PostAsync(_stage.Manager, $"gifts/{gift}/receipts")));
        var next = await IssueAsync(await _stage.GiveAsync(_stage.Book.Meals, 60_00));

        Assert.Multiple(() =>
        {
            Assert.That(answers.Count(answer => answer.StatusCode is HttpStatusCode.Created), Is.EqualTo(1));
            Assert.That(next.GetProperty("number").GetString(), Is.EqualTo("2026-000002"), "a refused one takes no number");
        });
    }

    [Test]
    public async Task F36_that_a_donor_wants_none_is_on_record()
    {
        var gift = await _stage.GiveAsync(_stage.Book.Meals, 50_00);

        await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{gift}/receipt-waiver", new { why = "Waived" })).NothingAsync();

        Assert.That((await MoneyStage.GetAsync(_stage.Manager, $"gifts/{gift}")).GetProperty("gift").GetProperty("receiptWaiver").GetString(), Is.EqualTo("Waived"));
    }

    [Test]
    public async Task F36_a_stranger_does_not_read_it()
    {
        var id = (await IssueAsync(await _stage.GiveAsync(_stage.Book.Meals, 50_00))).GetProperty("id").GetGuid();
        var stranger = await _stage.Community.NewMemberAsync("路人");

        var answer = await stranger.Http.GetAsync(new Uri($"{Given.Api}/receipts/{id}/print", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<JsonElement> IssueAsync(Guid gift) => await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{gift}/receipts")).JsonAsync();

    private static async Task<string> PrintAsync(TestUser user, Guid receipt)
    {
        var answer = await user.Http.GetAsync(new Uri($"{Given.Api}/receipts/{receipt}/print", UriKind.Relative));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        return await answer.Content.ReadAsStringAsync();
    }
}
