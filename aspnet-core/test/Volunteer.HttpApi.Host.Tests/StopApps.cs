using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests;

[SetUpFixture]
internal sealed class StopApps
{
    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();
}
