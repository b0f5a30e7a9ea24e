using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Volunteer.Platform.Messages;
using Volunteer.Platform.People;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Messages;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class MessagesTests(DatabaseProvider database)
{
    private const string Template = "Platform.Mail.PasswordReset";

    private readonly ScriptedSender _sender = new();
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;
    private MessageDelivery _delivery = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
        _sender.Reset();
        _delivery = new MessageDelivery(
            _app.Services.GetRequiredService<IServiceScopeFactory>(),
            _sender,
            _app.Services.GetRequiredService<MailLayout>(),
            _app.Services.GetRequiredService<ICurrentTenant>(),
            _app.Clock,
            NullLogger<MessageDelivery>.Instance);
    }

    [Test]
    public async Task A_message_is_sent_once_in_the_persons_language_and_carries_the_communitys_telephone()
    {
        var person = await PersonAsync("王秀英<b>", "wang@example.com");
        await EnqueueAsync(person, "a", link: "/shifts/1");

        var first = await SendAsync();
        var second = await SendAsync();

        var mail = _sender.Sent.Single();
        Assert.Multiple(() =>
        {
            Assert.That((first, second), Is.EqualTo((1, 0)));
            Assert.That(mail.To, Is.EqualTo("wang@example.com"));
            Assert.That(mail.Subject, Is.EqualTo("重设密码"));
            Assert.That(mail.Text, Does.Contain("王秀英<b>，您好").And.Contain("30分钟").And.Contain("/shifts/1").And.Contain("0371-00000001"));
            Assert.That(mail.Html, Does.Contain("王秀英&lt;b&gt;，您好").And.Contain("href=").And.Contain("lang=\"zh-CN\""));
        });
        Assert.That((await StatesAsync()).Single(), Is.EqualTo(MessageState.Sent));
    }

    [Test]
    public async Task The_same_key_is_queued_once_in_one_unit_of_work_and_in_the_next()
    {
        var person = await PersonAsync("王秀英", "wang@example.com");
        await _community.InsideAsync(async services =>
        {
            Enqueue(services, person, "twice");
            Enqueue(services, person, "twice");
            await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        });
        await EnqueueAsync(person, "twice");

        Assert.That(await StatesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_fails_is_tried_again_later_and_later_under_the_same_message_id()
    {
        var person = await PersonAsync("王秀英", "wang@example.com");
        await EnqueueAsync(person, "a", usefulFor: TimeSpan.FromDays(2));
        _sender.Behaviour = _ => throw new System.Net.Mail.SmtpException("421");

        await SendAsync();
        await SendAsync();
        var tooEarly = _sender.Attempts;
        for (var attempt = 1; attempt < 10; attempt++)
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(61));
            await SendAsync();
        }

        _sender.Behaviour = _ => { };
        _app.Clock.Advance(TimeSpan.FromMinutes(61));
        await SendAsync();

        Assert.Multiple(() =>
        {
            Assert.That(tooEarly, Is.EqualTo(1));
            Assert.That(_sender.Attempts, Is.EqualTo(11), "never more than an hour apart");
            Assert.That(_sender.Ids.Distinct().Count(), Is.EqualTo(1));
        });
        Assert.That((await StatesAsync()).Single(), Is.EqualTo(MessageState.Sent));
    }

    [Test]
    public async Task A_host_that_died_while_sending_is_followed_by_another_after_the_lease()
    {
        var person = await PersonAsync("王秀英", "wang@example.com");
        await EnqueueAsync(person, "a");
        using var crash = new CancellationTokenSource();
        _sender.Behaviour = _ =>
        {
            crash.Cancel();
            throw new OperationCanceledException(crash.Token);
        };
        Assert.That(async () => await _delivery.SendDueAsync([_community.TenantId], crash.Token), Throws.InstanceOf<OperationCanceledException>());
        _sender.Behaviour = _ => { };

        var whileLeased = await SendAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(4));
        var afterwards = await SendAsync();

        Assert.That((whileLeased, afterwards), Is.EqualTo((0, 1)));
        Assert.That(_sender.Ids.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_senders_at_once_send_each_message_once()
    {
        var person = await PersonAsync("王秀英", "wang@example.com");
        for (var number = 0; number < 10; number++)
        {
            await EnqueueAsync(person, $"m{number}");
        }

        await Task.WhenAll(SendAsync(), SendAsync());

        Assert.That(_sender.Ids.Order(), Is.EqualTo(_sender.Ids.Distinct().Order()));
        Assert.That(_sender.Sent, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task A_refused_address_is_marked_and_the_person_is_phoned_from_then_on()
    {
        var person = await PersonAsync("王秀英", "gone@example.com");
        await EnqueueAsync(person, "a");
        _sender.Behaviour = _ => throw new MailRefusedException("550", new FormatException());
        await SendAsync();
        await EnqueueAsync(person, "b");
        await SendAsync();

        var failed = await JsonAsync("/api/platform/messages?state=Failed");
        var callList = (await JsonAsync("/api/platform/call-list")).GetProperty("items").EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(failed.GetProperty("items").EnumerateArray().Single().GetProperty("name").GetString(), Is.EqualTo("王秀英"));
            Assert.That(callList.GetProperty("emailRefused").GetBoolean(), Is.True);
            Assert.That(callList.GetProperty("messages").GetArrayLength(), Is.EqualTo(2));
            Assert.That(_sender.Attempts, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Somebody_without_an_address_is_on_the_call_list_until_phoned()
    {
        var person = await PersonAsync("夏玉珍", email: null);
        await EnqueueAsync(person, "a");
        await SendAsync();
        var message = (await JsonAsync("/api/platform/call-list")).GetProperty("items")[0].GetProperty("messages")[0];
        var address = $"/api/platform/messages/{message.GetProperty("id").GetGuid()}/called";

        await (await _secretary.Http.PostAsync(address, null)).NothingAsync();
        var twice = await _secretary.Http.PostAsync(address, null);

        await twice.RefusedAsync(PlatformErrors.MessageNotToCall);
        Assert.That(message.GetProperty("body").GetString(), Does.Contain("30分钟"));
        Assert.That((await JsonAsync("/api/platform/call-list")).GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task What_is_no_longer_useful_is_neither_sent_nor_phoned()
    {
        var reachable = await PersonAsync("王秀英", "wang@example.com");
        var unreachable = await PersonAsync("夏玉珍", email: null);
        await EnqueueAsync(unreachable, "phone");
        await SendAsync();
        await EnqueueAsync(reachable, "mail");
        _app.Clock.Advance(TimeSpan.FromHours(25));

        await SendAsync();

        Assert.That(_sender.Sent, Is.Empty);
        Assert.That(await StatesAsync(), Is.EqualTo(new[] { MessageState.Expired, MessageState.Expired }));
        Assert.That((await JsonAsync("/api/platform/call-list")).GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Who_has_left_gets_no_more_mail()
    {
        var person = await PersonAsync("汤宝山", "tang@example.com");
        await EnqueueAsync(person, "a");
        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            (await db.FindAsync<Person>(_community.TenantId, person))!.Depart(DepartureReason.MovedAway, _app.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });

        await SendAsync();

        Assert.That(_sender.Sent, Is.Empty);
    }

    [Test]
    public async Task A_leader_without_a_club_sees_nobodys_messages()
    {
        var leader = await _community.NewMemberAsync("苗桂芝", roles: RoleNames.ClubLeader);
        var person = await PersonAsync("夏玉珍", email: null);
        await EnqueueAsync(person, "a", clubId: Guid.NewGuid());
        await SendAsync();

        var seen = await (await leader.Http.GetAsync("/api/platform/call-list")).JsonAsync();
        var id = await _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Message>().Select(m => m.Id).SingleAsync());
        var called = await leader.Http.PostAsync($"/api/platform/messages/{id}/called", null);

        Assert.That(seen.GetProperty("items").GetArrayLength(), Is.Zero);
        await called.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    [Test]
    public async Task The_call_list_of_one_club_shows_only_its_people()
    {
        var club = Guid.NewGuid();
        await EnqueueAsync(await PersonAsync("夏玉珍", email: null), "a", clubId: club);
        await EnqueueAsync(await PersonAsync("常卫东", email: null), "b", clubId: Guid.NewGuid());
        await SendAsync();

        var items = (await JsonAsync($"/api/platform/call-list?clubId={club}")).GetProperty("items").EnumerateArray();

        Assert.That(items.Select(item => item.GetProperty("name").GetString()), Is.EqualTo(new[] { "夏玉珍" }));
    }

    private static void Enqueue(IServiceProvider services, Guid person, string key, TimeSpan? usefulFor = null, Guid? clubId = null, string? link = null) =>
        services.GetRequiredService<IMessageQueue>().Enqueue(new MessageDraft(
            person,
            Template,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["minutes"] = "30" },
            key,
            services.GetRequiredService<TimeProvider>().GetUtcNow() + (usefulFor ?? TimeSpan.FromDays(1)),
            clubId,
            link));

    private Task<Guid> PersonAsync(string name, string? email) => _community.NewPersonAsync(name, email: email);

    private Task EnqueueAsync(Guid person, string key, TimeSpan? usefulFor = null, Guid? clubId = null, string? link = null) => _community.InsideAsync(async services =>
    {
        Enqueue(services, person, key, usefulFor, clubId, link);
        await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
    });

    private Task<int> SendAsync() => _delivery.SendDueAsync([_community.TenantId], CancellationToken.None);

    private async Task<JsonElement> JsonAsync(string address) => await (await _secretary.Http.GetAsync(address)).JsonAsync();

    private Task<List<MessageState>> StatesAsync() => _community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Message>().OrderBy(m => m.Id).Select(m => m.State).ToListAsync());

    private sealed class ScriptedSender : IMailSender
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Mail> _sent = new();
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _ids = new();

        public Action<Mail> Behaviour { get; set; } = _ => { };

        public IReadOnlyCollection<Mail> Sent => _sent;

        public IReadOnlyCollection<string> Ids => _ids;

        public int Attempts => _ids.Count;

        public void Reset()
        {
            _sent.Clear();
            _ids.Clear();
            Behaviour = _ => { };
        }

        public Task SendAsync(Mail mail, CancellationToken cancellationToken)
        {
            _ids.Enqueue(mail.MessageId);
            Behaviour(mail);
            _sent.Enqueue(mail);
            return Task.CompletedTask;
        }
    }
}
