using Volunteer.TestBase;

namespace Volunteer.Volunteering.Tests.Duties;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class CreateDutyTests(DatabaseProvider database)
{
    private DutyStage _stage = null!;

    [SetUp]
    public async Task SetUp()
    {
        var app = await TestApp.ForAsync(database);
        _stage = await DutyStage.NewAsync(app);
        _stage.TodayIs("2026-03-02");
    }

    [Test]
    public async Task A_new_duty_has_its_shifts_at_once_and_is_listed()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR"), roles: [new { key = "tools", name = "工具发放", places = 2 }]);

        var shifts = await _stage.ShiftsAsync(duty);
        var listed = (await (await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/duties?clubId={_stage.ClubId}")).JsonAsync()).Items("items").Single();
        var detail = await _stage.GetAsync(duty);
        Assert.Multiple(() =>
        {
            Assert.That(shifts.OpenDays(), Is.EqualTo(new[] { "2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27", "2026-04-03", "2026-04-10", "2026-04-17", "2026-04-24" }));
            Assert.That(shifts[0].StartsAt, Is.EqualTo(new DateTimeOffset(2026, 3, 6, 9, 0, 0, TimeSpan.FromHours(8))));
            Assert.That(shifts[0].EndsAt - shifts[0].StartsAt, Is.EqualTo(TimeSpan.FromMinutes(90)));
            Assert.That(shifts[0].Roles.Single().Places, Is.EqualTo(2));
            Assert.That(listed.Text("title"), Is.EqualTo("大扫除"));
            Assert.That(listed.Text("clubName"), Is.EqualTo("平安巡逻队"));
            Assert.That(listed.Number("places"), Is.EqualTo(12));
            Assert.That(listed.GetProperty("nextStartsAt").GetDateTimeOffset(), Is.EqualTo(shifts[0].StartsAt));
            Assert.That(detail.Items("dates").Count(), Is.EqualTo(8));
            Assert.That(detail.Items("dates").First().Number("places"), Is.EqualTo(12));
        });
    }
}
