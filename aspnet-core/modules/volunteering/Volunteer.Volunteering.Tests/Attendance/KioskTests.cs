using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Hours;

namespace Volunteer.Volunteering.Tests.Attendance;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class KioskTests(DatabaseProvider database)
{
    private World _world = null!;
    private HttpClient _tablet = null!;

    [SetUp]
    public async Task SetUp()
    {
        _world = await World.MakeAsync(await TestApp.ForAsync(database));
        _tablet = _world.App.CreateClient();
    }

    [TearDown]
    public void TearDown() => _tablet.Dispose();

    [Test]
    public async Task A11_somebody_without_a_phone_comes_and_goes_by_short_code_and_is_told()
    {
        var shift = await _world.NewShiftAsync();
        var person = await _world.Community.NewPersonAsync("王秀英");
        await _world.SignUpAsync(shift, person);
        var token = await OpenAsync(new { shiftId = shift.Id });
        var code = await ShortCodeAsync(person);

        var shown = await (await _tablet.GetAsync($"{World.Api}/kiosks/{token}")).JsonAsync();
        var arrived = await (await CheckInAsync(token, code.ToLowerInvariant())).JsonAsync();
        _world.App.Clock.Set(shift.EndsAt);
        await (await _tablet.PostAsJsonAsync($"{World.Api}/kiosks/{token}/check-outs", new { shortCode = code })).JsonAsync();

        Assert.That(shown.GetProperty("shifts")[0].GetProperty("title").GetString(), Is.EqualTo("楼道大扫除"));
        Assert.That(shown.GetRawText(), Does.Not.Contain("王"));
        Assert.That(arrived.GetProperty("maskedName").GetString(), Is.EqualTo("王**"));
        var record = await _world.RecordAsync(shift, person);
        Assert.That((record.ArrivedBy, record.LeftBy, record.NotedBy), Is.EqualTo(((AttendanceMeans?)AttendanceMeans.Kiosk, (AttendanceMeans?)AttendanceMeans.Kiosk, (Guid?)_world.Leader.PersonId)));
        var hours = await _world.TheHoursAsync(person);
        Assert.That((hours.Grade, hours.State, hours.Minutes), Is.EqualTo((EvidenceGrade.BothScans, HoursState.Approved, 120)));
        var told = await _world.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Database
            .SqlQuery<string>($"SELECT template AS \"Value\" FROM platform_messages WHERE person_id = {person}").ToListAsync());
        Assert.That(told, Does.Contain("Volunteering.Mail.NotedPresent"));
    }

    [Test]
    public async Task A_kiosk_ends_with_the_day_or_when_a_leader_ends_it()
    {
        var shift = await _world.NewShiftAsync();
        var opened = await (await _world.Leader.Http.PostAsJsonAsync($"{World.Api}/kiosks", new { clubId = _world.ClubId })).JsonAsync();
        var token = opened.GetProperty("token").GetString()!;
        Assert.That((await _tablet.GetAsync($"{World.Api}/kiosks/{token}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        _world.App.Clock.Set(new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero));
        Assert.That((await _tablet.GetAsync($"{World.Api}/kiosks/{token}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

        _world.App.Clock.Set(World.Nine);
        Assert.That((await _world.Leader.Http.DeleteAsync($"{World.Api}/kiosks/{opened.GetProperty("id").GetGuid()}")).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await _tablet.GetAsync($"{World.Api}/kiosks/{token}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _tablet.GetAsync($"{World.Api}/kiosks/nobody-has-this")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await (await _world.Leader.Http.PostAsJsonAsync($"{World.Api}/kiosks", new { shiftId = (await _world.NewShiftAsync(World.Nine.AddDays(1))).Id })).RefusedAsync(VolunteeringErrors.KioskTodayOnly);
        Assert.That(shift.Id, Is.Not.EqualTo(Guid.Empty));
    }

    [Test]
    public async Task A_kiosk_knows_nobody_of_another_community_and_stops_guessing()
    {
        var shift = await _world.NewShiftAsync();
        var token = await OpenAsync(new { shiftId = shift.Id });
        var elsewhere = await _world.App.NewCommunityAsync();
        var stranger = await elsewhere.NewPersonAsync("外来人");
        var foreign = await elsewhere.InsideAsync(async services => (await services.GetRequiredService<IPeople>().FindAsync([stranger], CancellationToken.None))[stranger].ShortCode);

        await (await CheckInAsync(token, foreign)).RefusedAsync(VolunteeringErrors.ShortCodeUnknown);
        for (var attempt = 0; attempt < 14; attempt++)
        {
            await (await CheckInAsync(token, "ZZZZZ" + attempt)).RefusedAsync(VolunteeringErrors.ShortCodeUnknown);
        }

        await (await CheckInAsync(token, foreign)).RefusedAsync(HttpStatusCode.TooManyRequests, FrameworkErrors.TooManyRequests);
        _world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await (await CheckInAsync(token, foreign)).RefusedAsync(VolunteeringErrors.ShortCodeUnknown);
        Assert.That(await _world.RecordsAsync(shift), Is.Empty);
    }

    [Test]
    public async Task Among_several_shifts_the_one_signed_up_for_is_meant()
    {
        var first = await _world.NewShiftAsync();
        var second = await _world.NewShiftAsync();
        var person = await _world.Community.NewPersonAsync("王秀英");
        var passer = await _world.Community.NewPersonAsync("赵路过");
        await _world.SignUpAsync(second, person);
        var token = await OpenAsync(new { clubId = _world.ClubId });

        var arrived = await (await CheckInAsync(token, await ShortCodeAsync(person))).JsonAsync();
        Assert.That(arrived.GetProperty("shiftId").GetGuid(), Is.EqualTo(second.Id));
        await (await CheckInAsync(token, await ShortCodeAsync(passer))).RefusedAsync(VolunteeringErrors.KioskChooseShift);
        await (await _tablet.PostAsJsonAsync($"{World.Api}/kiosks/{token}/check-ins", new { shortCode = await ShortCodeAsync(passer), shiftId = first.Id })).JsonAsync();
        Assert.That((await _world.RecordAsync(first, passer)).IsWalkIn, Is.True);
    }

    private async Task<string> OpenAsync(object request) =>
        (await (await _world.Leader.Http.PostAsJsonAsync($"{World.Api}/kiosks", request)).JsonAsync()).GetProperty("token").GetString()!;

    private Task<HttpResponseMessage> CheckInAsync(string token, string shortCode) => _tablet.PostAsJsonAsync($"{World.Api}/kiosks/{token}/check-ins", new { shortCode });

    private Task<string> ShortCodeAsync(Guid person) => _world.Community.InsideAsync(async services =>
        (await services.GetRequiredService<IPeople>().FindAsync([person], CancellationToken.None))[person].ShortCode);
}
