namespace Volunteer.Platform;

/// <summary>Whose parent or guardian agreed that they take part, and for how long.</summary>
public interface IGuardians
{
    /// <summary>
    /// Those of these people of the current community for whom a guardian's consent is on record and not taken back, with
    /// the last day on which it counts; <see cref="DateOnly.MaxValue"/> where no end was agreed.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, DateOnly>> ConsentsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken);

    /// <summary>People of the current community who are born after this day.</summary>
    Task<IReadOnlyList<Guid>> BornAfterAsync(DateOnly day, CancellationToken cancellationToken);
}

/// <summary>A guardian's consent was given, ended or taken back: whoever plans with the minor looks again.</summary>
public sealed record GuardianConsentChanged(Guid PersonId) : IIntegrationEvent;
