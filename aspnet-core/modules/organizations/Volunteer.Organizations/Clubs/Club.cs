namespace Volunteer.Organizations.Clubs;

internal enum ClubKind
{
    Interest,
    Sports,
    Arts,
    Patrol,
    Mediation,
    Service,
    Care,
    Party,
    Other,
}

internal enum ClubState
{
    Applied,
    Returned,
    Approved,
    Active,
    Paused,
    Dissolved,
}

/// <summary>What a club says of itself.</summary>
internal sealed record ClubProfile(string Name, string? NameEn, ClubKind Kind, string Purpose, string MeetingPlace, bool IsVolunteering, DateOnly? FoundedOn);

/// <summary>A club, patrol team or mediation group of the community, from its application to its end.</summary>
internal sealed class Club : AggregateRoot
{
    /// <summary>Not yet running: the founding members are still a matter between the applicant and the community.</summary>
    public static readonly ClubState[] Proposed = [ClubState.Applied, ClubState.Returned, ClubState.Approved];

    private readonly List<ClubDecision> _decisions = [];

    /// <param name="id">Only for demo data, whose ids follow from its keys.</param>
    public Club(ClubProfile profile, Guid appliedBy, DateTimeOffset now, Guid? id = null)
    {
        Id = id ?? Id;
        Describe(profile);
        AppliedBy = appliedBy;
        Remember(ClubDecisionKind.Applied, appliedBy, null, now);
    }

    private Club()
    {
    }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The name as the index compares it: width, case and spaces make no second club.</summary>
    public string NameKey { get; private set; } = string.Empty;

    public string? NameEn { get; private set; }

    public ClubKind Kind { get; private set; }

    public string Purpose { get; private set; } = string.Empty;

    public string MeetingPlace { get; private set; } = string.Empty;

    public bool IsVolunteering { get; private set; }

    public DateOnly? FoundedOn { get; private set; }

    public ClubState State { get; private set; }

    public Guid AppliedBy { get; private set; }

    public IReadOnlyCollection<ClubDecision> Decisions => _decisions;

    /// <summary>Its posts count and it needs somebody who leads it.</summary>
    public bool IsRunning => State is ClubState.Active or ClubState.Paused;

    public void Change(ClubProfile profile)
    {
        if (State is ClubState.Dissolved)
        {
            throw WrongState();
        }

        Describe(profile);
        Changed();
    }

    public void Return(Guid by, string reasons, DateTimeOffset now) =>
        Move([ClubState.Applied], ClubState.Returned, ClubDecisionKind.Returned, by, reasons, now);

    public void Resubmit(ClubProfile profile, Guid by, DateTimeOffset now)
    {
        Move([ClubState.Returned], ClubState.Applied, ClubDecisionKind.Resubmitted, by, null, now);
        Describe(profile);
    }

    public void Approve(Guid by, DateTimeOffset now) =>
        Move([ClubState.Applied], ClubState.Approved, ClubDecisionKind.Approved, by, null, now);

    public void Activate(Guid by, bool hasLeader, DateTimeOffset now)
    {
        if (State is ClubState.Approved && !hasLeader)
        {
            throw new BusinessException(OrganizationsErrors.LeaderMissing);
        }

        Move([ClubState.Approved], ClubState.Active, ClubDecisionKind.Activated, by, null, now, new ClubActivated(Id));
    }

    public void Pause(Guid by, string? reasons, DateTimeOffset now) =>
        Move([ClubState.Active], ClubState.Paused, ClubDecisionKind.Paused, by, reasons, now, new ClubPaused(Id));

    public void Resume(Guid by, bool hasLeader, DateTimeOffset now)
    {
        if (State is ClubState.Paused && !hasLeader)
        {
            throw new BusinessException(OrganizationsErrors.LeaderMissing);
        }

        Move([ClubState.Paused], ClubState.Active, ClubDecisionKind.Resumed, by, null, now, new ClubResumed(Id));
    }

    /// <summary>The end. The caller has made sure that nothing of the club's is open any more.</summary>
    public void Dissolve(Guid by, string reasons, DateTimeOffset now) => Move(
        [ClubState.Applied, ClubState.Returned, ClubState.Approved, ClubState.Active, ClubState.Paused],
        ClubState.Dissolved,
        ClubDecisionKind.Dissolved,
        by,
        reasons,
        now,
        new ClubDissolved(Id));

    public void HandOver(Guid from, Guid to, Guid by, string note, DateTimeOffset now)
    {
        Remember(ClubDecisionKind.HandedOver, by, note, now);
        Changed(new LeaderChanged(Id, from, to));
    }

    public BusinessException WrongState() => new BusinessException(OrganizationsErrors.WrongState).With(nameof(State), State.ToString());

    private void Move(ClubState[] from, ClubState to, ClubDecisionKind decision, Guid by, string? reasons, DateTimeOffset now, IIntegrationEvent? news = null)
    {
        if (!from.Contains(State))
        {
            throw WrongState();
        }

        State = to;
        Remember(decision, by, reasons, now);
        Changed(news);
    }

    private void Describe(ClubProfile profile)
    {
        (Name, NameKey, NameEn, Kind) = (profile.Name, ClubName.Key(profile.Name), profile.NameEn, profile.Kind);
        (Purpose, MeetingPlace, IsVolunteering, FoundedOn) = (profile.Purpose, profile.MeetingPlace, profile.IsVolunteering, profile.FoundedOn);
    }

    private void Remember(ClubDecisionKind kind, Guid by, string? reasons, DateTimeOffset now) =>
        _decisions.Add(new ClubDecision(Id, kind, by, reasons, now));
}

internal enum ClubDecisionKind
{
    Applied,
    Returned,
    Resubmitted,
    Approved,
    Activated,
    Paused,
    Resumed,
    Dissolved,
    HandedOver,
}

/// <summary>One step of a club's life: who decided what, when and why. Never changed afterwards.</summary>
internal sealed class ClubDecision : TenantEntity
{
    public ClubDecision(Guid clubId, ClubDecisionKind kind, Guid byPersonId, string? reasons, DateTimeOffset at) =>
        (ClubId, Kind, ByPersonId, Reasons, At) = (clubId, kind, byPersonId, reasons, at);

    private ClubDecision()
    {
    }

    public Guid ClubId { get; private set; }

    public ClubDecisionKind Kind { get; private set; }

    public Guid ByPersonId { get; private set; }

    public string? Reasons { get; private set; }

    public DateTimeOffset At { get; private set; }
}
