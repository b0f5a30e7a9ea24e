namespace Volunteer.Benchmarks;

/// <summary>One instant for the whole run, so that the same seed makes the same rows on any day.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
