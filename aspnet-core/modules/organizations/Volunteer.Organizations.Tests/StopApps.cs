using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests;

[SetUpFixture]
internal sealed class StopApps
{
    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();
}
