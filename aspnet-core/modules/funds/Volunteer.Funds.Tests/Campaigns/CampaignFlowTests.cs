using System.Net;
using System.Text;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Campaigns;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class CampaignFlowTests(DatabaseProvider database)
{
    private const string Rows = "订单号,捐赠时间,捐赠金额(元),手续费,捐赠人,是否匿名\nT001,2026-03-01 10:00:00,100.00,0.60,春风,否\nT002,2026-03-01 11:00:00,20.50,0.12,秋叶,是\nT003,2026-03-02 09:00:00,100.00,0.60,春风,否\n合计,,220.50,,,\n";
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task Opening_without_the_facts_names_the_missing_fields()
    {
        var id = (await (await MoneyStage.PostAsync(_stage.Manager, "campaigns", new { fundId = _stage.Book.Meals, facts = new { title = "春日敬老", purpose = "长者用餐", mode = "OnSite" } })).JsonAsync())
            .GetProperty("id").GetGuid();

        var refused = await (await MoneyStage.PostAsync(_stage.Manager, $"campaigns/{id}/opening")).RefusedAsync(FundsErrors.CampaignIncomplete);

        Assert.That(refused.GetProperty("details").GetProperty("fields").EnumerateArray().Select(field => field.GetString()), Does.Contain("filingNumber"));
    }

    [Test]
    public async Task A_draft_is_seen_by_those_who_keep_the_books_only()
    {
        var id = await _stage.CampaignAsync("OnSite", open: false);
        var resident = await _stage.Community.NewMemberAsync();

        Assert.Multiple(async () =>
        {
            Assert.That((await resident.Http.GetAsync(new Uri($"{Given.Api}/campaigns/{id}", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await MoneyStage.GetAsync(resident, "campaigns")).GetProperty("total").GetInt32(), Is.Zero);
            Assert.That((await MoneyStage.GetAsync(_stage.Manager, "campaigns")).GetProperty("total").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_platforms_file_becomes_gifts_once_with_its_fees()
    {
        var id = await _stage.CampaignAsync("PlatformImport");

        var look = await ImportAsync(id, Rows, commit: false);
        var first = await ImportAsync(id, Rows, commit: true);
        var second = await ImportAsync(id, Rows, commit: true);

        var campaign = await MoneyStage.GetAsync(_stage.Manager, $"campaigns/{id}");
        Assert.Multiple(async () =>
        {
            Assert.That(look.GetProperty("isCommitted").GetBoolean(), Is.False);
            Assert.That(first.GetProperty("new").GetInt32(), Is.EqualTo(3));
            Assert.That(second.GetProperty("known").GetInt32(), Is.EqualTo(3));
            Assert.That(campaign.GetProperty("raisedFen").GetInt64(), Is.EqualTo(220_50));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(220_50 - 1_32));
            Assert.That((await MoneyStage.GetAsync(_stage.Manager, "gifts")).GetRawText(), Does.Contain("春风").And.Not.Contain("秋叶"));
        });
    }

    [Test]
    public async Task A_known_order_with_another_amount_stops_the_whole_file()
    {
        var id = await _stage.CampaignAsync("PlatformImport");
        await ImportAsync(id, Rows, commit: true);

        var answer = await ImportAsync(id, Rows.Replace("20.50,0.12", "25.50,0.12", StringComparison.Ordinal) + "T004,2026-03-02,5.00,0,春风,否\n", commit: true);

        Assert.Multiple(async () =>
        {
            Assert.That(answer.GetProperty("isCommitted").GetBoolean(), Is.False);
            Assert.That(answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()), Does.Contain("Conflict").And.Contain("New"));
            Assert.That((await MoneyStage.GetAsync(_stage.Manager, "gifts")).GetProperty("total").GetInt32(), Is.EqualTo(3));
        });
    }

    [Test]
    public async Task What_is_left_over_goes_to_a_similar_purpose_as_an_entry_and_is_published()
    {
        var id = await _stage.CampaignAsync("OnSite", leftoverRule: "SimilarPurpose");
        await (await MoneyStage.PostAsync(_stage.Manager, "gifts", new { fundId = _stage.Book.Meals, campaignId = id, kind = "Transfer", fen = 100_00, moneyAccountId = _stage.Book.Bank })).JsonAsync();
        await _stage.SpendAsync(_stage.Book.Meals, 70_00);
        await (await MoneyStage.PostAsync(_stage.Manager, $"campaigns/{id}/closing")).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"campaigns/{id}/settlement", new { text = "结余转用" })).RefusedAsync(FundsErrors.LeftoverFundNeeded);

        var settled = await (await MoneyStage.PostAsync(
            _stage.Secretary,
            $"campaigns/{id}/settlement",
            new { text = "募集 100 元，支出 70 元，结余 30 元转入社区慈善基金", toFundId = _stage.Book.General, moneyAccountId = _stage.Book.Bank })).JsonAsync();

        var campaign = await MoneyStage.GetAsync(await _stage.Community.NewMemberAsync(), $"campaigns/{id}");
        Assert.Multiple(async () =>
        {
            Assert.That(settled.GetProperty("leftFen").GetInt64(), Is.EqualTo(30_00));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.Zero);
            Assert.That((await _stage.FundAsync(_stage.Book.General)).Balance, Is.EqualTo(30_00));
            Assert.That(campaign.GetProperty("settlementText").GetString(), Does.Contain("结余 30 元"));
            Assert.That(campaign.GetProperty("state").GetString(), Is.EqualTo("Settled"));
        });
    }

    private async Task<JsonElement> ImportAsync(Guid campaign, string text, bool commit)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "platform.csv" },
            { new StringContent(_stage.Book.Bank.ToString()), "moneyAccountId" },
            { new StringContent(commit ? "true" : "false"), "commit" },
        };
        return await (await _stage.Manager.Http.PostAsync(new Uri($"{Given.Api}/campaigns/{campaign}/platform-imports", UriKind.Relative), form)).JsonAsync();
    }
}
