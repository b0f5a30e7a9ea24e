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
/// One date of a duty (班次). Its identity is the series and the date and time the rule gave it, whatever it was moved to:
/// a moved or cancelled occurrence never comes back.
/// </summary>
internal sealed class Shift : AggregateRoot
{
    private readonly List<ShiftRole> _roles = [];

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

    public TimeOnly OriginalStartTime { get; private set; }

    /// <summary>The day it belongs to: its start date in the community's zone.</summary>
    public DateOnly LocalDate { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public ShiftState State { get; private set; }

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

    public void MoveTo(DateOnly localDate, DateTimeOffset startsAt, DateTimeOffset endsAt, string reason, bool onlyThisDate)
    {
        (LocalDate, StartsAt, EndsAt, ChangeReason) = (localDate, startsAt, endsAt, reason);
        State = State == ShiftState.NeedsDecision ? ShiftState.Open : State;
        Overrides |= onlyThisDate ? ShiftOverrides.Time : ShiftOverrides.None;
        Sequence++;
        Changed();
    }

    public void Cancel(string reason)
    {
        (State, ChangeReason) = (ShiftState.Cancelled, reason);
        Sequence++;
        Changed();
    }

    /// <summary>The date falls on a holiday and somebody must say what happens.</summary>
    public void AskForDecision()
    {
        State = ShiftState.NeedsDecision;
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

    /// <summary>Lowering below what is taken removes nobody: the shift is then over by so many (S9).</summary>
    public void Resize(int places, IReadOnlyList<DutyRole> roles, bool onlyThisDate)
    {
        Places = places;
        _roles.RemoveAll(role => role.Taken == 0 && roles.All(wanted => wanted.Key != role.Key));
        foreach (var wanted in roles)
        {
            if (_roles.Find(role => role.Key == wanted.Key) is { } role)
            {
                role.Resize(wanted.Places);
            }
            else
            {
                _roles.Add(new ShiftRole(wanted.Key, wanted.Name, wanted.NameEn, wanted.Places, wanted.SkillId));
            }
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

    internal void Resize(int places) => Places = places;
}

internal sealed class ShiftMapping : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.ToTable("volunteering_shifts", table => table.HasCheckConstraint("ck_volunteering_shifts_taken", "taken >= 0"));
        shift.Property(s => s.Title).HasMaxLength(100);
        shift.Property(s => s.TitleEn).HasMaxLength(200);
        shift.HasIndex(s => new { s.TenantId, s.SeriesId, s.OriginalDate, s.OriginalStartTime }).IsUnique();
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
