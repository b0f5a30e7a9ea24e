namespace Volunteer.TestBase;

/// <summary>Time that moves only when a test says so. Timers fire from the real clock, since no rule waits for one.</summary>
public sealed class FakeClock : TimeProvider
{
    public static readonly DateTimeOffset Default = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = Default;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTimeOffset now) => _now = now.ToUniversalTime();

    public void Advance(TimeSpan by) => _now += by;
}
