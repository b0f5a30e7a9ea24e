namespace Volunteer.Funds.Seeding;

/// <summary>Whoever of the demo does the step at hand; may do everything, since the rules about who decides look at the person.</summary>
internal sealed class SeedUser : ICurrentUser
{
    public bool IsSignedIn => PersonId is not null;

    /// <summary>Nobody signs in while seeding: the person stands for the account.</summary>
    public Guid AccountId => RequirePersonId();

    public Guid? PersonId { get; private set; }

    public Guid? StreetId => null;

    public IReadOnlySet<string> Roles { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    public bool Can(string permission) => true;

    public Guid RequirePersonId() => PersonId ?? throw new InvalidOperationException("A step of the demo is somebody's.");

    public void Become(Guid personId, params IEnumerable<string> roles) => (PersonId, Roles) = (personId, roles.ToHashSet(StringComparer.Ordinal));
}

/// <summary>The instant of the step at hand, so that a year of work bears the dates of that year.</summary>
internal sealed class SeedClock : TimeProvider
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private DateTimeOffset _now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateOnly day, int hour) => _now = new DateTimeOffset(day, new TimeOnly(hour, 0), Shanghai).ToUniversalTime();
}
