using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments.Manual;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

/// <summary>The second provider: nobody to ask, and the same pages.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ManualTransferTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private BookStage _book = null!;
    private HttpClient _manager = null!;
    private Guid _accountId;
    private string _key = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        var community = await _app.NewCommunityAsync();
        _book = await community.NewBookAsync();
        await community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var book = await db.Set<Book>().SingleAsync(b => b.Id == _book.BookId);
            book.Describe(book.Name, book.Host, onlinePayment: true);
            await db.SaveChangesAsync();
        });
        _manager = (await community.NewMemberAsync("顾会计", roles: RoleNames.FundManager)).Http;
        var created = await (await _manager.PostAsJsonAsync("/api/funds/payment-accounts", new
        {
            _book.BookId,
            Provider = "ManualTransfer",
            Name = "转账捐赠",
            BankAccountId = _book.Bank,
            GeneralFundId = _book.General,
            AccountHolder = "测试慈善总会",
            AccountNumber = "6222 0000 0000 0001",
            BankName = "测试银行测试支行",
        })).JsonAsync();
        (_accountId, _key) = (created.GetProperty("id").GetGuid(), created.GetProperty("key").GetString()!);
        await (await _manager.PostAsync($"/api/funds/payment-accounts/{_accountId}/activation", content: null)).NothingAsync();
    }

    [TearDown]
    public void TearDown() => _manager.Dispose();

    [Test]
    public async Task The_page_shows_account_exact_sum_note_and_code()
    {
        var started = await StartAsync(10_000);

        Assert.That(started.GetProperty("redirectUrl").ValueKind, Is.EqualTo(JsonValueKind.Null));
        var transfer = started.GetProperty("transfer");
        Assert.That(transfer.GetProperty("accountHolder").GetString(), Is.EqualTo("测试慈善总会"));
        Assert.That(transfer.GetProperty("fen").GetInt64(), Is.InRange(10_001, 10_099));
        Assert.That(transfer.GetProperty("noteCode").GetString(), Does.Match("^[A-Z2-9]{7}$"));
        Assert.That(transfer.GetProperty("qrSvg").GetString(), Does.StartWith("<svg").And.Not.Contain("6222"));
    }

    [Test]
    public async Task F28_two_open_transfers_never_ask_for_the_same_sum_or_the_same_note()
    {
        var started = new List<JsonElement>();
        for (var donor = 0; donor < 30; donor++)
        {
            started.Add(await StartAsync(10_000));
        }

        Assert.That(started.Select(one => one.GetProperty("transfer").GetProperty("fen").GetInt64()), Is.Unique);
        Assert.That(started.Select(one => one.GetProperty("transfer").GetProperty("noteCode").GetString()), Is.Unique);
    }

    [Test]
    public async Task The_fund_manager_confirms_what_the_statement_says_and_only_that()
    {
        var started = await StartAsync(10_000);
        var fen = started.GetProperty("transfer").GetProperty("fen").GetInt64();
        var id = (await (await _manager.GetAsync("/api/funds/payments")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();

        await (await ConfirmAsync(id, fen - 1)).RefusedAsync(FundsErrors.TransferDiffers);
        await (await ConfirmAsync(id, fen)).JsonAsync();
        await (await ConfirmAsync(id, fen)).JsonAsync();

        using var donor = _app.CreateClient();
        var seen = await (await donor.GetAsync($"/api/funds/pay/{_key}/{started.GetProperty("token").GetString()}")).JsonAsync();
        Assert.That(seen.GetProperty("state").GetString(), Is.EqualTo("Paid"));
        Assert.That(await IncomeAsync(), Is.EqualTo(-fen), "once");
    }

    [Test]
    public async Task Who_reads_statements_finds_the_open_transfers_of_the_bank_account()
    {
        var fen = (await StartAsync(10_000)).GetProperty("transfer").GetProperty("fen").GetInt64();

        var expected = await _book.Community.InsideAsync(services => services.GetRequiredService<ExpectedTransfers>().ListAsync(_book.Bank, CancellationToken.None));

        Assert.That(expected.Select(transfer => transfer.Fen), Is.EqualTo(new[] { fen }));
    }

    [Test]
    public async Task What_came_by_transfer_goes_back_by_a_payment_request()
    {
        var fen = (await StartAsync(10_000)).GetProperty("transfer").GetProperty("fen").GetInt64();
        var id = (await (await _manager.GetAsync("/api/funds/payments")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        await (await ConfirmAsync(id, fen)).JsonAsync();

        var refund = await _manager.PostAsJsonAsync($"/api/funds/payments/{id}/refunds", new { Fen = 100, Reason = "多转了" });

        await refund.RefusedAsync(FundsErrors.RefundByHand);
    }

    [Test]
    public async Task A_transfer_that_never_comes_expires_and_may_still_arrive_late()
    {
        var started = await StartAsync(10_000);
        var fen = started.GetProperty("transfer").GetProperty("fen").GetInt64();
        var id = (await (await _manager.GetAsync("/api/funds/payments")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();

        _app.Clock.Advance(TimeSpan.FromDays(31));
        await _app.RunJobAsync("funds.catch-up-payments");
        Assert.That((await (await _manager.GetAsync($"/api/funds/payments/{id}")).JsonAsync()).GetProperty("payment").GetProperty("state").GetString(), Is.EqualTo("Expired"));
        await (await ConfirmAsync(id, fen)).JsonAsync();

        Assert.That(await IncomeAsync(), Is.EqualTo(-fen));
    }

    [Test]
    public async Task Details_of_the_transfer_are_needed()
    {
        var answer = await _manager.PostAsJsonAsync("/api/funds/payment-accounts", new
        {
            _book.BookId,
            Provider = "ManualTransfer",
            Name = "没有账号",
            BankAccountId = _book.Bank,
            GeneralFundId = _book.General,
        });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, FundsErrors.TransferDetailsMissing);
    }

    private async Task<JsonElement> StartAsync(long fen)
    {
        using var donor = _app.CreateClient();
        return await (await donor.PostAsJsonAsync($"/api/funds/pay/{_key}", new { FundId = _book.Meals, Fen = fen, Name = "钱多多" })).JsonAsync();
    }

    private Task<HttpResponseMessage> ConfirmAsync(Guid paymentId, long fen) =>
        _manager.PostAsJsonAsync($"/api/funds/payments/{paymentId}/confirmation", new { Fen = fen, ReceivedOn = "2026-03-02" });

    private Task<long> IncomeAsync() => _book.ReadAsync(db =>
    {
        var income = db.Set<ChartAccount>().Where(account => account.BookId == _book.BookId && account.Role == AccountRole.RestrictedGifts).Select(account => account.Id);
        return db.Set<EntryLine>().Where(line => line.BookId == _book.BookId && income.Contains(line.AccountId)).SumAsync(line => line.Fen);
    });
}
