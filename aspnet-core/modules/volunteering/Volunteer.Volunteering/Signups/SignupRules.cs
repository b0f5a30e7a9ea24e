using System.Globalization;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>A shift as the rules see it.</summary>
/// <param name="OpensAt">From when one may sign up; null for always.</param>
/// <param name="Taken">General places taken when it was read.</param>
/// <param name="WaitlistLast">The last number given out on the waitlist when it was read.</param>
internal sealed record ShiftFacts(
    Guid Id,
    Guid ClubId,
    ShiftState State,
    DutyState DutyState,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateOnly LocalDate,
    WhoMayCome WhoMayCome,
    int? MinimumAge,
    string? Risk,
    bool IsDangerous,
    DateTimeOffset? OpensAt,
    int Places,
    IReadOnlyList<RoleFacts> Roles,
    int Taken = 0,
    int WaitlistLast = 0)
{
    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;
}

internal sealed record RoleFacts(string Key, Guid? SkillId, int Places = 0, int Taken = 0);

/// <summary>A person as the rules see them.</summary>
/// <param name="GuardianUntil">The last day for which a parent or guardian agreed that they take part; null for not at all.</param>
/// <param name="Clubs">Looked up only when a shift is for members.</param>
/// <param name="Skills">Skill → last valid day (null for ever); looked up only when a role asks for one.</param>
/// <param name="Entries">Live sign-ups around the time in question.</param>
internal sealed record PersonFacts(
    Guid Id,
    bool IsActive,
    DateOnly? BirthDate,
    DateOnly? GuardianUntil,
    IReadOnlySet<Guid> Clubs,
    IReadOnlyDictionary<Guid, DateOnly?> Skills,
    IReadOnlyList<PersonEntry> Entries);

/// <param name="IsPromise">Confirmed or offered, and not waiting for a yes to a new time: only such entries can clash (S6).</param>
internal sealed record PersonEntry(Guid ShiftId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly LocalDate, bool IsPromise);

internal sealed record SignupLimits(int MinimumRestMinutes, int DailyCeilingMinutes)
{
    public static readonly SignupLimits None = new(0, int.MaxValue);
}

/// <param name="IsHard">No leader may override it.</param>
internal sealed record SignupRefusal(string Code, bool IsHard, IReadOnlyDictionary<string, object?> Details)
{
    public BusinessException ToException()
    {
        var exception = new BusinessException(Code);
        foreach (var (name, value) in Details)
        {
            exception.With(name, value);
        }

        return exception;
    }
}

/// <summary>
/// Every reason why a person cannot come to a shift, in the order in which they are told. The same object answers the
/// sign-up, explains the list of open shifts and picks the next one on the waitlist.
/// </summary>
internal static class SignupRules
{
    public const int Adult = 18;

    /// <summary>Below it nobody but the guardian decides (PIPL art. 31).</summary>
    public const int Child = 14;

    public static SignupRefusal? First(ShiftFacts shift, PersonFacts person, SignupLimits limits, string? roleKey, bool acceptsRisk, DateTimeOffset now) =>
        Check(shift, person, limits, roleKey, acceptsRisk, now).FirstOrDefault();

    public static IEnumerable<SignupRefusal> Check(ShiftFacts shift, PersonFacts person, SignupLimits limits, string? roleKey, bool acceptsRisk, DateTimeOffset now)
    {
        IEnumerable<SignupRefusal?> all =
        [
            Time(shift, now),
            person.IsActive ? null : Hard(VolunteeringErrors.PersonLeft),
            shift.WhoMayCome == WhoMayCome.ClubMembers && !person.Clubs.Contains(shift.ClubId) ? Soft(VolunteeringErrors.ClubMembersOnly) : null,
            .. Age(shift, person),
            shift.Risk is not null && !acceptsRisk ? Hard(VolunteeringErrors.RiskNotAccepted, ("risk", shift.Risk)) : null,
            Role(shift, person, roleKey),
            shift.OpensAt > now ? Soft(VolunteeringErrors.SignUpNotOpen, ("opensAt", shift.OpensAt)) : null,
            .. Load(shift, person, limits),
        ];
        return all.OfType<SignupRefusal>();
    }

    /// <summary>Full years on a day; whoever was born on 29 February turns on 1 March in other years.</summary>
    public static int AgeOn(DateOnly birthDate, DateOnly day) =>
        day.Year - birthDate.Year - ((day.Month, day.Day).CompareTo((birthDate.Month, birthDate.Day)) < 0 ? 1 : 0);

    /// <summary>Whether a minor is on a shift for which no guardian's consent counts (S21).</summary>
    public static bool LacksGuardian(DateOnly? birthDate, DateOnly? guardianUntil, DateOnly day) =>
        birthDate is { } born && AgeOn(born, day) < Adult && !(guardianUntil >= day);

    /// <summary>Touching is no overlap (S4).</summary>
    public static bool Overlap(DateTimeOffset start, DateTimeOffset end, DateTimeOffset otherStart, DateTimeOffset otherEnd) => start < otherEnd && otherStart < end;

    private static SignupRefusal? Time(ShiftFacts shift, DateTimeOffset now) => shift switch
    {
        { State: ShiftState.Cancelled } => Hard(VolunteeringErrors.ShiftCancelled),
        _ when now >= shift.StartsAt => Hard(VolunteeringErrors.ShiftStarted),
        { State: ShiftState.NeedsDecision } => Hard(VolunteeringErrors.ShiftUndecided),
        { DutyState: DutyState.Ended } => Hard(VolunteeringErrors.DutyEnded),
        { DutyState: DutyState.Paused } => Hard(VolunteeringErrors.DutyPaused),
        _ => null,
    };

    private static IEnumerable<SignupRefusal?> Age(ShiftFacts shift, PersonFacts person)
    {
        if (person.BirthDate is not { } birthDate)
        {
            // An unknown age is no reason to send away an elder, but dangerous work needs certainty.
            yield return shift.IsDangerous ? Hard(VolunteeringErrors.BirthDateNeeded)
                : shift.MinimumAge is not null ? Soft(VolunteeringErrors.BirthDateNeeded)
                : null;
            yield break;
        }

        var age = AgeOn(birthDate, shift.LocalDate);
        if (age >= Adult)
        {
            yield return shift.MinimumAge > age ? Soft(VolunteeringErrors.TooYoung, ("minimumAge", shift.MinimumAge)) : null;
            yield break;
        }

        yield return shift.IsDangerous ? Hard(VolunteeringErrors.NoMinorsInDanger) : null;
        yield return shift.MinimumAge > age ? Soft(VolunteeringErrors.TooYoung, ("minimumAge", shift.MinimumAge)) : null;

        // From 14 a leader may take them along without: accompanied is what the law asks for (浙江 art. 9).
        yield return person.GuardianUntil >= shift.LocalDate ? null : new SignupRefusal(VolunteeringErrors.GuardianNeeded, age < Child, Nothing);
    }

    private static SignupRefusal? Role(ShiftFacts shift, PersonFacts person, string? roleKey)
    {
        if (roleKey is null)
        {
            return shift.Places == 0 && shift.Roles.Count > 0 ? Hard(VolunteeringErrors.RoleNeeded) : null;
        }

        if (shift.Roles.FirstOrDefault(role => role.Key == roleKey) is not { } role)
        {
            return Hard(VolunteeringErrors.RoleUnknown);
        }

        return role.SkillId is not { } skill ? null
            : !person.Skills.TryGetValue(skill, out var validUntil) ? Soft(VolunteeringErrors.SkillMissing)
            : validUntil < shift.LocalDate ? Soft(VolunteeringErrors.SkillExpired, ("validUntil", validUntil.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            : null;
    }

    private static IEnumerable<SignupRefusal?> Load(ShiftFacts shift, PersonFacts person, SignupLimits limits)
    {
        var promises = person.Entries.Where(entry => entry.IsPromise && entry.ShiftId != shift.Id).ToList();
        var clash = promises.Exists(entry => Overlap(shift.StartsAt, shift.EndsAt, entry.StartsAt, entry.EndsAt));
        yield return clash ? Soft(VolunteeringErrors.Overlaps) : null;

        // Asked of every entry, whatever the rest: it widens the shift and so can only refuse more (S5).
        var rest = TimeSpan.FromMinutes(limits.MinimumRestMinutes);
        yield return !clash && promises.Exists(entry => Overlap(shift.StartsAt - rest, shift.EndsAt + rest, entry.StartsAt, entry.EndsAt))
            ? Soft(VolunteeringErrors.RestTooShort, ("minutes", limits.MinimumRestMinutes))
            : null;

        var minutes = promises.Where(entry => entry.LocalDate == shift.LocalDate).Sum(entry => (int)(entry.EndsAt - entry.StartsAt).TotalMinutes);
        yield return minutes + shift.Minutes > limits.DailyCeilingMinutes
            ? Soft(VolunteeringErrors.DailyCeiling, ("hours", limits.DailyCeilingMinutes / 60))
            : null;
    }

    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>(StringComparer.Ordinal);

    private static SignupRefusal Hard(string code, params (string Name, object? Value)[] details) => new(code, IsHard: true, Details(details));

    private static SignupRefusal Soft(string code, params (string Name, object? Value)[] details) => new(code, IsHard: false, Details(details));

    private static IReadOnlyDictionary<string, object?> Details((string Name, object? Value)[] details) =>
        details.Length == 0 ? Nothing : details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal);
}
