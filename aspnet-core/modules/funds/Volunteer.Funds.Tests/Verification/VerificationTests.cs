using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Verification;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Verification;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class VerificationTests(DatabaseProvider database)
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
    public async Task F05_what_was_hashed_is_what_the_database_gives_back()
    {
        // Composed and decomposed, an old character of the second plane, an emoji with a joiner, quotes, markup, a long text.
        foreach (var text in new[] { "cafe\u0301 慰问", "café 慰问", "𠮷野家", "👩‍🦽 轮椅", "\"引号\" \\ <b>&'", "尾随空格   ", new string('长', 400) })
        {
            await _book.PostAsync(_book.Gift(_book.Meals, 100_00) with { Text = text });
        }

        _app.Clock.Set(FakeClock.Default.AddTicks(1234567));
        await _book.GiftAsync(_book.Meals, 1);

        Assert.That(await VerifyAsync(), Is.EqualTo(new VerificationResult(8, null, null)));
        var texts = await _book.ReadAsync(db => db.Set<Entry>().OrderBy(entry => entry.Seq).Select(entry => entry.Text).ToListAsync());
        Assert.That(texts[0], Is.EqualTo(texts[1]), "both ways of writing é are one text");
        Assert.That(texts[5], Is.EqualTo("尾随空格"));
    }

    [TestCase(0x0000)]
    [TestCase(0xD83D)]
    [TestCase(0x202E)]
    public void F05_text_that_does_not_survive_a_database_is_refused(int character) =>
        Assert.That(() => _book.PostAsync(_book.Gift(_book.Meals, 100) with { Text = $"前{(char)character}后" }), Throws.TypeOf<BusinessException>());

    [TestCase("UPDATE funds_entries SET text = '别的' WHERE seq = 3", 3, Damage.Changed)]
    [TestCase("UPDATE funds_entry_lines SET fen = fen * 2 WHERE entry_id = (SELECT id FROM funds_entries WHERE seq = 2 AND book_id = @book)", 2, Damage.Changed)]
    [TestCase("UPDATE funds_entries SET seq = 77 WHERE seq = 4", 4, Damage.Missing)]
    [TestCase("UPDATE funds_entries SET hash = salt WHERE seq = 5", 5, Damage.Unchained)]
    [TestCase("DELETE FROM funds_entry_lines WHERE entry_id = (SELECT id FROM funds_entries WHERE seq = 5 AND book_id = @book)", 5, Damage.Changed)]
    public async Task F04_damage_past_the_walls_is_named_by_its_first_place(string sql, int seq, Damage damage)
    {
        await PostAsync(5);

        await DamageAsync(sql);

        Assert.That(await VerifyAsync(), Is.EqualTo(new VerificationResult(seq - 1, seq, damage)));
    }

    [Test]
    public async Task F04_a_chain_that_was_cut_and_its_head_forged_is_found_by_the_last_checkpoint()
    {
        await PostAsync(5);
        await PublishAsync();

        var hash = await _book.ReadAsync(db => db.Set<Entry>().Where(entry => entry.Seq == 3).Select(entry => entry.Hash).SingleAsync());
        var bytes = Convert.ToHexString(hash);
        await DamageAsync(
            $"DELETE FROM funds_entry_lines WHERE entry_id IN (SELECT id FROM funds_entries WHERE seq > 3 AND book_id = @book); DELETE FROM funds_entries WHERE seq > 3; UPDATE funds_book_heads SET last_seq = 3, last_hash = {(database is DatabaseProvider.PostgreSql ? $"'\\x{bytes}'" : $"x'{bytes}'")}");

        Assert.That(await VerifyAsync(), Is.EqualTo(new VerificationResult(3, 4, Damage.Truncated)));
    }

    [Test]
    public async Task F04_a_whole_history_written_anew_is_not_what_was_published()
    {
        await PostAsync(2);
        await PublishAsync();
        await DamageAsync($"UPDATE funds_checkpoints SET root = {(database is DatabaseProvider.PostgreSql ? "'\\x00'" : "x'00'")}");

        Assert.That((await VerifyAsync()).Damage, Is.EqualTo(Damage.NotAsPublished));
    }

    [Test]
    public async Task A_checkpoint_is_published_once_a_day_and_only_when_the_book_grew()
    {
        await PostAsync(3);
        await PublishAsync();
        await _app.RunJobAsync(PublishCheckpoints.Name);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.RunJobAsync(PublishCheckpoints.Name);

        var checkpoints = await _book.ReadAsync(db => db.Set<Checkpoint>().ToListAsync());
        Assert.That(checkpoints.Select(checkpoint => (checkpoint.Day, checkpoint.Size)), Is.EqualTo(new[] { (BookStage.Today, 3L) }));
    }

    [Test]
    public async Task A_receipt_is_verified_by_somebody_who_is_not_signed_in()
    {
        await PostAsync(6);
        var gift = await _book.PostAsync(_book.Gift(_book.Meals, 66_00) with { Text = "王秀英捐款" });
        await PublishAsync();

        var proof = await Anonymous().GetAsync($"{await PublicAsync()}/entries/{gift.Id}/proof");
        var json = await proof.JsonAsync();

        var entry = json.GetProperty("entry");
        Assert.That(entry.GetProperty("content").GetString(), Does.Contain("\"fen\":6600").And.Not.Contain("王秀英"));
        var leaf = LeafOf(entry);
        var checkpoint = json.GetProperty("checkpoint");
        Assert.That(
            Merkle.IsIncluded(leaf, entry.GetProperty("seq").GetInt64() - 1, checkpoint.GetProperty("size").GetInt64(), Hashes(json.GetProperty("path")), Hash(checkpoint.GetProperty("root"))),
            Is.True);
    }

    [Test]
    public async Task An_entry_of_today_is_not_published_yet()
    {
        var gift = await _book.GiftAsync(_book.Meals, 1);

        await (await Anonymous().GetAsync($"{await PublicAsync()}/entries/{gift.Id}/proof")).RefusedAsync(FundsErrors.NotPublishedYet);
    }

    [Test]
    public async Task A_whole_day_is_verified_from_the_day_before()
    {
        await PostAsync(5);
        await PublishAsync();
        await PostAsync(4);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.RunJobAsync(PublishCheckpoints.Name);

        var api = $"{await PublicAsync()}/books/{_book.BookId}";
        var day = await (await Anonymous().GetAsync($"{api}/days/2026-03-03")).JsonAsync();

        var before = day.GetProperty("before");
        var after = day.GetProperty("checkpoint");
        var peaks = Hashes(day.GetProperty("peaks"));
        Assert.That(Enumerable.Reverse(peaks).Aggregate((right, left) => Merkle.NodeHash(left, right)), Is.EqualTo(Hash(before.GetProperty("root"))));
        Assert.That(Merkle.IsConsistent(5, Hash(before.GetProperty("root")), 9, Hash(after.GetProperty("root")), Hashes(day.GetProperty("consistency"))), Is.True);
        Assert.That(Grow(peaks, 5, day.GetProperty("entries").EnumerateArray().Select(LeafOf)), Is.EqualTo(Hash(after.GetProperty("root"))));
        Assert.That((await (await Anonymous().GetAsync($"{api}/checkpoints")).JsonAsync()).GetProperty("checkpoints").GetArrayLength(), Is.EqualTo(2));
        var consistency = await (await Anonymous().GetAsync($"{api}/consistency?from=2026-03-02&to=2026-03-03")).JsonAsync();
        Assert.That(Merkle.IsConsistent(5, Hash(before.GetProperty("root")), 9, Hash(after.GetProperty("root")), Hashes(consistency.GetProperty("path"))), Is.True);
    }

    [Test]
    public async Task F12_proofs_of_another_community_are_not_found()
    {
        var gift = await _book.GiftAsync(_book.Meals, 1);
        var other = await (await _app.NewCommunityAsync()).NewBookAsync();
        await PublishAsync();

        var api = await PublicAsync(other.Community);
        foreach (var path in new[] { $"/entries/{gift.Id}/proof", $"/books/{_book.BookId}/checkpoints", $"/books/{_book.BookId}/days/2026-03-02", $"/books/{_book.BookId}/consistency?from=2026-03-02&to=2026-03-02" })
        {
            Assert.That((await Anonymous().GetAsync(api + path)).StatusCode, Is.EqualTo(System.Net.HttpStatusCode.NotFound), path);
        }
    }

    [Test]
    public void F35_a_commitment_opens_with_its_salt_only()
    {
        var (salt, other) = (Commitment.NewSalt(), Commitment.NewSalt());
        var commitment = Commitment.Of(salt, "name", "王秀英");

        Assert.That(Commitment.Opens(commitment, salt, "name", "王秀英"), Is.True);
        Assert.That(Commitment.Opens(commitment, other, "name", "王秀英"), Is.False);
        Assert.That(Commitment.Opens(commitment, salt, "text", "王秀英"), Is.False);
        Assert.That(Commitment.Opens(commitment, salt, "name", "李国强"), Is.False);
    }

    [Test]
    public async Task A_book_that_does_not_add_up_is_halted_the_secretary_hears_of_it_and_a_sound_one_goes_on()
    {
        var secretary = await _community.NewSecretaryAsync();
        await PostAsync(2);
        var sound = await _community.NewBookAsync();
        await DamageAsync("UPDATE funds_fund_balances SET balance = balance + 1");

        await _app.RunJobAsync(CheckBooks.Name);

        Assert.That(() => _book.GiftAsync(_book.Meals, 1), Given.Refused(FundsErrors.BookHalted));
        Assert.That(() => sound.GiftAsync(sound.Meals, 1), Throws.Nothing);
        var told = await _book.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT template AS \"Value\" FROM platform_messages WHERE tenant_id = {_community.TenantId} AND person_id = {secretary.PersonId}").ToListAsync());
        Assert.That(told, Is.EqualTo(new[] { "Funds.Mail.BookHalted" }));
        var resume = $"/api/funds/books/{_book.BookId}/resumption";
        await (await secretary.Http.PostAsync(resume, content: null)).RefusedAsync(FundsErrors.BookUnsound);

        await DamageAsync("UPDATE funds_fund_balances SET balance = balance - 1");
        await (await secretary.Http.PostAsync(resume, content: null)).NothingAsync();
        Assert.That(() => _book.GiftAsync(_book.Meals, 1), Throws.Nothing);
    }

    /// <summary>Adds leaves to a tree of which only the peaks are known, as the browser does.</summary>
    private static byte[] Grow(IReadOnlyList<byte[]> peaks, long size, IEnumerable<byte[]> leaves)
    {
        var stack = peaks.ToList();
        foreach (var leaf in leaves)
        {
            stack.Add(leaf);
            for (var rest = size++; (rest & 1) == 1; rest >>= 1)
            {
                stack[^2] = Merkle.NodeHash(stack[^2], stack[^1]);
                stack.RemoveAt(stack.Count - 1);
            }
        }

        return Enumerable.Reverse(stack).Aggregate((right, left) => Merkle.NodeHash(left, right));
    }

    private static byte[] LeafOf(JsonElement entry) => Merkle.LeafHash(EntryChain.Leaf(
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(entry.GetProperty("content").GetString()!)),
        entry.GetProperty("seq").GetInt64(),
        entry.GetProperty("year").GetInt32(),
        entry.GetProperty("number").GetInt32()));

    private static byte[] Hash(JsonElement hex) => Convert.FromHexString(hex.GetString()!);

    private static List<byte[]> Hashes(JsonElement list) => [.. list.EnumerateArray().Select(Hash)];

    private HttpClient Anonymous() => _app.CreateClient();

    private async Task<string> PublicAsync(TestCommunity? community = null)
    {
        var id = (community ?? _community).TenantId;
        var code = await _book.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT code AS \"Value\" FROM platform_tenants WHERE id = {id}").SingleAsync());
        return $"/api/funds/public/{code}";
    }

    private async Task PostAsync(int count)
    {
        for (var index = 1; index <= count; index++)
        {
            await _book.GiftAsync(_book.Meals, index * 10_00);
        }
    }

    private async Task PublishAsync()
    {
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.RunJobAsync(PublishCheckpoints.Name);
    }

    private Task<VerificationResult> VerifyAsync() => _community.InsideAsync(services => services.GetRequiredService<BookVerification>().VerifyAsync(_book.BookId, CancellationToken.None));

    /// <summary>As somebody who owns the database and takes the walls down first; only rows of this book.</summary>
    private async Task DamageAsync(string sql)
    {
        var postgres = database is DatabaseProvider.PostgreSql;
        var book = postgres ? $"'{_book.BookId}'" : $"'{_book.BookId.ToString().ToUpperInvariant()}'";
        var own = string.Join("; ", sql.Split("; ").Select(statement =>
            statement.Contains("@book", StringComparison.Ordinal) ? statement
            : statement.Contains("book_heads", StringComparison.Ordinal) ? $"{statement} WHERE id = @book"
            : statement.Contains("WHERE", StringComparison.Ordinal) ? $"{statement} AND book_id = @book" : $"{statement} WHERE book_id = @book"))
            .Replace("@book", book, StringComparison.Ordinal);
        if (postgres)
        {
            await _book.AsOwnerAsync($"SET session_replication_role = replica; {own}");
            return;
        }

        const string Drop = "DROP TRIGGER tr_funds_entries_no_update; DROP TRIGGER tr_funds_entries_no_delete; DROP TRIGGER tr_funds_entry_lines_no_update; DROP TRIGGER tr_funds_entry_lines_no_delete";
        await _book.AsOwnerAsync($"PRAGMA foreign_keys = OFF; {Drop}; {own}; {new LedgerDatabaseRules().Sqlite}");
    }
}
