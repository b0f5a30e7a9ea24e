using Volunteer.FakeStripe;

namespace Volunteer.Funds.Tests;

/// <summary>One pretended Stripe for the whole assembly; the hosts under test are told its address before they start.</summary>
[SetUpFixture]
internal sealed class PretendStripe
{
    public static FakeStripeServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Server = await FakeStripeServer.StartAsync();
        Environment.SetEnvironmentVariable("Payments__Stripe__Enabled", "true");
        Environment.SetEnvironmentVariable("Payments__Stripe__BaseAddress", Server.Address.ToString());
        Environment.SetEnvironmentVariable("Payments__Stripe__FirstPauseMilliseconds", "1");
        Environment.SetEnvironmentVariable("Payments__Stripe__TimeoutSeconds", "10");
    }

    [OneTimeTearDown]
    public async Task Stop() => await Server.DisposeAsync();
}
