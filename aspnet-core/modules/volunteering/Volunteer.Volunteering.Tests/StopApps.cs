using Volunteer.TestBase;

namespace Volunteer.Volunteering.Tests;

[SetUpFixture]
internal sealed class StopApps
{
    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();
}
