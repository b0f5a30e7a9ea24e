using Volunteer.TestBase;

namespace Volunteer.Funds.Tests;

[SetUpFixture]
internal sealed class StopApps
{
    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();
}
