using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

/// <summary>Runs the host with another value of a setting until disposed.</summary>
internal sealed class Switch : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly string _key;
    private readonly string? _before;

    public Switch(TestApp app, string key, bool value)
    {
        (_configuration, _key) = (app.Services.GetRequiredService<IConfiguration>(), key);
        (_before, _configuration[key]) = (_configuration[key], value.ToString());
    }

    public static Switch RequireSecondFactor(TestApp app) => new(app, "Security:RequireSecondFactor", value: true);

    public static Switch RateLimits(TestApp app) => new(app, "Security:RateLimits", value: true);

    public void Dispose() => _configuration[_key] = _before;
}
