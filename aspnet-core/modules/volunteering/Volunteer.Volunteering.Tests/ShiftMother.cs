using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Tests;

/// <summary>What a test wants of its shift; the rest is ordinary.</summary>
internal sealed record ShiftWish
{
    /// <summary>Thursday 5 March 2026, 09:00 in Shanghai; three days after the test clock.</summary>
    public static readonly DateTimeOffset Thursday9 = new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero);

    public DateTimeOffset StartsAt { get; init; } = Thursday9;

    public int Minutes { get; init; } = 90;

    public int Places { get; init; } = 1;

    public Guid ClubId { get; init; } = Guid.CreateVersion7();

    public IReadOnlyList<DutyRole> Roles { get; init; } = [];

    public WhoMayCome WhoMayCome { get; init; } = WhoMayCome.Everyone;

    public int? MinimumAge { get; init; }

    public string? Risk { get; init; }

    public bool IsDangerous { get; init; }

    public int WithdrawUntilHoursBefore { get; init; } = 24;

    public int? OpensDaysBefore { get; init; }

    public string Title { get; init; } = "周末清洁日";
}

/// <summary>Makes shifts straight in the database, and asks for sign-ups through the API.</summary>
internal static class ShiftMother
{
    public const string Api = "/api/volunteering";

    public static DateTimeOffset Shanghai(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    public static Task<Guid> NewShiftAsync(this TestCommunity community, ShiftWish? wish = null) => community.InsideAsync(async services =>
    {
        wish ??= new ShiftWish();
        var db = services.GetRequiredService<VolunteerDbContext>();
        var local = wish.StartsAt.ToOffset(TimeSpan.FromHours(8));
        var day = DateOnly.FromDateTime(local.DateTime);
        var place = new Place($"社区广场{Guid.NewGuid():N}", "Square", "测试路1号");
        var duty = new Duty(
            wish.ClubId,
            DutyKind.Volunteering,
            new DutyText(wish.Title, "Cleaning day", "请带手套。"),
            place.Id,
            new DutyWhen("FREQ=WEEKLY", day, EndDate: null, TimeOnly.FromDateTime(local.DateTime), wish.Minutes, "Skip", "Hold"),
            new DutyWho(wish.Places, wish.Roles, wish.WhoMayCome, wish.MinimumAge, wish.Risk, wish.IsDangerous, wish.WithdrawUntilHoursBefore, wish.OpensDaysBefore));
        var shift = new Shift(duty, day, day, wish.StartsAt.ToUniversalTime(), wish.StartsAt.AddMinutes(wish.Minutes).ToUniversalTime());
        db.AddRange(place, duty, shift);
        await db.SaveChangesAsync();
        return shift.Id;
    });

    /// <summary>Changes the shift as its leader's use cases do: in one transaction with what follows for the sign-ups.</summary>
    public static Task ChangeShiftAsync(this TestCommunity community, Guid shiftId, Func<Shift, SignupChanges, Task> change) => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await change(await db.Set<Shift>().SingleAsync(shift => shift.Id == shiftId), services.GetRequiredService<SignupChanges>());
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    });

    public static Task<Shift> ShiftAsync(this TestCommunity community, Guid shiftId) => community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Shift>().AsNoTracking().SingleAsync(shift => shift.Id == shiftId));

    public static Task<List<Signup>> SignupsAsync(this TestCommunity community, Guid shiftId) => community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Signup>().AsNoTracking().Where(s => s.ShiftId == shiftId).OrderBy(s => s.Id).ToListAsync());

    public static async Task<Signup> SignupAsync(this TestCommunity community, Guid shiftId, Guid personId) =>
        (await community.SignupsAsync(shiftId)).Last(signup => signup.PersonId == personId);

    public static Task<Guid> NewSkillAsync(this TestCommunity community, string name = "急救") => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var skill = new Skill(name, "First aid", needsCertificate: true);
        db.Add(skill);
        await db.SaveChangesAsync();
        return skill.Id;
    });

    public static Task GiveSkillAsync(this TestCommunity community, Guid personId, Guid skillId, DateOnly? validUntil = null) => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        if (await db.Set<PersonSkill>().SingleOrDefaultAsync(skill => skill.PersonId == personId && skill.SkillId == skillId) is { } known)
        {
            known.Renew(validUntil);
        }
        else
        {
            db.Add(new PersonSkill(personId, skillId, validUntil));
        }

        await db.SaveChangesAsync();
    });

    public static DutyRole Role(string key, int places, Guid? skillId = null) => new(key, key, key, places, skillId);

    public static Task<HttpResponseMessage> SignUpAsync(this TestUser user, Guid shiftId, string? roleKey = null, bool acceptRisk = false) =>
        user.Http.PostAsJsonAsync($"{Api}/shifts/{shiftId}/signups", new { roleKey, acceptRisk });

    public static async Task<JsonElement> SignedUpAsync(this TestUser user, Guid shiftId, string? roleKey = null) => await (await user.SignUpAsync(shiftId, roleKey)).JsonAsync();

    public static Task<HttpResponseMessage> WithdrawAsync(this TestUser user, Guid shiftId) => user.Http.DeleteAsync($"{Api}/shifts/{shiftId}/signups/mine");

    public static Task<HttpResponseMessage> AcceptAsync(this TestUser user, Guid signupId) => user.Http.PostAsync($"{Api}/offers/{signupId}/acceptance", content: null);

    public static Task<HttpResponseMessage> RefuseAsync(this TestUser user, Guid signupId) => user.Http.PostAsync($"{Api}/offers/{signupId}/refusal", content: null);

    public static Task<HttpResponseMessage> SignUpSomeoneAsync(this TestUser leader, Guid shiftId, object body) =>
        leader.Http.PostAsJsonAsync($"{Api}/shifts/{shiftId}/signups/proxy", body);

    public static async Task<JsonElement> RosterAsync(this TestUser leader, Guid shiftId) => await (await leader.Http.GetAsync($"{Api}/shifts/{shiftId}/roster")).JsonAsync();

    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    /// <summary>What waits to be sent, oldest first.</summary>
    public static Task<List<QueuedMessage>> MessagesAsync(this TestCommunity community) => community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Database
            .SqlQuery<QueuedMessage>($"SELECT id AS \"Id\", person_id AS \"PersonId\", template AS \"Template\", \"values\" AS \"Values\" FROM platform_messages WHERE tenant_id = {community.TenantId}")
            .OrderBy(message => message.Id)
            .ToListAsync());

    public static async Task<List<string>> MessagesToAsync(this TestCommunity community, Guid personId) =>
        [.. (await community.MessagesAsync()).Where(message => message.PersonId == personId).Select(message => message.Template["Volunteering.Mail.".Length..])];

    /// <summary>What the audit trail tells of a thing.</summary>
    public static Task<List<AuditEntry>> AuditAsync(this TestCommunity community, Guid thingId) => community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<AuditEntry>().AsNoTracking()
            .Where(entry => entry.TenantId == community.TenantId && entry.ThingId == thingId)
            .OrderBy(entry => entry.Id)
            .ToListAsync());

    public static async Task SetAsync(this TestUser secretary, string setting, int value) =>
        Assert.That((await secretary.Http.PutAsJsonAsync("/api/platform/settings", new { changes = new[] { new { name = setting, value = value.ToString(CultureInfo.InvariantCulture) } } })).IsSuccessStatusCode, Is.True);

    /// <summary>An active club with this leader.</summary>
    public static async Task<Guid> NewClubAsync(this TestUser secretary, TestUser leader, string name = "槐香里巡逻队")
    {
        const string Clubs = "/api/organizations/clubs";
        var application = await (await leader.Http.PostAsJsonAsync(Clubs, new
        {
            name,
            kind = "Patrol",
            purpose = "守望相助。",
            meetingPlace = "社区广场",
            isVolunteering = true,
        })).JsonAsync();
        var club = application.GetProperty("id").GetGuid();
        await (await secretary.Http.PostAsync($"{Clubs}/{club}/approval", content: null)).JsonAsync();
        await (await secretary.Http.PostAsync($"{Clubs}/{club}/activation", content: null)).JsonAsync();

        return club;
    }
}

internal sealed record QueuedMessage(Guid Id, Guid PersonId, string Template, string Values)
{
    public string? Text(string value) => JsonDocument.Parse(Values).RootElement.Text(value);
}
