using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;
using static Volunteer.Funds.Tests.Given;

namespace Volunteer.Funds.Tests.Ledger;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PostingTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private BookStage _book = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _book = await _community.NewBookAsync();
    }

    [Test]
    public async Task An_entry_is_written_with_its_lines_number_and_balance()
    {
        var posted = await _book.GiftAsync(_book.Meals, 50_00);

        Assert.That((posted.Year, posted.Number), Is.EqualTo((2026, 1)));
        var lines = await _book.ReadAsync(db => db.Set<EntryLine>().AsNoTracking().Where(line => line.EntryId == posted.Id).OrderBy(line => line.Position).ToListAsync());
        Assert.That(lines.Select(line => (line.Position, line.Fen, line.FundId, line.MoneyAccountId)), Is.EqualTo(new (int, long, Guid, Guid?)[] { (1, 50_00, _book.Meals, _book.Bank), (2, -50_00, _book.Meals, null) }));
        Assert.That(await BalanceAsync(_book.Meals), Is.EqualTo((50_00, 0)));
    }

    [Test]
    public async Task Numbers_are_gapless_in_each_year_also_after_refusals()
    {
        await _book.GiftAsync(_book.Meals, 10_00, new DateOnly(2025, 12, 31));
        await _book.GiftAsync(_book.Meals, 10_00);
        Assert.That(() => _book.SpendAsync(_book.Meals, 9_999_00), Refused(FundsErrors.FundShort));
        var second = await _book.GiftAsync(_book.Meals, 10_00);
        var old = await _book.GiftAsync(_book.Meals, 10_00, new DateOnly(2025, 12, 31));

        Assert.That((second.Year, second.Number), Is.EqualTo((2026, 2)));
        Assert.That((old.Year, old.Number), Is.EqualTo((2025, 2)));
    }

    [Test]
    public async Task F01_an_entry_that_does_not_balance_is_refused()
    {
        Assert.That(
            () => _book.PostAsync(_book.Posting(BookStage.Today, EntryKind.Manual, "不平", new PostingLine(AccountRole.Bank, 100, _book.Meals), new PostingLine(AccountRole.RestrictedGifts, -99, _book.Meals))),
            Refused(FundsErrors.Unbalanced));
        Assert.That(
            () => _book.PostAsync(_book.Posting(BookStage.Today, EntryKind.Manual, "跨基金不平", new PostingLine(AccountRole.Bank, 100, _book.Meals), new PostingLine(AccountRole.UnrestrictedGifts, -100, _book.General))),
            Refused(FundsErrors.Unbalanced));
        Assert.That(
            () => _book.PostAsync(_book.Posting(BookStage.Today, EntryKind.Manual, "零", new PostingLine(AccountRole.Bank, 0, _book.Meals), new PostingLine(AccountRole.RestrictedGifts, 0, _book.Meals))),
            Refused(FundsErrors.ZeroLine));
        Assert.That(
            () => _book.PostAsync(_book.Posting(BookStage.Today, EntryKind.Manual, "一行", new PostingLine(AccountRole.Bank, 100, _book.Meals))),
            Refused(FundsErrors.TooFewLines));
        Assert.That(await _book.ReadAsync(db => db.Set<Entry>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task F02_hundred_parallel_disbursements_from_a_fund_of_500_yuan_let_exactly_fifty_through()
    {
        await _book.GiftAsync(_book.Meals, 600_00);
        await _book.InLedgerAsync(async (ledger, _) =>
        {
            await ledger.ReserveAsync(Guid.NewGuid(), _book.Meals, 100_00, CancellationToken.None);
            return 0;
        });

        var answers = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            try
            {
                await _book.SpendAsync(_book.Meals, 10_00);
                answers.Add("posted");
            }
            catch (BusinessException refusal)
            {
                answers.Add(refusal.Code);
            }
        });

        Assert.That(answers.Count(answer => answer == "posted"), Is.EqualTo(50));
        Assert.That(answers.Count(answer => answer == FundsErrors.FundShort), Is.EqualTo(50));
        Assert.That(await BalanceAsync(_book.Meals), Is.EqualTo((100_00, 100_00)));
        var numbers = await _book.ReadAsync(db => db.Set<Entry>().Where(entry => entry.BookId == _book.BookId).OrderBy(entry => entry.Number).Select(entry => entry.Number).ToListAsync());
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, 51)));
    }

    [Test]
    public async Task F03_two_users_who_reverse_one_entry_at_once_make_one_reversal()
    {
        var gift = await _book.GiftAsync(_book.Meals, 50_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            try
            {
                await _book.InLedgerAsync((ledger, _) => ledger.ReverseAsync(gift.Id, BookStage.Today, "记错了", CancellationToken.None));
                return "reversed";
            }
            catch (BusinessException refusal)
            {
                return refusal.Code;
            }
        })));

        Assert.That(answers, Is.EquivalentTo(new[] { "reversed", FundsErrors.AlreadyReversed }));
        Assert.That(await BalanceAsync(_book.Meals), Is.EqualTo((0, 0)));
        var reversal = await _book.ReadAsync(db => db.Set<Entry>().SingleAsync(entry => entry.ReversesId == gift.Id));
        Assert.That(
            () => _book.InLedgerAsync((ledger, _) => ledger.ReverseAsync(reversal.Id, BookStage.Today, "再冲", CancellationToken.None)),
            Refused(FundsErrors.ReversalOfReversal));
    }

    [Test]
    public async Task F07_one_source_is_posted_once_also_when_it_arrives_ten_times_at_once()
    {
        var gift = _book.Gift(_book.Meals, 50_00);

        var posted = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _book.PostAsync(gift))));

        Assert.That(posted.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await BalanceAsync(_book.Meals), Is.EqualTo((50_00, 0)));
    }

    [Test]
    public async Task F12_a_fund_or_money_account_of_another_book_is_not_found()
    {
        var other = await _community.NewBookAsync();

        Assert.That(() => _book.PostAsync(_book.Gift(other.Meals, 100)), Throws.TypeOf<NotFoundException>());
        Assert.That(
            () => _book.PostAsync(_book.Posting(
                BookStage.Today,
                EntryKind.Manual,
                "别家的账户",
                new PostingLine(AccountRole.Bank, 100, _book.Meals) { MoneyAccountId = other.Bank },
                new PostingLine(AccountRole.RestrictedGifts, -100, _book.Meals))),
            Throws.TypeOf<NotFoundException>());
        var elsewhere = await (await _app.NewCommunityAsync()).NewBookAsync();
        Assert.That(() => (_book with { Community = elsewhere.Community }).GiftAsync(_book.Meals, 100), Throws.TypeOf<NotFoundException>());
    }

    [Test]
    public async Task A_reservation_counts_until_it_is_released_and_only_once()
    {
        var reservation = Guid.NewGuid();
        await _book.GiftAsync(_book.Meals, 100_00);
        await ReserveAsync(reservation, 80_00);
        await ReserveAsync(reservation, 80_00);

        Assert.That(await BalanceAsync(_book.Meals), Is.EqualTo((100_00, 80_00)));
        Assert.That(() => ReserveAsync(Guid.NewGuid(), 20_01), Refused(FundsErrors.FundShort));
        Assert.That(() => _book.SpendAsync(_book.Meals, 20_01), Refused(FundsErrors.FundShort));

        await _book.InLedgerAsync(async (ledger, _) =>
        {
            await ledger.ReleaseAsync(reservation, CancellationToken.None);
            await ledger.ReleaseAsync(reservation, CancellationToken.None);
            return await ledger.PostAsync(_book.Spending(_book.Meals, 80_00), CancellationToken.None);
        });

        Assert.That(await BalanceAsync(_book.Meals), Is.EqualTo((20_00, 0)));
    }

    [Test]
    public async Task An_unrestricted_fund_takes_what_really_happened_even_below_zero()
    {
        await _book.SpendAsync(_book.General, 10_00);

        Assert.That(await BalanceAsync(_book.General), Is.EqualTo((-10_00, 0)));
    }

    [Test]
    public async Task A_role_means_the_account_of_the_chart_in_force_on_the_day()
    {
        var old = await _book.GiftAsync(_book.Meals, 100, new DateOnly(2025, 12, 31));
        var now = await _book.GiftAsync(_book.Meals, 100, new DateOnly(2026, 1, 1));

        Assert.That((await AccountOf(old)).ToBeConfirmed, Is.False);
        Assert.That((await AccountOf(now)).ToBeConfirmed, Is.True);
        Assert.That(() => _book.PostAsync(_book.Posting(BookStage.Today, EntryKind.Manual, "无此科目", new PostingLine("9999", 1, _book.Meals), new PostingLine(AccountRole.Bank, -1, _book.Meals))), Refused(FundsErrors.AccountUnknown));

        async Task<ChartAccount> AccountOf(PostedEntry entry) => await _book.ReadAsync(db => db.Set<EntryLine>().Where(line => line.EntryId == entry.Id && line.Position == 1)
            .Join(db.Set<ChartAccount>(), line => line.AccountId, account => account.Id, (_, account) => account).SingleAsync());
    }

    [Test]
    public void A_day_to_come_and_a_day_before_the_book_are_refused()
    {
        Assert.That(() => _book.GiftAsync(_book.Meals, 100, new DateOnly(2026, 3, 4)), Refused(FundsErrors.DateInFuture));
        Assert.That(() => _book.GiftAsync(_book.Meals, 100, new DateOnly(2024, 12, 31)), Refused(FundsErrors.MonthClosed));
    }

    private Task<int> ReserveAsync(Guid id, long fen) => _book.InLedgerAsync(async (ledger, _) =>
    {
        await ledger.ReserveAsync(id, _book.Meals, fen, CancellationToken.None);
        return 0;
    });

    private Task<(long Balance, long Reserved)> BalanceAsync(Guid fundId) => _book.ReadAsync(async db =>
    {
        var balance = await db.Set<FundBalance>().AsNoTracking().SingleAsync(b => b.Id == fundId);
        return (balance.Balance, balance.Reserved);
    });
}
