using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Jobs;
using Volunteer.Platform.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Jobs;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class JobsTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _operator = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _operator = await _community.NewOperatorAsync();
    }

    [Test]
    public async Task The_operator_runs_a_job_now_and_sees_the_run_and_the_next_one()
    {
        _app.Clock.Advance(TimeSpan.FromDays(TestContext.CurrentContext.Random.Next(1, 1000)));
        var client = await _app.SignedInAsync(_operator.AccountId, _operator.MembershipId);

        var answer = await (await client.PostAsync($"/api/platform/jobs/{CleanUp.Name}/runs", null)).JsonAsync();

        var job = (await (await client.GetAsync("/api/platform/jobs")).JsonAsync()).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("name").GetString() == CleanUp.Name);
        var runs = await (await client.GetAsync($"/api/platform/jobs/{CleanUp.Name}/runs?state=Succeeded")).JsonAsync();
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("failed").GetInt32(), Is.Zero);
            Assert.That(job.GetProperty("lastRun").GetProperty("failed").GetInt32(), Is.Zero);
            Assert.That(job.GetProperty("nextRun").GetDateTimeOffset(), Is.GreaterThan(_app.Clock.GetUtcNow()));
            Assert.That(runs.GetProperty("items")[0].GetProperty("scheduledFor").GetDateTimeOffset(), Is.EqualTo(_app.Clock.GetUtcNow()));
        });
    }

    [Test]
    public async Task A_failed_run_is_seen_and_tried_again_for_its_own_community_and_instant()
    {
        var instant = _app.Clock.GetUtcNow().AddHours(-1);
        await FailedAsync(CleanMessages.Name, _community.TenantId, instant);
        var body = new { scheduledFor = instant, communityId = _community.TenantId };

        var seen = await (await _operator.Http.GetAsync($"/api/platform/jobs/{CleanMessages.Name}/runs?state=Failed")).JsonAsync();
        var retried = await (await _operator.Http.PostAsJsonAsync($"/api/platform/jobs/{CleanMessages.Name}/retries", body)).JsonAsync();
        var again = await _operator.Http.PostAsJsonAsync($"/api/platform/jobs/{CleanMessages.Name}/retries", body);

        Assert.That(seen.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("communityId").GetGuid()), Does.Contain(_community.TenantId));
        Assert.That(retried.GetProperty("succeeded").GetBoolean(), Is.True);
        await again.RefusedAsync(PlatformErrors.JobNotFailed);
    }

    [Test]
    public async Task A_job_or_a_run_that_does_not_exist_is_not_found()
    {
        var job = await _operator.Http.GetAsync("/api/platform/jobs/platform.nothing/runs");
        var run = await _operator.Http.PostAsJsonAsync($"/api/platform/jobs/{CleanUp.Name}/retries", new { scheduledFor = "1999-01-01T00:00:00Z" });

        await job.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        await run.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    [Test]
    public async Task A_dead_letter_is_seen_without_its_content_and_gets_new_attempts()
    {
        var id = await DeadLetterAsync();

        var seen = await _operator.Http.GetAsync("/api/platform/dead-letters");
        var letter = (await seen.JsonAsync()).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == id);
        await (await _operator.Http.PostAsync($"/api/platform/dead-letters/{id}/retry", null)).NothingAsync();
        var twice = await _operator.Http.PostAsync($"/api/platform/dead-letters/{id}/retry", null);

        Assert.That(letter.GetRawText(), Does.Not.Contain("secret"));
        await twice.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        var message = await _app.InTenantAsync(null, services => services.GetRequiredService<VolunteerDbContext>().Set<OutboxMessage>().SingleAsync(m => m.Id == id));
        Assert.That((message.DeadAt, message.Attempts), Is.EqualTo(((DateTimeOffset?)null, 0)));
        await _app.InTenantAsync(null, services => services.GetRequiredService<VolunteerDbContext>().Set<OutboxMessage>().Where(m => m.Id == id).ExecuteDeleteAsync());
    }

    [Test]
    public async Task The_nightly_cleaning_keeps_what_the_law_wants_and_forgets_the_rest()
    {
        var now = _app.Clock.GetUtcNow();
        var (young, old) = (Guid.NewGuid(), Guid.NewGuid());
        var (key, stale) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await _app.InTenantAsync(null, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(new AuditEntry(now.AddMonths(-7), _community.TenantId, null, "test", "Thing", young, "Added", "{}"));
            db.Add(new AuditEntry(now.AddMonths(-40), _community.TenantId, null, "test", "Thing", old, "Added", "{}"));
            db.Add(new IdempotentAnswer(Guid.Empty, key, [1], now.AddHours(-1)));
            db.Add(new IdempotentAnswer(Guid.Empty, stale, [1], now.AddHours(-49)));
            db.Add(new Session(_operator.AccountId, null, SessionTokens.Hash(key), isBearer: false, now.AddDays(-2), now.AddDays(1)));
            db.Add(new Session(_operator.AccountId, null, SessionTokens.Hash(stale), isBearer: false, now.AddDays(-9), now.AddDays(-2)));
            await db.SaveChangesAsync();
        });

        Assert.That(await _app.RunJobAsync(CleanUp.Name), Is.Zero);

        await _app.InTenantAsync(null, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var audits = await db.Set<AuditEntry>().Where(e => e.TenantId == _community.TenantId && e.Thing == "Thing").Select(e => e.ThingId).ToListAsync();
            var keys = await db.Set<IdempotentAnswer>().Where(a => a.Key == key || a.Key == stale).Select(a => a.Key).ToListAsync();
            var hashes = new[] { SessionTokens.Hash(key), SessionTokens.Hash(stale) };
            var sessions = await db.Set<Session>().Where(s => hashes.Contains(s.TokenHash)).Select(s => s.TokenHash).ToListAsync();
            Assert.Multiple(() =>
            {
                Assert.That(audits, Is.EqualTo(new Guid?[] { young }));
                Assert.That(keys, Is.EqualTo(new[] { key }));
                Assert.That(sessions, Is.EqualTo(new[] { hashes[0] }));
            });
        });
    }

    [TestCase("/api/platform/jobs")]
    [TestCase("/api/platform/dead-letters")]
    public async Task A_secretary_has_no_business_with_jobs(string address)
    {
        var secretary = await _community.NewSecretaryAsync();

        Assert.That((await secretary.Http.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private Task FailedAsync(string job, Guid tenantId, DateTimeOffset instant) => _app.InTenantAsync(null, async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        db.Add(new JobRun(tenantId, job, instant, instant));
        await db.SaveChangesAsync();
        await db.Set<JobRun>().Where(run => run.TenantId == tenantId && run.Job == job && run.ScheduledFor == instant)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.State, JobRunState.Failed).SetProperty(run => run.FinishedAt, instant).SetProperty(run => run.Error, "TimeoutException"));
    });

    private Task<Guid> DeadLetterAsync() => _app.InTenantAsync(null, async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var message = new OutboxMessage(_community.TenantId, "Nobody", JsonSerializer.Serialize(new { name = "secret" }), _app.Clock.GetUtcNow().AddDays(-1));
        db.Add(message);
        await db.SaveChangesAsync();
        var now = _app.Clock.GetUtcNow();
        await db.Set<OutboxMessage>().Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.DeadAt, now).SetProperty(m => m.Attempts, OutboxMessage.MaxAttempts));
        return message.Id;
    });
}
