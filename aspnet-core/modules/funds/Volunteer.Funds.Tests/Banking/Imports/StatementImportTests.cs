using System.Net;
using System.Text;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Banking.Imports;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class StatementImportTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private BankDesk _desk = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _desk = await BankDesk.OpenAsync(_app);
    }

    [Test]
    public async Task F27_the_shared_statement_and_its_later_overlap_add_only_what_is_new()
    {
        // The account of the shared files ends in 4101.
        var truth = SharedStatements.Truth()["bank-two-columns-overlap.csv"].GetProperty("newWhenImportedAfter").GetProperty("bank-two-columns.csv").GetInt32();
        await AccountIsAsync("6222000000000004101");

        var first = await _desk.ImportAsync(SharedStatements.Read("bank-two-columns.csv"));
        var second = await _desk.ImportAsync(SharedStatements.Read("bank-two-columns-overlap.csv"));
        var again = await _desk.ImportAsync(SharedStatements.Read("bank-two-columns.csv"), "renamed.csv");

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo((65, 0)));
            Assert.That(second, Is.EqualTo((truth, 50 - truth)));
            Assert.That(again, Is.EqualTo((0, 65)));
        });
    }

    [Test]
    public async Task F27_the_same_lines_renamed_sorted_anew_and_with_other_white_space_add_nothing()
    {
        string[] rows = ["2026-03-02,1.00,101.00,甲,捐款 一,", "2026-03-03,2.00,103.00,乙,捐款二,", "2026-03-04,3.00,106.00,丙,,"];
        await _desk.ImportAsync(rows);

        var sorted = await _desk.ImportAsync(BankDesk.Csv([.. rows.Reverse()]), "流水（2）.csv");
        var spaced = await _desk.ImportAsync("2026-03-02 ,1.00, 101.00,甲  ,捐款一\t,\t", "2026/3/3,2.00,103.00,乙, 捐款　二,", "20260304,3.00,106.00,丙,,");

        Assert.That((sorted, spaced), Is.EqualTo(((0, 3), (0, 3))));
    }

    [Test]
    public async Task F27_three_truly_identical_lines_are_three_and_stay_three()
    {
        string[] rows = [.. Enumerable.Repeat("2026-03-02,100.00,,同名居民,,", 3)];

        var first = await _desk.ImportAsync(rows);
        var again = await _desk.ImportAsync(rows);
        var fourth = await _desk.ImportAsync([.. rows, rows[0]]);

        Assert.Multiple(() =>
        {
            Assert.That((first, again, fourth), Is.EqualTo(((3, 0), (0, 3), (1, 3))));
        });
    }

    [Test]
    public async Task F27_a_statement_that_is_withdrawn_and_imported_again_keeps_the_count()
    {
        var preview = await (await _desk.PreviewAsync(BankDesk.Csv([.. Enumerable.Repeat("2026-03-02,100.00,,同名居民,,", 3)]))).JsonAsync();
        var statement = (await (await _desk.CommitAsync(preview)).JsonAsync()).GetProperty("statementId").GetGuid();

        await (await _desk.Http.DeleteAsync($"{Given.Api}/statements/{statement}")).NothingAsync();
        var between = (await _desk.LinesAsync()).Count;
        var again = await _desk.ImportAsync([.. Enumerable.Repeat("2026-03-02,100.00,,同名居民,,", 3)]);

        Assert.Multiple(() =>
        {
            Assert.That(between, Is.Zero);
            Assert.That(again, Is.EqualTo((3, 0)));
        });
    }

    [Test]
    public async Task F27_two_people_who_import_the_same_file_at_once_add_its_lines_once()
    {
        var file = BankDesk.Csv("2026-03-02,1.00,101.00,甲,,", "2026-03-03,2.00,103.00,乙,,");
        var previews = new[] { await (await _desk.PreviewAsync(file)).JsonAsync(), await (await _desk.PreviewAsync(file)).JsonAsync() };

        var answers = await Task.WhenAll(previews.Select(preview => _desk.CommitAsync(preview)));

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(await _desk.LinesAsync(), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task A_preview_takes_nothing_in_and_is_committed_once()
    {
        var preview = await (await _desk.PreviewAsync(BankDesk.Csv("2026-03-02,1.00,101.00,甲,,"))).JsonAsync();

        Assert.That(await _desk.LinesAsync(), Is.Empty);
        await (await _desk.CommitAsync(preview)).JsonAsync();
        await (await _desk.CommitAsync(preview)).RefusedAsync(FundsErrors.StatementCommitted);
    }

    [Test]
    public async Task A_preview_expires_and_is_cleared_away()
    {
        var preview = await (await _desk.PreviewAsync(BankDesk.Csv("2026-03-02,1.00,101.00,甲,,"))).JsonAsync();
        _app.Clock.Advance(TimeSpan.FromHours(25));

        await (await _desk.CommitAsync(preview)).RefusedAsync(FundsErrors.StatementExpired);
        await _app.RunJobAsync("funds.clear-statement-previews");

        Assert.That((await _desk.CommitAsync(preview)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task F26_a_missing_line_has_to_be_confirmed_before_the_file_is_taken_in()
    {
        var preview = await (await _desk.PreviewAsync(BankDesk.Csv("2026-03-02,10.00,110.00,甲,,", "2026-03-05,20.00,160.00,乙,,"))).JsonAsync();
        var problem = preview.GetProperty("problems").EnumerateArray().First();

        await (await _desk.CommitAsync(preview)).RefusedAsync(FundsErrors.StatementNeedsConfirmation);
        await (await _desk.CommitAsync(preview, acceptProblems: true)).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(problem.GetProperty("severity").GetString(), Is.EqualTo("Confirm"));
            Assert.That(problem.GetProperty("text").GetString(), Does.Contain("30.00").And.Contains("第 2 行").And.Contains("第 3 行"));
        });
    }

    [Test]
    public async Task F26_a_gap_to_the_statement_before_and_an_overlap_are_said()
    {
        await _desk.ImportAsync("2026-03-02,10.00,110.00,甲,,");

        var gap = await (await _desk.PreviewAsync(BankDesk.Csv("2026-03-20,5.00,135.00,乙,,"))).JsonAsync();
        var overlap = await (await _desk.PreviewAsync(BankDesk.Csv("2026-03-02,10.00,110.00,甲,,", "2026-03-20,5.00,115.00,乙,,"))).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Problems(gap), Is.EqualTo(new[] { "Confirm Funds:StatementGapBefore" }));
            Assert.That(gap.GetProperty("problems")[0].GetProperty("text").GetString(), Does.Contain("20.00"));
            Assert.That(Problems(overlap), Is.EqualTo(new[] { "Notice Funds:StatementOverlap" }));
        });
    }

    [Test]
    public async Task F32_the_wrong_account_the_wrong_currency_and_the_future_are_refused()
    {
        var files = new (byte[] File, string Code)[]
        {
            (Encoding.UTF8.GetBytes($"账号：6222****9999\r\n{BankDesk.Header}\r\n2026-03-02,1.00,,甲,,"), FundsErrors.StatementWrongAccount),
            (Encoding.UTF8.GetBytes($"账号：6222000000009999\r\n{BankDesk.Header}\r\n2026-03-02,1.00,,甲,,"), FundsErrors.StatementWrongAccount),
            (Encoding.UTF8.GetBytes($"{BankDesk.Header},币种\r\n2026-03-02,1.00,,甲,,,美元"), FundsErrors.StatementWrongCurrency),
            (BankDesk.Csv("2026-07-11,1.00,,甲,,"), FundsErrors.StatementFuture),
        };
        foreach (var (file, code) in files)
        {
            var preview = await (await _desk.PreviewAsync(file)).JsonAsync();

            Assert.That(preview.GetProperty("canCommit").GetBoolean(), Is.False, code);
            await (await _desk.CommitAsync(preview, acceptProblems: true)).RefusedAsync(code);
        }

        var right = await (await _desk.PreviewAsync(Encoding.UTF8.GetBytes($"账号：6222****0001\r\n{BankDesk.Header}\r\n2026-07-10,1.00,,甲,,"))).JsonAsync();
        Assert.That(right.GetProperty("canCommit").GetBoolean(), Is.True);
    }

    [Test]
    public async Task F32_what_is_no_statement_is_refused_with_a_code()
    {
        await (await _desk.PreviewAsync("%PDF-1.7"u8.ToArray())).RefusedAsync("Files:NotASpreadsheet");
        await (await _desk.PreviewAsync([])).RefusedAsync("Files:Empty");
        await (await _desk.PreviewAsync(new byte[(10 * 1024 * 1024) + 1])).RefusedAsync("Files:TooLarge");
    }

    [Test]
    public async Task A_mapping_that_was_chosen_is_remembered_for_the_account()
    {
        var file = Encoding.UTF8.GetBytes("甲,乙,丙\r\n2026-03-02,1.00,捐款\r\n");
        var lost = await (await _desk.PreviewAsync(file)).JsonAsync();
        var chosen = await (await _desk.PreviewAsync(file, mapping: """{"headerRow":1,"date":0,"amount":1,"memo":2}""")).JsonAsync();
        await (await _desk.CommitAsync(chosen)).JsonAsync();

        var next = await _desk.ImportAsync(Encoding.UTF8.GetBytes("甲,乙,丙\r\n2026-03-03,2.00,捐款\r\n"));

        Assert.Multiple(() =>
        {
            Assert.That(lost.GetProperty("canCommit").GetBoolean(), Is.False);
            Assert.That(lost.GetProperty("top")[0].GetProperty("cells")[0].GetString(), Is.EqualTo("甲"));
            Assert.That(next, Is.EqualTo((1, 0)));
        });
    }

    [Test]
    public async Task An_account_of_another_community_does_not_exist_here()
    {
        var other = await BankDesk.OpenAsync(_app);

        Assert.That((await _desk.PreviewAsync(BankDesk.Csv("2026-03-02,1.00,,甲,,"), account: other.Stage.Bank)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Statements_are_listed_with_how_much_of_them_is_left_to_do()
    {
        await _desk.ImportAsync("2026-03-02,1.00,101.00,甲,,", "2026-03-03,0.00,101.00,,利息税,");

        var list = await (await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/statements")).JsonAsync();

        var item = list.GetProperty("items")[0];
        Assert.That(
            (item.GetProperty("lineCount").GetInt32(), item.GetProperty("openCount").GetInt32(), item.GetProperty("closingFen").GetInt64()),
            Is.EqualTo((2, 1, 10_100L)));
    }

    private static IEnumerable<string> Problems(JsonElement preview) => preview.GetProperty("problems").EnumerateArray().Select(problem => $"{problem.GetProperty("severity").GetString()} {problem.GetProperty("code").GetString()}");

    private async Task AccountIsAsync(string number)
    {
        var account = await _desk.Stage.Community.InsideAsync(async services =>
        {
            var db = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<VolunteerDbContext>(services);
            var numbers = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Volunteer.Funds.Books.AccountNumbers>(services);
            var made = new Volunteer.Funds.Books.MoneyAccount(_desk.Stage.BookId, Volunteer.Funds.Books.MoneyAccountKind.BankAccount, "专户", "CNY", numbers.Keep(number));
            db.Add(made);
            await db.SaveChangesAsync();
            return made.Id;
        });
        _desk = _desk with { Stage = _desk.Stage with { Bank = account } };
    }
}
