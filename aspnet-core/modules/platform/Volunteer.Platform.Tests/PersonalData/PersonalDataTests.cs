using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.PersonalData;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PersonalDataTests(DatabaseProvider database)
{
    private const string IdNumber = "11010519491231002X";

    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
    }

    [Test]
    public async Task The_export_holds_every_personal_value_of_the_register()
    {
        var member = await MemberAsync();

        var sections = (await (await member.Http.GetAsync("/api/platform/me/export")).JsonAsync()).GetProperty("sections");

        var person = sections.GetProperty("platform").GetProperty("person");
        var personal = typeof(Person).GetProperties().Where(p => p.IsDefined(typeof(PersonalDataAttribute), inherit: true) && p.PropertyType != typeof(byte[])).Select(p => p.Name);
        Assert.Multiple(() =>
        {
            Assert.That(person.EnumerateObject().Select(member => member.Name), Is.SupersetOf(personal.Select(name => char.ToLowerInvariant(name[0]) + name[1..])));
            Assert.That(person.GetProperty("phone").GetString(), Is.EqualTo("+8619900007788"));
            Assert.That(person.GetProperty("idNumber").GetString(), Does.StartWith("110").And.Contain("****").And.EndsWith("002X"));
        });
    }

    [Test]
    public async Task The_export_tells_of_passkeys_invitations_sessions_and_consents()
    {
        var member = await MemberAsync();
        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(PasskeyOf(member.AccountId, "我的手机"));
            var consent = new Consent(member.PersonId, ConsentKind.Participation, "2026-11", ConsentBasis.Guardian, _app.Clock.GetUtcNow());
            consent.GivenBy("石榴花", "+8619900001234");
            db.Add(consent);
            await db.SaveChangesAsync();
        });
        await (await _secretary.Http.PostAsync($"/api/platform/people/{member.PersonId}/invitations", null)).JsonAsync();

        var data = (await (await member.Http.GetAsync("/api/platform/me/export")).JsonAsync()).GetProperty("sections").GetProperty("platform");

        Assert.Multiple(() =>
        {
            Assert.That(data.GetProperty("passkeys")[0].GetProperty("name").GetString(), Is.EqualTo("我的手机"));
            Assert.That(data.GetProperty("invitations")[0].GetProperty("name").GetString(), Is.EqualTo("林小满"));
            Assert.That(data.GetProperty("sessions").GetArrayLength(), Is.EqualTo(1));
            Assert.That(data.GetProperty("consents")[0].GetProperty("guardianName").GetString(), Is.EqualTo("石榴花"));
            Assert.That(data.GetRawText(), Does.Not.Contain("Hash").And.Not.Contain("credentialId"));
        });
    }

    [Test]
    public async Task The_export_tells_who_looked_at_the_number_and_why()
    {
        var member = await MemberAsync();
        await (await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{member.PersonId}/reveal", new { reason = "缺人值班" })).JsonAsync();

        var looked = (await (await member.Http.GetAsync("/api/platform/me/export")).JsonAsync()).GetProperty("sections").GetProperty("platform").GetProperty("lookedAt");

        Assert.That(JsonDocument.Parse(looked[0].GetProperty("changes").GetString()!).RootElement.GetProperty("reason").GetString(), Is.EqualTo("缺人值班"));
    }

    [Test]
    public async Task Who_asks_to_be_forgotten_asks_once_and_the_secretary_carries_it_out()
    {
        var member = await MemberAsync();
        var id = (await (await member.Http.PostAsync("/api/platform/me/erasure-request", null)).JsonAsync()).GetProperty("id").GetGuid();
        var twice = await member.Http.PostAsync("/api/platform/me/erasure-request", null);

        await (await _secretary.Http.PostAsync($"/api/platform/erasure-requests/{id}/execution", null)).NothingAsync();
        var again = await _secretary.Http.PostAsync($"/api/platform/erasure-requests/{id}/execution", null);

        await twice.RefusedAsync(PlatformErrors.ErasureAsked);
        await again.RefusedAsync(PlatformErrors.ErasureDecided);
        var (person, account) = await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            return (await db.Set<Person>().SingleAsync(p => p.Id == member.PersonId), await db.Set<Account>().SingleAsync(a => a.Id == member.AccountId));
        });
        Assert.Multiple(() =>
        {
            Assert.That(person.Name, Does.StartWith("已注销"));
            Assert.That((person.Phone, person.Email, person.BirthDate, person.IdNumber, person.IdNumberIndex, person.AccountId), Is.EqualTo(((string?)null, (string?)null, (DateOnly?)null, (byte[]?)null, (byte[]?)null, (Guid?)null)));
            Assert.That(person.Departure, Is.EqualTo(DepartureReason.Erased));
            Assert.That((account.PasswordHash, account.PhoneNumber, account.Email), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
        });
        Assert.That((await member.Http.GetAsync("/api/platform/me/export")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task E6_after_an_erasure_no_table_holds_a_marker_of_the_person()
    {
        var member = await MemberAsync("欧阳标记", "marker@example.com", "0371 6600 1122");
        await _community.InsideAsync(async services =>
        {
            services.GetRequiredService<IMessageQueue>().Enqueue(new MessageDraft(
                member.PersonId,
                "Platform.Mail.PasswordReset",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["minutes"] = "欧阳标记" },
                $"marker:{member.PersonId}",
                _app.Clock.GetUtcNow().AddDays(1)));
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(PasskeyOf(member.AccountId, "欧阳标记的手机"));
            var consent = new Consent(member.PersonId, ConsentKind.Participation, "2026-11", ConsentBasis.Guardian, _app.Clock.GetUtcNow());
            consent.GivenBy("欧阳标记的母亲", "+8619900001234");
            db.Add(consent);
            await services.GetRequiredService<InvitationIssuer>().IssueAsync(InvitationFor.Person(_community.TenantId, member.PersonId, "欧阳标记"), CancellationToken.None);
            await db.SaveChangesAsync();
        });
        Assert.That(await MarkersAsync(), Is.SupersetOf(new[] { "platform_passkeys.name", "platform_consents.guardian_name", "platform_invitations.name", "platform_messages.values", "platform_people.name" }), "the search itself works");
        var id = (await (await member.Http.PostAsync("/api/platform/me/erasure-request", null)).JsonAsync()).GetProperty("id").GetGuid();

        await (await _secretary.Http.PostAsync($"/api/platform/erasure-requests/{id}/execution", null)).NothingAsync();

        Assert.That(await MarkersAsync(), Is.Empty);
    }

    [Test]
    public async Task The_last_secretary_is_not_forgotten()
    {
        var id = (await (await _secretary.Http.PostAsync("/api/platform/me/erasure-request", null)).JsonAsync()).GetProperty("id").GetGuid();

        await (await _secretary.Http.PostAsync($"/api/platform/erasure-requests/{id}/execution", null)).RefusedAsync(PlatformErrors.LastSecretary);

        var name = await _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Person>().Where(p => p.Id == _secretary.PersonId).Select(p => p.Name).SingleAsync());
        Assert.That(name, Is.EqualTo("周书记"));
    }

    [Test]
    public async Task A_refusal_carries_its_reason_and_the_person_may_ask_again()
    {
        var member = await MemberAsync();
        var id = (await (await member.Http.PostAsync("/api/platform/me/erasure-request", null)).JsonAsync()).GetProperty("id").GetGuid();

        await (await _secretary.Http.PostAsJsonAsync($"/api/platform/erasure-requests/{id}/refusal", new { reason = "今年的时长还没有开证明" })).NothingAsync();
        await (await member.Http.PostAsync("/api/platform/me/erasure-request", null)).JsonAsync();

        var states = (await (await _secretary.Http.GetAsync("/api/platform/erasure-requests")).JsonAsync()).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("state").GetString());
        Assert.That(states, Is.EqualTo(new[] { "Open", "Refused" }));
    }

    [Test]
    public async Task An_account_with_a_place_elsewhere_keeps_working_there()
    {
        var member = await MemberAsync();
        var elsewhere = await _app.NewCommunityAsync();
        var other = await elsewhere.NewPersonAsync("林小满");
        var place = new Membership(member.AccountId, MembershipScope.Community, null, elsewhere.TenantId, other, _app.Clock.GetUtcNow());
        await elsewhere.InsideAsync(async services =>
        {
            services.GetRequiredService<VolunteerDbContext>().Add(place);
            await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        });
        var client = await _app.SignedInAsync(member.AccountId, place.Id);
        var id = (await (await member.Http.PostAsync("/api/platform/me/erasure-request", null)).JsonAsync()).GetProperty("id").GetGuid();

        await (await _secretary.Http.PostAsync($"/api/platform/erasure-requests/{id}/execution", null)).NothingAsync();

        Assert.That((await client.GetAsync("/api/platform/me/export")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<TestUser> MemberAsync(string name = "林小满", string email = "lin@example.com", string phone = "19900007788")
    {
        var created = await (await _secretary.Http.PostAsJsonAsync(
            "/api/platform/people",
            new { name, phone, email, idNumber = IdNumber, building = "13号院", consentBasis = "PaperForm" })).JsonAsync();
        return await _community.SignInPersonAsync(created.GetProperty("id").GetGuid());
    }

    private Passkey PasskeyOf(Guid accountId, string name) => new(
        accountId,
        new UserPasskeyInfo(Guid.NewGuid().ToByteArray(), [1], _app.Clock.GetUtcNow(), 0, null, true, false, false, [1], [1]),
        name,
        _app.Clock.GetUtcNow());

    /// <summary>Every text column of every table, looked through for what only this person has.</summary>
    private Task<List<string>> MarkersAsync() => _community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var hits = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null))
        {
            foreach (var property in type.GetProperties().Where(property => property.ClrType == typeof(string)))
            {
                var sql = $"SELECT CAST(\"{property.GetColumnName()}\" AS text) AS \"Value\" FROM \"{type.GetTableName()}\"";
                var values = await db.Database.SqlQueryRaw<string?>(sql).ToListAsync();
                if (values.Any(value => value is not null && (value.Contains("欧阳标记", StringComparison.Ordinal) || value.Contains(@"\u6B27\u9633\u6807\u8BB0", StringComparison.OrdinalIgnoreCase) || value.Contains("marker@", StringComparison.OrdinalIgnoreCase) || value.Contains("66001122", StringComparison.Ordinal))))
                {
                    hits.Add($"{type.GetTableName()}.{property.GetColumnName()}");
                }
            }
        }

        return hits;
    });
}
