using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;
using static Volunteer.Funds.Tests.Given;

namespace Volunteer.Funds.Tests.Reports;

/// <summary>A small year: opening, gifts of both kinds, spending, fees, a transfer, a reversal.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ReportsTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private BookStage _book = null!;
    private TestUser _manager = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _book = await _community.NewBookAsync(opensOn: new DateOnly(2026, 1, 1));
        _manager = await _community.NewFundManagerAsync();
        await PostAsync("opening", new { lines = new object[] { new { account = "1002", fen = 1_000_00, fundId = _book.Meals, moneyAccountId = _book.Bank }, new { account = "1001", fen = 200_00, fundId = _book.General, moneyAccountId = _book.Cash } } });
        await _book.GiftAsync(_book.Meals, 300_00, new DateOnly(2026, 1, 10));
        await _book.SpendAsync(_book.Meals, 400_00, new DateOnly(2026, 2, 5));
        await _book.GiftAsync(_book.General, 100_00, new DateOnly(2026, 2, 6));
        await _book.PostAsync(_book.Posting(
            new DateOnly(2026, 2, 7),
            EntryKind.Fee,
            "银行手续费; =1+1 | \"引号\" \\",
            new PostingLine(AccountRole.OtherCost, 5_01, _book.General) { ProjectId = Project },
            new PostingLine(AccountRole.Bank, -5_01, _book.General) { MoneyAccountId = _book.Bank }));
        await PostAsync("transfers", new { date = "2026-02-08", fromFundId = _book.General, toFundId = _book.Meals, fen = 50_00, moneyAccountId = _book.Bank, reason = "补助用餐" });
        var mistake = await _book.GiftAsync(_book.Meals, 77_00, new DateOnly(2026, 2, 9));
        await (await _manager.Http.PostAsJsonAsync($"{Api}/entries/{mistake.Id}/reversal", new { reason = "记错", date = "2026-02-10" })).JsonAsync();
    }

    private static Guid Project { get; } = Guid.NewGuid();

    [Test]
    public async Task The_trial_balance_adds_up_and_each_account_says_what_moved()
    {
        var trial = await GetAsync("trial-balance?from=2026-02-01&to=2026-02-28");

        Assert.That(trial.GetProperty("opening").GetInt64(), Is.Zero);
        Assert.That(trial.GetProperty("closing").GetInt64(), Is.Zero);
        Assert.That(trial.GetProperty("debit").GetInt64(), Is.EqualTo(trial.GetProperty("credit").GetInt64()));
        var bank = trial.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("account").GetString() == "1002");
        Assert.That(
            (bank.GetProperty("opening").GetInt64(), bank.GetProperty("debit").GetInt64(), bank.GetProperty("credit").GetInt64(), bank.GetProperty("closing").GetInt64()),
            Is.EqualTo((1_300_00, 227_00, 532_01, 994_99)));
    }

    [Test]
    public async Task Assets_are_liabilities_and_net_assets_of_both_kinds()
    {
        var sheet = await GetAsync("balance-sheet?on=2026-02-28");

        var assets = sheet.GetProperty("assetsTotal").GetProperty("end").GetInt64();
        Assert.That(assets, Is.EqualTo(1_194_99));
        Assert.That(sheet.GetProperty("restrictedNetAssets").GetProperty("end").GetInt64(), Is.EqualTo(950_00));
        Assert.That(sheet.GetProperty("unrestrictedNetAssets").GetProperty("end").GetInt64(), Is.EqualTo(244_99));
        Assert.That(sheet.GetProperty("netAssetsTotal").GetProperty("end").GetInt64() + sheet.GetProperty("liabilitiesTotal").GetProperty("end").GetInt64(), Is.EqualTo(assets));
        Assert.That(sheet.GetProperty("assets").EnumerateArray().Single().GetProperty("name").GetString(), Is.EqualTo("货币资金"));
    }

    [Test]
    public async Task The_statement_of_activities_releases_what_restricted_money_paid_for()
    {
        var statement = await GetAsync("activities/2026-02");

        AssertColumns(statement.GetProperty("incomeTotal"), "month", 100_00, 0);
        AssertColumns(statement.GetProperty("incomeTotal"), "year", 100_00, 300_00);
        AssertColumns(statement.GetProperty("costsTotal"), "year", 405_01, 0);
        AssertColumns(statement.GetProperty("released"), "year", 350_00, -350_00);
        AssertColumns(statement.GetProperty("change"), "year", 44_99, -50_00);

        static void AssertColumns(JsonElement figures, string column, long unrestricted, long restricted)
        {
            var columns = figures.GetProperty(column);
            Assert.That((columns.GetProperty("unrestricted").GetInt64(), columns.GetProperty("restricted").GetInt64(), columns.GetProperty("total").GetInt64()), Is.EqualTo((unrestricted, restricted, unrestricted + restricted)));
        }
    }

    [Test]
    public async Task A_fund_statement_leads_from_what_it_had_to_what_it_has()
    {
        var statement = await (await _manager.Http.GetAsync($"{Api}/funds/{_book.Meals}/statement?from=2026-02-01&to=2026-02-28")).JsonAsync();

        Assert.That(statement.GetProperty("opening").GetInt64(), Is.EqualTo(1_300_00));
        Assert.That(statement.GetProperty("costs").EnumerateArray().Sum(row => row.GetProperty("fen").GetInt64()), Is.EqualTo(400_00));
        Assert.That(statement.GetProperty("transfers").GetInt64(), Is.EqualTo(50_00));
        Assert.That(statement.GetProperty("closing").GetInt64(), Is.EqualTo(950_00));
        Assert.That(statement.GetProperty("holdings").EnumerateArray().Sum(row => row.GetProperty("fen").GetInt64()), Is.EqualTo(950_00));
        Assert.That(statement.GetProperty("spendable").GetInt64(), Is.EqualTo(950_00));
    }

    [Test]
    public async Task A_project_has_its_own_income_and_costs()
    {
        var project = (await GetAsync("projects?from=2026-01-01&to=2026-12-31")).GetProperty("items").EnumerateArray().Single();

        Assert.That(project.GetProperty("projectId").GetGuid(), Is.EqualTo(Project));
        Assert.That(project.GetProperty("result").GetInt64(), Is.EqualTo(-5_01));
    }

    [Test]
    public async Task F36_a_voucher_says_its_amount_in_words_and_who_posted_it()
    {
        var posted = await PostAsync("entries", new
        {
            date = "2026-03-01",
            text = "收到捐款",
            lines = new object[] { new { account = "1002", fen = 1001005, fundId = _book.Meals, moneyAccountId = _book.Bank }, new { account = "410102", fen = -1001005, fundId = _book.Meals } },
        });

        var voucher = await (await _manager.Http.GetAsync($"{Api}/entries/{posted.GetProperty("id").GetGuid()}")).JsonAsync();

        Assert.That(voucher.GetProperty("totalInWords").GetString(), Is.EqualTo("壹万零壹拾元零伍分"));
        Assert.That(voucher.GetProperty("postedBy").GetProperty("name").GetString(), Is.EqualTo("方志明"));
        Assert.That(voucher.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("accountName").GetString()), Is.EqualTo(new[] { "银行存款", "捐赠收入—限定性" }));
    }

    [Test]
    public async Task The_journal_is_filtered_and_paged()
    {
        Assert.That((await GetAsync("entries?pageSize=3")).GetProperty("items").GetArrayLength(), Is.EqualTo(3));
        Assert.That((await GetAsync("entries")).GetProperty("total").GetInt32(), Is.EqualTo(8));
        Assert.That((await GetAsync("entries?kind=Fee")).GetProperty("total").GetInt32(), Is.EqualTo(1));
        Assert.That((await GetAsync($"entries?fundId={_book.General}&from=2026-02-01")).GetProperty("total").GetInt32(), Is.EqualTo(3));
        Assert.That((await GetAsync("entries?account=1001")).GetProperty("total").GetInt32(), Is.EqualTo(1));
        Assert.That((await GetAsync("entries?search=手续费")).GetProperty("items")[0].GetProperty("fen").GetInt64(), Is.EqualTo(5_01));
        var reversal = (await GetAsync("entries?kind=Reversal")).GetProperty("items")[0];
        Assert.That(reversal.GetProperty("reversesId").ValueKind, Is.EqualTo(JsonValueKind.String));
    }

    [Test]
    public async Task F06_money_leaves_a_restricted_purpose_with_consent_only()
    {
        var move = new { date = "2026-02-11", fromFundId = _book.Meals, toFundId = _book.General, fen = 10_00, moneyAccountId = _book.Bank, reason = "剩余资金" };
        await (await _manager.Http.PostAsJsonAsync($"{Api}/books/{_book.BookId}/transfers", move)).RefusedAsync(FundsErrors.ConsentNotOnRecord);

        await PostAsync("transfers", new { move.date, move.fromFundId, move.toFundId, move.fen, move.moneyAccountId, move.reason, consent = "捐赠人同意书2026-01" });

        Assert.That((await GetAsync("entries?kind=PurposeChange")).GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task F07_the_same_key_posts_once_and_another_body_under_it_is_refused()
    {
        var body = new { date = "2026-03-01", text = "一次", lines = new object[] { new { account = "1002", fen = 100, fundId = _book.General }, new { account = "410101", fen = -100, fundId = _book.General } } };
        var answers = new List<string>();
        for (var index = 0; index < 2; index++)
        {
            answers.Add(await (await SendAsync(body)).Content.ReadAsStringAsync());
        }

        Assert.That(answers[0], Is.EqualTo(answers[1]));
        Assert.That((await SendAsync(new { body.date, text = "别的", body.lines })).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await GetAsync("entries?search=一次")).GetProperty("total").GetInt32(), Is.EqualTo(1));

        Task<HttpResponseMessage> SendAsync(object content)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/books/{_book.BookId}/entries") { Content = JsonContent.Create(content) };
            request.Headers.Add("Idempotency-Key", "one-gift");
            return _manager.Http.SendAsync(request);
        }
    }

    [Test]
    public async Task F12_books_funds_and_entries_of_another_community_are_not_found()
    {
        var stranger = await (await _app.NewCommunityAsync()).NewFundManagerAsync();
        var entry = (await GetAsync("entries")).GetProperty("items")[0].GetProperty("id").GetGuid();
        foreach (var path in new[] { $"books/{_book.BookId}/entries", $"books/{_book.BookId}/trial-balance", $"books/{_book.BookId}/balance-sheet", $"books/{_book.BookId}/activities/2026-02", $"books/{_book.BookId}/exports/2026-02/csv", $"books/{_book.BookId}/months", $"books/{_book.BookId}/chart", $"entries/{entry}", $"funds/{_book.Meals}/statement" })
        {
            Assert.That((await stranger.Http.GetAsync($"{Api}/{path}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
        }
    }

    [TestCase("beancount", "bean-check", "beancount", "")]
    [TestCase("hledger", "hledger", "hledger", "check -s -f")]
    public async Task F40_the_plain_text_export_passes_the_tools_own_check(string format, string program, string package, string arguments)
    {
        foreach (var month in new[] { "2026-01", "2026-02", "2026-03" })
        {
            var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.{format}");
            await File.WriteAllBytesAsync(file, await _manager.Http.GetByteArrayAsync($"{Api}/books/{_book.BookId}/exports/{month}/{format}"));
            try
            {
                var (code, output) = await RunAsync(program, package, [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), file]);
                Assert.That(code, Is.Zero, output + await File.ReadAllTextAsync(file));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    [Test]
    public async Task F40_the_tools_check_would_find_a_wrong_figure()
    {
        var text = Encoding.UTF8.GetString(await _manager.Http.GetByteArrayAsync($"{Api}/books/{_book.BookId}/exports/2026-02/beancount"));
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.beancount");
        await File.WriteAllTextAsync(file, text.Replace("balance Expenses:5401:F02  5.01", "balance Expenses:5401:F02  5.02", StringComparison.Ordinal));
        try
        {
            Assert.That((await RunAsync("bean-check", "beancount", [file])).Code, Is.Not.Zero);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task F33_formulas_in_texts_are_neutralised_and_amounts_stay_numbers()
    {
        await PostAsync("entries", new
        {
            date = "2026-02-20",
            text = "=HYPERLINK(\"http://example.test\")",
            lines = new object[] { new { account = "1002", fen = 100, fundId = _book.General, text = "@SUM(A1)" }, new { account = "410101", fen = -100, fundId = _book.General } },
        });

        var csv = Encoding.UTF8.GetString(await _manager.Http.GetByteArrayAsync($"{Api}/books/{_book.BookId}/exports/2026-02/csv"));

        Assert.That(csv, Does.Contain("'=HYPERLINK").And.Contain("'@SUM(A1)"));
        Assert.That(csv, Does.Contain(",5.01,").And.Not.Contain("'5.01"));
        var xlsx = await _manager.Http.GetByteArrayAsync($"{Api}/books/{_book.BookId}/exports/2026-02/xlsx");
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(xlsx));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.That(await sheet.ReadToEndAsync(), Does.Not.Contain("<f>").And.Contain("=HYPERLINK"));
    }

    [Test]
    public async Task F12_a_resident_sees_no_books()
    {
        var resident = await _community.NewMemberAsync("林小满");

        Assert.That((await resident.Http.GetAsync($"{Api}/books")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string package, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"{program} is missing: install Debian's package {package}.");
            throw;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
    }

    private async Task<JsonElement> GetAsync(string path) => await (await _manager.Http.GetAsync($"{Api}/books/{_book.BookId}/{path}")).JsonAsync();

    private async Task<JsonElement> PostAsync(string path, object body) => await (await _manager.Http.PostAsJsonAsync($"{Api}/books/{_book.BookId}/{path}", body)).JsonAsync();
}
