using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Shifts;

internal enum ShiftState
{
    Open,

    /// <summary>Kept as a row, so that the date is never generated again.</summary>
    Cancelled,

    /// <summary>Falls on a holiday and the duty's policy is to ask: not open until somebody decides.</summary>
    NeedsDecision,
}

/// <summary>Who or what cancelled a date. Only what a person cancelled stays so whatever rule and calendar say later.</summary>
internal enum CancelCause
{
    Person,

    /// <summary>The duty is not held on holidays.</summary>
    Holiday,

    /// <summary>Would have moved to a day on which the duty takes place anyway.</summary>
    Merged,

    /// <summary>The rule no longer yields it, or the duty rests.</summary>
    OutOfRule,
}

/// <summary>Why somebody should look at a date that has people on it and no longer fits.</summary>
internal enum ReviewReason
{
    OutOfRule,
    CalendarChanged,
    DutyPaused,
    ClubPaused,
}

/// <summary>What was changed on this one date; a change to the whole duty leaves it alone (R13).</summary>
[Flags]
internal enum ShiftOverrides
{
    None = 0,
    Time = 1,
    Places = 2,
    Place = 4,
    Text = 8,
}

/// <summary>
/// One date of a duty (班次). Its identity is the series and the date the rule gave it, whatever it was moved to and
/// whatever time the duty has now: a moved or cancelled occurrence never comes back. Several times a day are several duties.
/// </summary>
internal sealed class Shift : AggregateRoot
{
    private readonly List<ShiftRole> _roles = [];

    public Shift(Duty duty, PlannedSlot slot)
        : this(duty, slot.OriginalDate, slot.LocalDate, slot.StartsAt, slot.EndsAt) =>
        (State, CancelledBy, HolidayName) = (slot.State, slot.Cause, slot.HolidayName);

    public Shift(Duty duty, DateOnly originalDate, DateOnly localDate, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        (DutyId, SeriesId, ClubId, Kind) = (duty.Id, duty.SeriesId, duty.ClubId, duty.Kind);
        (OriginalDate, OriginalStartTime) = (originalDate, duty.StartTime);
        (LocalDate, StartsAt, EndsAt) = (localDate, startsAt, endsAt);
        (Title, TitleEn, Description, PlaceId, Places) = (duty.Title, duty.TitleEn, duty.Description, duty.PlaceId, duty.Places);
        _roles.AddRange(duty.Roles.Select(role => new ShiftRole(role.Key, role.Name, role.NameEn, role.Places, role.SkillId)));
    }

    private Shift()
    {
    }

    public Guid DutyId { get; private set; }

    public Guid SeriesId { get; private set; }

    public Guid ClubId { get; private set; }

    public DutyKind Kind { get; private set; }

    public DateOnly OriginalDate { get; private set; }

    /// <summary>The duty's time when the date was first planned.</summary>
    public TimeOnly OriginalStartTime { get; private set; }

    /// <summary>The day it belongs to: its start date in the community's zone.</summary>
    public DateOnly LocalDate { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public ShiftState State { get; private set; }

    public CancelCause? CancelledBy { get; private set; }

    /// <summary>Set while people are signed up for a date that rule or calendar no longer give.</summary>
    public ReviewReason? Review { get; private set; }

    /// <summary>The holiday that the original date falls on or makes up for.</summary>
    public string? HolidayName { get; private set; }

    public ShiftOverrides Overrides { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string? TitleEn { get; private set; }

    public string Description { get; private set; } = string.Empty;

    public Guid PlaceId { get; private set; }

    /// <summary>Places without a role.</summary>
    public int Places { get; private set; }

    /// <summary>Confirmed and offered sign-ups without a role; moved only by the guarded statement of the sign-up.</summary>
    public int Taken { get; private set; }

    /// <summary>The last number given out on the waitlist; numbers are never reused.</summary>
    public int WaitlistLast { get; private set; }

    public IReadOnlyList<ShiftRole> Roles => _roles;

    /// <summary>Why it was cancelled or moved; shown to the people concerned.</summary>
    public string? ChangeReason { get; private set; }

    /// <summary>Grows with every change of time or state; the calendar feed's SEQUENCE.</summary>
    public int Sequence { get; private set; }

    public void MoveTo(DateOnly localDate, DateTimeOffset startsAt, DateTimeOffset endsAt, string? reason, bool onlyThisDate)
    {
        (LocalDate, StartsAt, EndsAt, ChangeReason) = (localDate, startsAt, endsAt, reason);
        (State, CancelledBy, Review) = (ShiftState.Open, null, null);
        Overrides |= onlyThisDate ? ShiftOverrides.Time : ShiftOverrides.None;
        Sequence++;
        Changed();
    }

    /// <summary>By a person: the date never comes back.</summary>
    public void Cancel(string reason) => Cancel(CancelCause.Person, reason);

    public void Cancel(CancelCause cause, string? reason)
    {
        (State, CancelledBy, ChangeReason, Review) = (ShiftState.Cancelled, cause, reason, null);
        Sequence++;
        Changed();
    }

    /// <summary>As the rule and the calendar have it now.</summary>
    public void Follow(PlannedSlot slot, string? reason)
    {
        (State, CancelledBy, HolidayName, Review, ChangeReason) = (slot.State, slot.Cause, slot.HolidayName, null, reason);
        (LocalDate, StartsAt, EndsAt) = (slot.LocalDate, slot.StartsAt, slot.EndsAt);
        Sequence++;
        Changed();
    }

    /// <summary>People are on it, so a person decides.</summary>
    public void PutUpForReview(ReviewReason reason)
    {
        Review = reason;
        Changed();
    }

    /// <summary>Nothing is left to look at.</summary>
    public void Release()
    {
        Review = null;
        Changed();
    }

    /// <summary>Somebody decided that it takes place as it stands; rule and calendar leave it alone from now on.</summary>
    public void Hold()
    {
        (State, Review) = (ShiftState.Open, null);
        Overrides |= ShiftOverrides.Time;
        Sequence++;
        Changed();
    }

    public void Reclassify(DutyKind kind)
    {
        Kind = kind;
        Changed();
    }

    public void Describe(DutyText text, bool onlyThisDate)
    {
        (Title, TitleEn, Description) = (text.Title, text.TitleEn, text.Description);
        Overrides |= onlyThisDate ? ShiftOverrides.Text : ShiftOverrides.None;
        Changed();
    }

    public void Relocate(Guid placeId, bool onlyThisDate)
    {
        PlaceId = placeId;
        Overrides |= onlyThisDate ? ShiftOverrides.Place : ShiftOverrides.None;
        Changed();
    }

    /// <summary>Lowering below what is taken, or taking a role away, removes nobody: the shift is then over by so many (S9).</summary>
    public void Resize(int places, IReadOnlyList<DutyRole> roles, bool onlyThisDate)
    {
        Places = places;
        _roles.RemoveAll(role => role.Taken == 0 && roles.All(wanted => wanted.Key != role.Key));
        foreach (var wanted in roles)
        {
            if (_roles.Find(role => role.Key == wanted.Key) is { } role)
            {
                role.Become(wanted);
            }
            else
            {
                _roles.Add(new ShiftRole(wanted.Key, wanted.Name, wanted.NameEn, wanted.Places, wanted.SkillId));
            }
        }

        foreach (var gone in _roles.Where(role => roles.All(wanted => wanted.Key != role.Key)))
        {
            gone.Close();
        }

        Overrides |= onlyThisDate ? ShiftOverrides.Places : ShiftOverrides.None;
        Changed();
    }

    /// <summary>Belongs to the later part of a split duty from now on.</summary>
    public void BelongTo(Duty duty)
    {
        DutyId = duty.Id;
        Changed();
    }
}

/// <summary>Places on a shift for one role.</summary>
internal sealed class ShiftRole(string key, string name, string? nameEn, int places, Guid? skillId)
{
    public string Key { get; private set; } = key;

    public string Name { get; private set; } = name;

    public string? NameEn { get; private set; } = nameEn;

    public int Places { get; private set; } = places;

    /// <summary>Confirmed and offered sign-ups in this role; moved only by the guarded statement of the sign-up.</summary>
    public int Taken { get; private set; }

    public Guid? SkillId { get; private set; } = skillId;

    internal void Become(DutyRole wanted) => (Name, NameEn, Places, SkillId) = (wanted.Name, wanted.NameEn, wanted.Places, wanted.SkillId);

    internal void Close() => Places = 0;
}

internal sealed class ShiftMapping : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.ToTable("volunteering_shifts", table => table.HasCheckConstraint("ck_volunteering_shifts_taken", "taken >= 0"));
        shift.Property(s => s.Title).HasMaxLength(100);
        shift.Property(s => s.TitleEn).HasMaxLength(200);
        shift.HasIndex(s => new { s.TenantId, s.SeriesId, s.OriginalDate }).IsUnique();
        shift.HasIndex(s => new { s.TenantId, s.DutyId, s.StartsAt });
        shift.HasIndex(s => new { s.TenantId, s.Review });
        shift.HasIndex(s => new { s.TenantId, s.StartsAt });
        shift.HasIndex(s => new { s.TenantId, s.ClubId, s.StartsAt });
        shift.HasOne<Duty>().WithMany().HasForeignKey(s => new { s.TenantId, s.DutyId }).OnDelete(DeleteBehavior.Restrict);
        shift.OwnsMany(s => s.Roles, role =>
        {
            role.ToTable("volunteering_shift_roles");
            role.WithOwner().HasForeignKey("TenantId", "ShiftId");
            role.HasKey("TenantId", "ShiftId", nameof(ShiftRole.Key));
            role.Property(r => r.Key).HasMaxLength(40);
        });
    }
}
