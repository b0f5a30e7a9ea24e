using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Ledger;

/// <summary>What the database refuses to a program that does not know the ledger, even as the owner of the tables.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DatabaseRulesTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private BookStage _book = null!;
    private PostedEntry _gift = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _book = await (await _app.NewCommunityAsync()).NewBookAsync();
        _gift = await _book.GiftAsync(_book.Meals, 500_00);
    }

    [Test]
    public void F04_update_and_delete_fail_even_for_the_owner() => Assert.Multiple(() =>
    {
        foreach (var table in new[] { "funds_entries", "funds_entry_lines" })
        {
            Assert.That(() => _book.AsOwnerAsync($"UPDATE {table} SET text = 'x'"), Violates(LedgerDatabaseRules.AppendOnly), table);
            Assert.That(() => _book.AsOwnerAsync($"DELETE FROM {table}"), Violates(LedgerDatabaseRules.AppendOnly), table);
        }
    });

    [Test]
    public async Task F04_the_application_may_not_even_try()
    {
        if (database is not DatabaseProvider.PostgreSql)
        {
            // SQLite knows no roles; the triggers above are its wall.
            Assert.That(() => _book.ReadAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM funds_entries")), Violates(LedgerDatabaseRules.AppendOnly));
            return;
        }

        foreach (var table in new[] { "funds_entries", "funds_entry_lines", "funds_checkpoints" })
        {
            foreach (var right in new[] { "UPDATE", "DELETE", "TRUNCATE" })
            {
                var allowed = await _book.ReadAsync(db => db.Database.SqlQuery<bool>($"SELECT has_table_privilege({RowLevelSecurity.AppRole}, {table}, {right}) AS \"Value\"").SingleAsync());
                Assert.That(allowed, Is.False, $"{right} on {table}");
            }
        }
    }

    [TestCase(100, -99, LedgerDatabaseRules.Balanced)]
    [TestCase(100, 0, "ck_funds_entry_lines_fen")]
    public void F01_lines_that_do_not_balance_or_are_zero_fail_in_the_database(long debit, long credit, string rule) =>
        Assert.That(() => InsertAsync(new Raw(_book, debit, credit)), Violates(rule));

    [Test]
    public async Task F01_a_line_of_another_book_day_or_community_fails_in_the_database()
    {
        var other = await _book.Community.NewBookAsync();
        var elsewhere = await (await _app.NewCommunityAsync()).NewBookAsync();

        Assert.That(() => InsertAsync(new Raw(_book, 100, -100) { Fund = other.Meals }), Violates(LedgerDatabaseRules.Complete));
        Assert.That(() => InsertAsync(new Raw(_book, 100, -100) { LineDate = "2026-02-28" }), Violates(LedgerDatabaseRules.Complete));
        Assert.That(() => InsertAsync(new Raw(_book, 100, -100) { Fund = elsewhere.Meals }), Throws.InstanceOf<DbException>());
        Assert.That(() => InsertAsync(new Raw(_book, 100, -100) { Year = 2025 }), Violates(LedgerDatabaseRules.Period));
        Assert.That(() => InsertAsync(new Raw(_book, 100, -100)), Throws.Nothing, "the same entry without a fault is taken, so it was the fault that was refused");
    }

    [Test]
    public async Task F01_an_entry_in_a_closed_month_fails_in_the_database()
    {
        await _book.CloseThroughAsync(new DateOnly(2026, 3, 31));

        Assert.That(() => InsertAsync(new Raw(_book, 100, -100)), Violates(LedgerDatabaseRules.Period));
    }

    [Test]
    public void F01_no_line_is_added_to_an_entry_afterwards() =>
        Assert.That(() => InsertAsync(new Raw(_book, 100, -100) { EntryId = _gift.Id, WithEntry = false, FirstPosition = 3 }), Violates(LedgerDatabaseRules.Complete));

    [Test]
    public void F01_an_account_in_another_currency_fails_in_the_database() =>
        Assert.That(
            () => _book.ReadAsync(async db =>
            {
                db.Add(new MoneyAccount(_book.BookId, MoneyAccountKind.BankAccount, "美元户", "USD", number: null));
                return await db.SaveChangesAsync();
            }),
            Throws.TypeOf<DbUpdateException>());

    [Test]
    public void F02_a_restricted_fund_below_what_is_reserved_fails_in_the_database() =>
        Assert.That(() => _book.AsOwnerAsync("UPDATE funds_fund_balances SET balance = -1 WHERE guarded"), Throws.InstanceOf<DbException>().With.Message.Contains(FundBalance.NeverShort));

    private static NUnit.Framework.Constraints.Constraint Violates(string rule) =>
        Throws.InstanceOf<DbException>().With.Matches<DbException>(exception => exception is not null && (DatabaseFaults.IsViolationOf(exception, rule) || exception.Message.Contains(rule, StringComparison.Ordinal)));

    /// <summary>An entry as some other program would write it: one statement on PostgreSQL, lines before the entry on SQLite.</summary>
    private async Task InsertAsync(Raw raw)
    {
        var account = await _book.ReadAsync(db => db.Set<ChartAccount>().Where(a => a.BookId == raw.Book.BookId && a.Code == "1002").Select(a => a.Id).FirstAsync());
        var entry = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO funds_entries (tenant_id, id, book_id, seq, year, number, date, kind, text, source_type, source_id, line_count, posted_at, salt, content_hash, hash)
            VALUES ({Id(raw.Book.Community.TenantId)}, {Id(raw.EntryId)}, {Id(raw.Book.BookId)}, 900, {raw.Year}, 900, '2026-03-02', 'Manual', 'x', 'raw', '{raw.EntryId}', 2, '2026-03-02 00:00:00', {Bytes}, {Bytes}, {Bytes})
            """);
        var lines = string.Join(", ", new[] { raw.Debit, raw.Credit }.Select((fen, index) => string.Create(
            CultureInfo.InvariantCulture,
            $"({Id(raw.Book.Community.TenantId)}, {Id(Guid.NewGuid())}, {Id(raw.EntryId)}, {raw.FirstPosition + index}, {Id(raw.Book.BookId)}, '{raw.LineDate}', {Id(account)}, {fen}, {Id(raw.Fund)})")));
        var insertLines = $"INSERT INTO funds_entry_lines (tenant_id, id, entry_id, position, book_id, date, account_id, fen, fund_id) VALUES {lines}";
        await _book.AsOwnerAsync(
            !raw.WithEntry ? insertLines
            : database is DatabaseProvider.PostgreSql ? $"WITH entry AS ({entry}) {insertLines}"
            : $"BEGIN; PRAGMA defer_foreign_keys = ON; {insertLines}; {entry}; COMMIT");
    }

    private string Bytes => database is DatabaseProvider.PostgreSql ? "'\\x00'" : "x'00'";

    /// <summary>SQLite keeps ids as text in capitals.</summary>
    private static string Id(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    private sealed record Raw(BookStage Book, long Debit, long Credit)
    {
        public Guid EntryId { get; init; } = Guid.NewGuid();

        public Guid Fund { get; init; } = Book.Meals;

        public string LineDate { get; init; } = "2026-03-02";

        public int Year { get; init; } = 2026;

        public bool WithEntry { get; init; } = true;

        public int FirstPosition { get; init; } = 1;
    }
}
