using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Banking.Reconciliation;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ReconciliationTests(DatabaseProvider database)
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
    public async Task The_difference_reaches_nothing_when_every_line_is_explained()
    {
        await _desk.BookAsync(10_000, "2026-03-02", "甲", sourceId: "S1");
        await _desk.BookAsync(-3_000, "2026-03-03", "乙");
        await _desk.ImportAsync("2026-03-02,100.00,100.00,甲,捐款,S1", "2026-03-04,-30.00,70.00,乙,购物,S2", "2026-03-21,1.23,71.23,,结息,S3");
        var before = await _desk.ProofAsync();

        var taken = await (await _desk.Http.PostAsJsonAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/bank-matches/certain", new { })).JsonAsync();
        var interest = (await _desk.CardsAsync()).Single();
        await (await _desk.Http.PostAsJsonAsync(
            $"{Given.Api}/statement-lines/{interest.GetProperty("id").GetGuid()}/entry",
            new { text = "利息收入", parts = new[] { new { fundId = _desk.Stage.General, role = "OtherIncome", fen = 123 } } })).JsonAsync();

        var after = await _desk.ProofAsync();
        Assert.Multiple(() =>
        {
            Assert.That(taken.GetProperty("matched").GetInt32(), Is.EqualTo(2));
            Assert.That((Number(before, "openLineCount"), Number(before, "openItemCount"), Number(before, "differenceFen")), Is.EqualTo((3L, 2L, 0L)));
            Assert.That((Number(after, "statementFen"), Number(after, "ledgerFen"), Number(after, "openLineFen"), Number(after, "openItemFen"), Number(after, "differenceFen")), Is.EqualTo((7_123L, 7_123L, 0L, 0L, 0L)));
        });
    }

    [Test]
    public async Task F26_a_line_missing_from_the_statement_shows_as_a_difference()
    {
        await _desk.ImportAsync(BankDesk.Csv("2026-03-02,10.00,10.00,甲,,", "2026-03-05,20.00,60.00,乙,,"), acceptProblems: true);

        Assert.That(await _desk.DifferenceAsync(), Is.EqualTo(3_000));
    }

    [Test]
    public async Task F28_two_equal_lines_and_two_equal_entries_are_both_shown_with_the_reason_and_not_taken()
    {
        await _desk.BookAsync(10_000, "2026-03-02", "同名居民");
        await _desk.BookAsync(10_000, "2026-03-02", "同名居民");
        await _desk.ImportAsync("2026-03-02,100.00,,同名居民,,", "2026-03-02,100.00,,同名居民,,");

        var taken = await (await _desk.Http.PostAsJsonAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/bank-matches/certain", new { })).JsonAsync();
        var card = (await _desk.CardsAsync())[0];

        Assert.Multiple(() =>
        {
            Assert.That(taken.GetProperty("matched").GetInt32(), Is.Zero);
            Assert.That(card.GetProperty("suggestions").GetArrayLength(), Is.EqualTo(2));
            Assert.That(card.GetProperty("whyNot").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()), Is.EqualTo(new[] { "AlikeItems", "AlikeLines" }));
        });
    }

    [Test]
    public async Task F29_one_line_and_seven_entries_become_one_match_with_all_its_legs()
    {
        var items = new List<(Guid, long)>();
        for (var index = 1; index <= 7; index++)
        {
            items.Add((await _desk.BookAsync(index * 1000, "2026-03-02"), index * 1000));
        }

        await _desk.ImportAsync("2026-03-02,280.00,,平台结算,,");
        var card = (await _desk.CardsAsync()).Single();

        var match = await (await _desk.MatchAsync([(Id(card), 28_000)], items)).JsonAsync();
        var history = (await (await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/bank-matches")).JsonAsync()).GetProperty("items")[0];

        Assert.Multiple(async () =>
        {
            Assert.That(card.GetProperty("suggestions")[0].GetProperty("kind").GetString(), Is.EqualTo("OneLineManyItems"));
            Assert.That(match.GetProperty("score").GetInt32(), Is.EqualTo(card.GetProperty("suggestions")[0].GetProperty("score").GetInt32()));
            Assert.That(history.GetProperty("legs").GetArrayLength(), Is.EqualTo(8));
            Assert.That(history.GetProperty("origin").GetString(), Is.EqualTo("Proposed"));
            Assert.That(history.GetProperty("reasons")[0].GetString(), Is.EqualTo("SumOfItems:7"));
            Assert.That(await _desk.OpenItemsAsync(), Is.Empty);
        });
    }

    [Test]
    public async Task F29_three_lines_pay_one_entry_and_a_part_of_the_fourth_stays_open()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,30.00,,甲,一,", "2026-03-03,30.00,,甲,二,", "2026-03-04,60.00,,甲,三,");
        var lines = await _desk.LinesAsync();

        await (await _desk.MatchAsync([(lines[0].Id, 3_000), (lines[1].Id, 3_000), (lines[2].Id, 4_000)], [(item, 10_000)])).JsonAsync();

        var left = (await _desk.CardsAsync()).Single();
        Assert.Multiple(async () =>
        {
            Assert.That((left.GetProperty("state").GetString(), left.GetProperty("openFen").GetInt64()), Is.EqualTo(("Partly", 2_000L)));
            Assert.That(await _desk.DifferenceAsync(), Is.Zero);
        });
    }

    [Test]
    public async Task F29_a_partial_payment_leaves_the_rest_of_the_entry_open()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,60.00,,甲,,");

        await (await _desk.MatchAsync([((await _desk.LinesAsync())[0].Id, 6_000)], [(item, 6_000)])).JsonAsync();

        Assert.That((await _desk.OpenItemsAsync()).Single().GetProperty("openFen").GetInt64(), Is.EqualTo(4_000));
    }

    [Test]
    public async Task F29_a_fee_kept_by_the_bank_needs_its_reason_and_becomes_an_entry()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,99.40,99.40,甲,,");
        var line = (await _desk.LinesAsync())[0].Id;

        var refusal = await (await _desk.MatchAsync([(line, 9_940)], [(item, 10_000)])).RefusedAsync(FundsErrors.MatchDifference);
        await (await _desk.MatchAsync([(line, 9_940)], [(item, 10_000)], new { reason = "Fee" })).JsonAsync();

        var proof = await _desk.ProofAsync();
        Assert.Multiple(() =>
        {
            Assert.That(refusal.GetProperty("title").GetString(), Does.Contain("-0.60"));
            Assert.That((Number(proof, "ledgerFen"), Number(proof, "openItemCount"), Number(proof, "differenceFen")), Is.EqualTo((9_940L, 0L, 0L)));
        });
    }

    [Test]
    public async Task F29_one_fen_off_needs_its_reason_and_ten_are_no_rounding()
    {
        var (one, ten) = (await _desk.BookAsync(10_001, "2026-03-02", "甲"), await _desk.BookAsync(20_010, "2026-03-02", "乙"));
        await _desk.ImportAsync("2026-03-02,100.00,,甲,,", "2026-03-02,200.00,,乙,,");
        var lines = await _desk.LinesAsync();

        await (await _desk.MatchAsync([(lines[0].Id, 10_000)], [(one, 10_001)])).RefusedAsync(FundsErrors.MatchDifference);
        await (await _desk.MatchAsync([(lines[0].Id, 10_000)], [(one, 10_001)], new { reason = "Rounding" })).JsonAsync();
        await (await _desk.MatchAsync([(lines[1].Id, 20_000)], [(ten, 20_010)], new { reason = "Rounding" })).RefusedAsync(FundsErrors.MatchDifference);

        Assert.That(await _desk.ActiveMatchesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task F30_undo_opens_both_sides_again_and_keeps_the_history()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,100.00,,甲,,");
        var line = (await _desk.LinesAsync())[0].Id;
        var match = (await (await _desk.MatchAsync([(line, 10_000)], [(item, 10_000)])).JsonAsync()).GetProperty("matchId").GetGuid();

        await (await _desk.UndoAsync(match)).NothingAsync();
        await (await _desk.UndoAsync(match)).RefusedAsync(FundsErrors.MatchUndone);
        await (await _desk.MatchAsync([(line, 10_000)], [(item, 10_000)])).JsonAsync();

        var history = (await (await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/bank-matches?lineId={line}")).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(history, Has.Count.EqualTo(2));
            Assert.That(history.Select(entry => entry.GetProperty("undoReason").GetString()), Is.EquivalentTo(new[] { null, "点错了" }));
        });
    }

    [Test]
    public async Task F30_undo_is_refused_in_a_closed_month()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,100.00,,甲,,");
        var match = (await (await _desk.MatchAsync([((await _desk.LinesAsync())[0].Id, 10_000)], [(item, 10_000)])).JsonAsync()).GetProperty("matchId").GetGuid();
        await _desk.CloseThroughAsync("2026-03-31");

        await (await _desk.UndoAsync(match)).RefusedAsync(FundsErrors.MonthClosed);

        Assert.That(await _desk.ActiveMatchesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task F30_of_two_managers_who_match_the_same_line_at_once_one_wins()
    {
        var items = new[] { await _desk.BookAsync(10_000, "2026-03-02", "甲"), await _desk.BookAsync(10_000, "2026-03-03", "乙") };
        await _desk.ImportAsync("2026-03-02,100.00,,丙,,");
        var line = (await _desk.LinesAsync())[0].Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => _desk.MatchAsync([(line, 10_000)], [(items[index % 2], 10_000)])));

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(7));
            Assert.That((await _desk.LinesAsync())[0].MatchedFen, Is.EqualTo(10_000));
            Assert.That(await _desk.OpenItemsAsync(), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task F30_an_entry_that_is_matched_already_is_refused_for_another_line_also_at_once()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,100.00,,乙,一,", "2026-03-02,100.00,,乙,二,", "2026-03-02,100.00,,乙,三,");
        var lines = await _desk.LinesAsync();

        var answers = await Task.WhenAll(lines.Select(line => _desk.MatchAsync([(line.Id, 10_000)], [(item, 10_000)])));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        var loser = lines[Array.FindIndex(answers, answer => answer.StatusCode != HttpStatusCode.OK)];
        await (await _desk.MatchAsync([(loser.Id, 10_000)], [(item, 10_000)])).RefusedAsync(FundsErrors.ItemTaken);
    }

    [Test]
    public async Task F31_a_line_and_its_reversal_by_the_bank_explain_each_other()
    {
        await _desk.ImportAsync("2026-03-02,100.00,100.00,甲,捐款,", "2026-03-03,-100.00,0.00,甲,冲正,");
        var lines = await _desk.LinesAsync();
        var suggestion = (await _desk.CardsAsync())[1].GetProperty("suggestions")[0];

        await (await _desk.MatchAsync([(lines[0].Id, 10_000), (lines[1].Id, -10_000)], [])).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(suggestion.GetProperty("kind").GetString(), Is.EqualTo("Reversal"));
            Assert.That(await _desk.CardsAsync(), Is.Empty);
            Assert.That(await _desk.DifferenceAsync(), Is.Zero);
        });
        await (await _desk.UndoAsync((await _desk.Stage.ReadAsync(db => Task.FromResult(db.Set<Volunteer.Funds.Banking.Reconciliation.BankMatch>().Single().Id))))).NothingAsync();
    }

    [Test]
    public async Task F31_an_entry_and_its_reversal_in_the_books_wait_for_no_bank()
    {
        await _desk.BookAsync(10_000, "2026-03-02", "甲");
        var entry = await _desk.Stage.ReadAsync(db => Task.FromResult(db.Set<Volunteer.Funds.Ledger.Entry>().Single(e => e.BookId == _desk.Stage.BookId).Id));
        await _desk.Stage.InLedgerAsync((ledger, _) => ledger.ReverseAsync(entry, new DateOnly(2026, 4, 1), "录错了", CancellationToken.None));

        Assert.Multiple(async () =>
        {
            Assert.That(await _desk.OpenItemsAsync(), Is.Empty);
            Assert.That(await _desk.DifferenceAsync(), Is.Zero);
            Assert.That(Number(await _desk.ProofAsync("2026-03-31"), "openItemFen"), Is.EqualTo(10_000), "in March nobody knew of the reversal");
            Assert.That(await _desk.DifferenceAsync("2026-03-31"), Is.Zero);
        });
    }

    [Test]
    public async Task Money_on_its_way_over_the_end_of_a_month_is_open_on_that_day_and_not_later()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-31", "甲");
        await _desk.ImportAsync("2026-04-02,100.00,100.00,甲,,");
        await (await _desk.MatchAsync([((await _desk.LinesAsync())[0].Id, 10_000)], [(item, 10_000)])).JsonAsync();

        var (march, april) = (await _desk.ProofAsync("2026-03-31"), await _desk.ProofAsync("2026-04-30"));

        Assert.Multiple(() =>
        {
            Assert.That((Number(march, "openItemFen"), Number(march, "differenceFen")), Is.EqualTo((10_000L, 0L)));
            Assert.That((Number(april, "openItemFen"), Number(april, "differenceFen")), Is.EqualTo((0L, 0L)));
        });
    }

    [Test]
    public async Task An_ignored_line_is_named_in_the_proof_and_not_part_of_the_difference()
    {
        await _desk.ImportAsync("2026-03-02,100.00,100.00,其他社区,,");
        var line = (await _desk.LinesAsync())[0].Id;

        await (await _desk.Http.PostAsJsonAsync($"{Given.Api}/statement-lines/{line}/ignore", new { reason = "其他社区的款" })).NothingAsync();
        var proof = await _desk.ProofAsync();
        await (await _desk.MatchAsync([(line, 10_000)], [(await _desk.BookAsync(10_000, "2026-03-02"), 10_000)])).RefusedAsync(FundsErrors.LineTaken);
        await (await _desk.Http.PostAsync($"{Given.Api}/statement-lines/{line}/restoration", null)).NothingAsync();

        Assert.Multiple(async () =>
        {
            Assert.That((Number(proof, "ignoredFen"), Number(proof, "openLineFen"), Number(proof, "differenceFen")), Is.EqualTo((10_000L, 0L, 0L)));
            Assert.That(await _desk.CardsAsync(), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task One_line_of_the_hosts_account_is_booked_to_two_funds()
    {
        await _desk.ImportAsync("2026-03-02,100.00,100.00,平台,结算,");
        var line = (await _desk.LinesAsync())[0].Id;
        var url = $"{Given.Api}/statement-lines/{line}/entry";
        object Parts(long first, long second) => new
        {
            text = "平台结算",
            parts = new[] { new { fundId = _desk.Stage.Meals, role = "OtherIncome", fen = first }, new { fundId = _desk.Stage.General, role = "OtherIncome", fen = second } },
        };

        await (await _desk.Http.PostAsJsonAsync(url, Parts(7_000, 2_000))).RefusedAsync(FundsErrors.BookingSum);
        await (await _desk.Http.PostAsJsonAsync(url, Parts(7_000, 3_000))).JsonAsync();
        await (await _desk.Http.PostAsJsonAsync(url, Parts(7_000, 3_000))).RefusedAsync(FundsErrors.LineTaken);

        Assert.Multiple(async () =>
        {
            Assert.That(await _desk.OpenItemsAsync(), Is.Empty);
            Assert.That(await _desk.DifferenceAsync(), Is.Zero);
        });
    }

    [Test]
    public async Task A_name_confirmed_twice_is_learned_said_as_the_reason_and_can_be_switched_off()
    {
        for (var month = 3; month <= 5; month++)
        {
            await _desk.BookAsync(month * 1_000, $"2026-0{month}-02", "王秀英");
            await _desk.ImportAsync($"2026-0{month}-02,{month * 10}.00,,王大妈,,");
            if (month < 5)
            {
                var card = (await _desk.CardsAsync()).Single();
                await (await _desk.MatchAsync([(Id(card), month * 1_000)], [((await _desk.OpenItemsAsync()).Single().GetProperty("itemId").GetGuid(), month * 1_000)])).JsonAsync();
            }
        }

        var learned = (await _desk.CardsAsync()).Single().GetProperty("suggestions")[0];
        var rule = (await (await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/match-rules")).JsonAsync()).GetProperty("items")[0];
        await (await _desk.Http.PutAsJsonAsync($"{Given.Api}/match-rules/{Id(rule)}", new { isOn = false })).NothingAsync();
        var off = (await _desk.CardsAsync()).Single().GetProperty("suggestions")[0];

        Assert.Multiple(() =>
        {
            Assert.That(learned.GetProperty("isCertain").GetBoolean(), Is.True);
            Assert.That(learned.GetProperty("reasons")[0].GetProperty("code").GetString(), Is.EqualTo("LearnedAlias"));
            Assert.That(learned.GetProperty("reasons")[0].GetProperty("ruleId").GetGuid(), Is.EqualTo(Id(rule)));
            Assert.That((rule.GetProperty("shown").GetString(), rule.GetProperty("means").GetString(), rule.GetProperty("confirmations").GetInt32()), Is.EqualTo(("王大妈", "王秀英", 2)));
            Assert.That(off.GetProperty("isCertain").GetBoolean(), Is.False);
        });
    }

    [Test]
    public async Task How_a_fee_was_booked_twice_is_offered_the_third_time()
    {
        for (var day = 1; day <= 3; day++)
        {
            await _desk.ImportAsync($"2026-03-0{day},-1.50,,手续费,,");
            var card = (await _desk.CardsAsync()).Single();
            if (day == 3)
            {
                Assert.That(
                    (card.GetProperty("booking").GetProperty("role").GetString(), card.GetProperty("booking").GetProperty("text").GetString()),
                    Is.EqualTo(("OtherCost", "银行手续费")));
                return;
            }

            await _desk.BookAsync(10_000, "2026-02-01");
            await (await _desk.Http.PostAsJsonAsync(
                $"{Given.Api}/statement-lines/{Id(card)}/entry",
                new { text = "银行手续费", parts = new[] { new { fundId = _desk.Stage.General, role = "OtherCost", fen = -150 } } })).JsonAsync();
        }
    }

    [Test]
    public async Task A_booking_that_the_ledger_refuses_leaves_the_line_as_it_was()
    {
        await _desk.CloseThroughAsync("2026-03-31");
        await _desk.ImportAsync("2026-03-02,1.00,,,结息,");
        var line = (await _desk.LinesAsync())[0].Id;

        await (await _desk.Http.PostAsJsonAsync(
            $"{Given.Api}/statement-lines/{line}/entry",
            new { text = "利息", parts = new[] { new { fundId = _desk.Stage.General, role = "OtherIncome", fen = 100 } } })).RefusedAsync(FundsErrors.MonthClosed);
        await (await _desk.Http.PostAsJsonAsync(
            $"{Given.Api}/statement-lines/{line}/entry",
            new { text = "利息", date = "2026-04-01", parts = new[] { new { fundId = _desk.Stage.General, role = "OtherIncome", fen = 100 } } })).JsonAsync();

        Assert.That(await _desk.ActiveMatchesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_statement_whose_lines_were_matched_cannot_be_withdrawn()
    {
        var item = await _desk.BookAsync(10_000, "2026-03-02", "甲");
        await _desk.ImportAsync("2026-03-02,100.00,,甲,,");
        var line = (await _desk.LinesAsync())[0];
        await (await _desk.MatchAsync([(line.Id, 10_000)], [(item, 10_000)])).JsonAsync();

        await (await _desk.Http.DeleteAsync($"{Given.Api}/statements/{line.FileId}")).RefusedAsync(FundsErrors.StatementInUse);
    }

    [Test]
    public async Task Lines_items_and_matches_of_another_community_do_not_exist_here()
    {
        var other = await BankDesk.OpenAsync(_app);
        var item = await other.BookAsync(10_000, "2026-03-02", "甲");
        await other.ImportAsync("2026-03-02,100.00,,甲,,");
        await _desk.ImportAsync("2026-03-02,100.00,,甲,,");
        var (foreign, own) = ((await other.LinesAsync())[0].Id, (await _desk.LinesAsync())[0].Id);

        HttpResponseMessage[] answers =
        [
            await _desk.MatchAsync([(foreign, 10_000)], [(item, 10_000)]),
            await _desk.MatchAsync([(own, 10_000)], [(item, 10_000)]),
            await _desk.Http.PostAsJsonAsync($"{Given.Api}/statement-lines/{foreign}/ignore", new { reason = "x" }),
            await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{other.Stage.Bank}/statement-lines"),
            await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{other.Stage.Bank}/reconciliation"),
            await _desk.UndoAsync(Guid.CreateVersion7()),
        ];

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_club_leader_or_resident_sees_nothing_of_the_statements()
    {
        var resident = await _desk.Stage.Community.NewMemberAsync("周和平", roles: RoleNames.Resident);

        Assert.That((await resident.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/statement-lines")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static Guid Id(JsonElement element) => element.GetProperty("id").GetGuid();

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
