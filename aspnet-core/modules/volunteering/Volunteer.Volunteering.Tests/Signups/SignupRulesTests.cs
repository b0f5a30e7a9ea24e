using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;
using static Volunteer.Volunteering.Tests.ShiftMother;

namespace Volunteer.Volunteering.Tests.Signups;

internal sealed class SignupRulesTests
{
    private static readonly DateTimeOffset Now = Shanghai("2026-03-02 09:00");
    private static readonly Guid FirstAid = Guid.CreateVersion7();

    private static readonly ShiftFacts Shift = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        ShiftState.Open,
        DutyState.Active,
        Shanghai("2026-03-05 09:00"),
        Shanghai("2026-03-05 12:00"),
        new DateOnly(2026, 3, 5),
        WhoMayCome.Everyone,
        MinimumAge: null,
        Risk: null,
        IsDangerous: false,
        OpensAt: null,
        Places: 2,
        [new RoleFacts("first-aid", FirstAid), new RoleFacts("tea", null)]);

    private static readonly PersonFacts Person = new(
        Guid.CreateVersion7(),
        IsActive: true,
        new DateOnly(1958, 5, 1),
        GuardianUntil: null,
        new HashSet<Guid>(),
        new Dictionary<Guid, DateOnly?>(),
        []);

    [Test]
    public void Nothing_stands_in_the_way_of_an_ordinary_person() => Assert.That(Check(Shift, Person), Is.Null);

    [TestCase(ShiftState.Cancelled, DutyState.Active, VolunteeringErrors.ShiftCancelled)]
    [TestCase(ShiftState.NeedsDecision, DutyState.Active, VolunteeringErrors.ShiftUndecided)]
    [TestCase(ShiftState.Open, DutyState.Paused, VolunteeringErrors.DutyPaused)]
    [TestCase(ShiftState.Open, DutyState.Ended, VolunteeringErrors.DutyEnded)]
    public void A_shift_that_does_not_run_has_its_own_reason(ShiftState state, DutyState duty, string code) =>
        Assert.That(Check(Shift with { State = state, DutyState = duty }, Person), Is.EqualTo(code));

    [TestCase("2026-03-05 08:59", null)]
    [TestCase("2026-03-05 09:00", VolunteeringErrors.ShiftStarted)]
    public void A_shift_can_be_taken_until_it_starts(string now, string? code) => Assert.That(Check(Shift, Person, now: Shanghai(now)), Is.EqualTo(code));

    [TestCase("2026-03-02 07:59", VolunteeringErrors.SignUpNotOpen)]
    [TestCase("2026-03-02 08:00", null)]
    public void S26_sign_up_opens_at_eight_sharp(string now, string? code) =>
        Assert.That(Check(Shift with { OpensAt = Shanghai("2026-03-02 08:00") }, Person, now: Shanghai(now)), Is.EqualTo(code));

    [Test]
    public void Members_only_means_members_only()
    {
        var shift = Shift with { WhoMayCome = WhoMayCome.ClubMembers };

        Assert.That(Check(shift, Person), Is.EqualTo(VolunteeringErrors.ClubMembersOnly));
        Assert.That(Check(shift, Person with { Clubs = new HashSet<Guid> { shift.ClubId } }), Is.Null);
    }

    [TestCase("2012-03-06", 13)]
    [TestCase("2012-03-05", 14)]
    [TestCase("2008-02-29", 18)]
    public void S21_the_age_on_the_day_of_the_shift_counts(string born, int age) =>
        Assert.That(SignupRules.AgeOn(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), Shift.LocalDate), Is.EqualTo(age));

    [Test]
    public void S21_born_on_29_February_one_turns_on_1_March()
    {
        var born = new DateOnly(2008, 2, 29);

        Assert.That(SignupRules.AgeOn(born, new DateOnly(2026, 2, 28)), Is.EqualTo(17));
        Assert.That(SignupRules.AgeOn(born, new DateOnly(2026, 3, 1)), Is.EqualTo(18));
    }

    [Test]
    public void S21_a_minor_needs_a_guardian_and_below_fourteen_no_leader_can_do_without()
    {
        var child = Person with { BirthDate = new DateOnly(2012, 3, 6) };
        var youth = Person with { BirthDate = new DateOnly(2012, 3, 5) };
        var adult = Person with { BirthDate = new DateOnly(2008, 3, 5) };

        Assert.That(First(Shift, child), Is.EqualTo((VolunteeringErrors.GuardianNeeded, true)));
        Assert.That(First(Shift, youth), Is.EqualTo((VolunteeringErrors.GuardianNeeded, false)));
        Assert.That(First(Shift, adult), Is.Null);
        Assert.That(First(Shift, child with { GuardianUntil = Shift.LocalDate }), Is.Null);
        Assert.That(First(Shift, child with { GuardianUntil = Shift.LocalDate.AddDays(-1) }), Is.EqualTo((VolunteeringErrors.GuardianNeeded, true)));
    }

    [Test]
    public void S17_dangerous_work_is_never_for_minors_whoever_consents()
    {
        var shift = Shift with { IsDangerous = true };
        var minor = Person with { BirthDate = new DateOnly(2008, 3, 6), GuardianUntil = DateOnly.MaxValue };

        Assert.That(First(shift, minor), Is.EqualTo((VolunteeringErrors.NoMinorsInDanger, true)));
        Assert.That(First(shift, minor with { BirthDate = new DateOnly(2008, 3, 5) }), Is.Null);
        Assert.That(First(shift, minor with { BirthDate = null }), Is.EqualTo((VolunteeringErrors.BirthDateNeeded, true)));
    }

    [Test]
    public void An_unknown_birth_date_matters_only_where_an_age_is_asked_for()
    {
        Assert.That(Check(Shift, Person with { BirthDate = null }), Is.Null);
        Assert.That(Check(Shift with { MinimumAge = 16 }, Person with { BirthDate = null }), Is.EqualTo(VolunteeringErrors.BirthDateNeeded));
        Assert.That(Check(Shift with { MinimumAge = 20 }, Person with { BirthDate = new DateOnly(2006, 3, 6) }), Is.EqualTo(VolunteeringErrors.TooYoung));
    }

    [Test]
    public void A_risk_must_be_accepted()
    {
        var shift = Shift with { Risk = "要搬重物" };

        Assert.That(Check(shift, Person), Is.EqualTo(VolunteeringErrors.RiskNotAccepted));
        Assert.That(SignupRules.First(shift, Person, SignupLimits.None, roleKey: null, acceptsRisk: true, Now), Is.Null);
    }

    [Test]
    public void S7_a_role_asks_for_its_skill_and_says_so()
    {
        Assert.That(Check(Shift, Person, "first-aid"), Is.EqualTo(VolunteeringErrors.SkillMissing));
        Assert.That(Check(Shift, Person, "tea"), Is.Null);
        Assert.That(Check(Shift, Person, "cook"), Is.EqualTo(VolunteeringErrors.RoleUnknown));
        Assert.That(Check(Shift with { Places = 0 }, Person), Is.EqualTo(VolunteeringErrors.RoleNeeded));
    }

    [TestCase("2026-03-04", VolunteeringErrors.SkillExpired)]
    [TestCase("2026-03-05", null)]
    [TestCase(null, null)]
    public void S8_a_skill_is_valid_through_its_last_day(string? until, string? code)
    {
        DateOnly? lastDay = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(Check(Shift, Person with { Skills = new Dictionary<Guid, DateOnly?> { [FirstAid] = lastDay } }, "first-aid"), Is.EqualTo(code));
    }

    [TestCase("09:00", "12:00", VolunteeringErrors.Overlaps, Description = "identical")]
    [TestCase("10:00", "11:00", VolunteeringErrors.Overlaps, Description = "contained")]
    [TestCase("08:00", "13:00", VolunteeringErrors.Overlaps, Description = "containing")]
    [TestCase("08:00", "09:01", VolunteeringErrors.Overlaps, Description = "from the left")]
    [TestCase("11:59", "13:00", VolunteeringErrors.Overlaps, Description = "from the right")]
    [TestCase("08:00", "09:00", null, Description = "touching before")]
    [TestCase("12:00", "13:00", null, Description = "touching after")]
    public void S4_overlap_matrix(string from, string to, string? code) => Assert.That(Check(Shift, With(from, to)), Is.EqualTo(code));

    [TestCase("08:00", "09:00", VolunteeringErrors.RestTooShort)]
    [TestCase("12:00", "13:00", VolunteeringErrors.RestTooShort)]
    [TestCase("12:29", "13:00", VolunteeringErrors.RestTooShort)]
    [TestCase("12:30", "13:00", null)]
    [TestCase("10:00", "11:00", VolunteeringErrors.Overlaps)]
    public void S5_with_a_minimum_rest_touching_is_refused_and_contained_stays_an_overlap(string from, string to, string? code) =>
        Assert.That(Check(Shift, With(from, to), limits: new SignupLimits(MinimumRestMinutes: 30, int.MaxValue)), Is.EqualTo(code));

    [Test]
    public void S6_only_a_promise_can_clash()
    {
        var waiting = Person with { Entries = [new PersonEntry(Guid.CreateVersion7(), Shift.StartsAt, Shift.EndsAt, Shift.LocalDate, IsPromise: false)] };

        Assert.That(Check(Shift, waiting), Is.Null);
    }

    [TestCase(359, VolunteeringErrors.DailyCeiling)]
    [TestCase(360, null)]
    public void The_hours_of_one_day_have_a_ceiling(int ceiling, string? code) =>
        Assert.That(Check(Shift, With("13:00", "16:00"), limits: new SignupLimits(0, ceiling)), Is.EqualTo(code));

    private static PersonFacts With(string from, string to) => Person with
    {
        Entries = [new PersonEntry(Guid.CreateVersion7(), Shanghai($"2026-03-05 {from}"), Shanghai($"2026-03-05 {to}"), Shift.LocalDate, IsPromise: true)],
    };

    private static string? Check(ShiftFacts shift, PersonFacts person, string? roleKey = null, DateTimeOffset? now = null, SignupLimits? limits = null) =>
        SignupRules.First(shift, person, limits ?? SignupLimits.None, roleKey, acceptsRisk: false, now ?? Now)?.Code;

    private static (string Code, bool IsHard)? First(ShiftFacts shift, PersonFacts person) =>
        SignupRules.First(shift, person, SignupLimits.None, roleKey: null, acceptsRisk: false, Now) is { } refusal ? (refusal.Code, refusal.IsHard) : null;
}
