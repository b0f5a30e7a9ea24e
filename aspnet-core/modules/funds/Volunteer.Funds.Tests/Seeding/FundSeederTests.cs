using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Books;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Seeding;
using Volunteer.Funds.Verification;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Seeding;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class FundSeederTests(DatabaseProvider database)
{
    private const string NewcomersFile = "fund-bank-2026-10.csv";
    private static readonly Guid Community = SeedIds.Community("huaixiangli");

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Seed");

    [Test]
    public async Task A_year_of_the_fund_adds_up_and_its_last_month_waits_for_the_newcomer()
    {
        var app = await TestApp.ForAsync(database);
        app.Clock.Set(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)));
        await SeedAsync(app, seeder => seeder.Order == 100);
        var watch = Stopwatch.StartNew();
        await SeedAsync(app, seeder => seeder is FundSeeder);
        await TestContext.Out.WriteLineAsync($"seeded in {watch.Elapsed.TotalSeconds:F1} s");
        var before = await CountAsync(app);
        await SeedAsync(app, seeder => seeder is FundSeeder);
        Assert.That(await CountAsync(app), Is.EqualTo(before), "a second run changes nothing");

        var bank = await app.InTenantAsync(Community, AddsUpAsync);
        await NewcomerAsync(app, bank);
    }

    /// <summary>Trial balance and chain, and for each closed month the bank's last balance against the books. Gives the bank account.</summary>
    private static async Task<Guid> AddsUpAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var book = await db.Set<Book>().AsNoTracking().SingleAsync();
        var head = await db.Set<BookHead>().AsNoTracking().SingleAsync();
        var bank = await db.Set<MoneyAccount>().AsNoTracking().Where(account => account.Kind == MoneyAccountKind.BankAccount).Select(account => account.Id).SingleAsync();
        var legs = await db.Set<EntryLine>().AsNoTracking().Select(line => new { line.Fen, line.FundId, line.MoneyAccountId, line.Date }).ToListAsync();
        var lines = await db.Set<StatementLine>().AsNoTracking().OrderBy(line => line.Sequence).ToListAsync();
        var requests = await db.Set<Disbursement>().AsNoTracking().Include(d => d.Approvals).ToListAsync();
        Assert.Multiple(() =>
        {
            Assert.That(legs.GroupBy(leg => leg.FundId).Select(fund => fund.Sum(leg => leg.Fen)), Is.All.Zero);
            Assert.That(legs.Where(leg => leg.MoneyAccountId is not null)
                .GroupBy(leg => leg.MoneyAccountId).Select(account => account.Sum(leg => leg.Fen)).ToList(), Has.Count.EqualTo(3).And.All.Positive);
            Assert.That(head.ClosedThrough, Is.EqualTo(new DateOnly(2026, 9, 30)));
            Assert.That(lines.Select(line => line.MatchedFen == line.Fen), Is.All.True);
            Assert.That(requests.Count(d => d.State is DisbursementState.Closed), Is.GreaterThan(20));
            Assert.That(requests.SelectMany(d => d.Approvals.Select(approval => approval.PersonId == d.AuthorPersonId)), Is.All.False);
            Assert.That(requests.Select(d => d.State).Distinct(), Is.SupersetOf(new[] { DisbursementState.Submitted, DisbursementState.Reviewed, DisbursementState.Approved, DisbursementState.Closed }));
        });
        for (var month = book.OpensOn; month <= head.ClosedThrough; month = month.AddMonths(1))
        {
            var next = month.AddMonths(1);
            Assert.That(lines.Last(line => line.Date < next).BalanceAfter, Is.EqualTo(legs.Where(leg => leg.MoneyAccountId == bank && leg.Date < next).Sum(leg => leg.Fen)), $"{month:yyyy-MM}");
            var figures = await services.GetRequiredService<ReconciliationProof>().OfAsync(bank, next.AddDays(-1), CancellationToken.None);
            Assert.That(figures, Has.Property(nameof(figures.DifferenceFen)).Zero.And.Property(nameof(figures.OpenLineCount)).Zero.And.Property(nameof(figures.OpenItemCount)).Zero, $"{month:yyyy-MM}");
        }

        var verified = await services.GetRequiredService<BookVerification>().VerifyAsync(book.Id, CancellationToken.None);
        Assert.That(verified, Has.Property(nameof(verified.BrokenSeq)).Null.And.Property(nameof(verified.Entries)).GreaterThan(200), "the chain holds");
        return bank;
    }

    /// <summary>The file of the last full month: some lines are certain, some could be either of two, some are unknown.</summary>
    private static async Task NewcomerAsync(TestApp app, Guid bank)
    {
        var manager = (await new TestCommunity(app, Guid.Empty, Community).NewMemberAsync("林小满", roles: RoleNames.FundManager)).Http;
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Folder, NewcomersFile)));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "file", NewcomersFile);
        var preview = await (await manager.PostAsync($"{Given.Api}/money-accounts/{bank}/statement-previews", form)).JsonAsync();
        await (await manager.PostAsJsonAsync($"{Given.Api}/statement-previews/{preview.GetProperty("previewId").GetGuid()}/commit", new { acceptProblems = false })).JsonAsync();
        var page = await (await manager.GetAsync($"{Given.Api}/money-accounts/{bank}/statement-lines?state=Open&pageSize=100")).JsonAsync();
        var lines = page.GetProperty("items").EnumerateArray().ToList();
        var reasons = lines.ConvertAll(line => line.GetProperty("whyNot").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!).ToList());

        Assert.Multiple(() =>
        {
            Assert.That(preview.GetProperty("encoding").GetString(), Is.EqualTo("Gb18030"));
            Assert.That(page.GetProperty("certainCount").GetInt32(), Is.EqualTo(lines.Count - 7), "all but two pairs, the fee, the interest and a stranger's gift");
            Assert.That(reasons.Count(codes => codes.Contains("AlikeItems")), Is.GreaterThanOrEqualTo(2), "two equal gifts");
            Assert.That(lines.Where(line => line.GetProperty("memo").GetString() is "账户管理费" or "定期存款利息" or "重阳节快乐").Select(line => line.GetProperty("suggestions").GetArrayLength()), Is.EqualTo(new[] { 0, 0, 0 }));
        });
    }

    private static Task SeedAsync(TestApp app, Func<ISeeder, bool> which) => app.InTenantAsync(null, async services =>
    {
        foreach (var seeder in services.GetServices<ISeeder>().Where(which))
        {
            await seeder.SeedAsync(new SeedFolder(Folder), CancellationToken.None);
        }
    });

    private static Task<int> CountAsync(TestApp app) => app.InTenantAsync(Community, async services =>
        await services.GetRequiredService<VolunteerDbContext>().Set<AuditEntry>().CountAsync() + await services.GetRequiredService<VolunteerDbContext>().Set<Entry>().CountAsync());
}
