using Volunteer.TestBase;

namespace Volunteer.Platform.Tests;

[SetUpFixture]
internal sealed class StopApps
{
    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();
}
