using Volunteer.TestBase;

namespace Volunteer.Volunteering.Tests.Attendance;

/// <summary>Every test has a world of its own to take attendance in.</summary>
internal abstract class AttendanceTests(DatabaseProvider database)
{
    protected World World { get; private set; } = null!;

    protected FakeClock Clock => World.App.Clock;

    [SetUp]
    public async Task MakeWorld() => World = await World.MakeAsync(await TestApp.ForAsync(database));
}
