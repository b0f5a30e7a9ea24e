using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Places;

namespace Volunteer.Volunteering.Duties;

/// <summary>What an activity is. Only <see cref="Volunteering"/> may ever yield hours (Decree 67 art. 19).</summary>
internal enum DutyKind
{
    Volunteering,
    Leisure,
    PartyMeeting,
    PaidDuty,
    Training,
}

internal enum DutyState
{
    Active,
    Paused,
    Ended,
}

internal enum WhoMayCome
{
    Everyone,
    ClubMembers,
}

/// <summary>A recurring duty (常态化值班) of a club: what, where, who may come, how many, and when.</summary>
internal sealed class Duty : AggregateRoot
{
    private readonly List<DutyRole> _roles = [];

    /// <param name="id">Only for seeding, where the id follows from the file.</param>
    public Duty(Guid clubId, DutyKind kind, DutyText text, Guid placeId, DutyWhen when, DutyWho who, Guid? id = null)
    {
        Id = id ?? Id;
        SeriesId = Id;
        (ClubId, Kind, PlaceId) = (clubId, kind, placeId);
        Describe(text);
        Schedule(when);
        Admit(who);
    }

    private Duty()
    {
    }

    /// <summary>Shared by the parts of a duty that was split by "this and following", so that an occurrence keeps its identity.</summary>
    public Guid SeriesId { get; private set; }

    public Guid ClubId { get; private set; }

    /// <summary>The club rests (暂停): nothing is generated until it works again.</summary>
    public bool ClubRests { get; private set; }

    public DutyKind Kind { get; private set; }

    public DutyState State { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string? TitleEn { get; private set; }

    public string Description { get; private set; } = string.Empty;

    public Guid PlaceId { get; private set; }

    /// <summary>RFC 5545 text or <c>LUNAR=9/9</c>; see Volunteer.Recurrence.</summary>
    public string Rule { get; private set; } = string.Empty;

    /// <summary>Where the rule begins to count; a later part of a split duty keeps it, so that "every second week" stays in step.</summary>
    public DateOnly StartDate { get; private set; }

    /// <summary>The first date that belongs to this part of a split duty; null for the first part.</summary>
    public DateOnly? ContinuesFrom { get; private set; }

    /// <summary>Inclusive; null for no end.</summary>
    public DateOnly? EndDate { get; private set; }

    public TimeOnly StartTime { get; private set; }

    /// <summary>At most 24 hours; a patrol 22:00–02:00 belongs to its start date.</summary>
    public int Minutes { get; private set; }

    /// <summary>Skip or LastDay, for the 31st of a short month.</summary>
    public string MissingDay { get; private set; } = string.Empty;

    /// <summary>Hold, Skip, MoveBefore, MoveAfter or Ask.</summary>
    public string HolidayPolicy { get; private set; } = string.Empty;

    /// <summary>Places that anybody admitted can take; role places come on top.</summary>
    public int Places { get; private set; }

    public IReadOnlyList<DutyRole> Roles => _roles;

    public WhoMayCome WhoMayCome { get; private set; }

    public int? MinimumAge { get; private set; }

    /// <summary>A risk the person accepts at sign-up (条例 art. 12), e.g. heavy lifting; null for none.</summary>
    public string? Risk { get; private set; }

    /// <summary>Dangerous work: never for minors, whoever consents.</summary>
    public bool IsDangerous { get; private set; }

    /// <summary>Until how many hours before the start one may withdraw without being marked late.</summary>
    public int WithdrawUntilHoursBefore { get; private set; }

    /// <summary>Sign-up opens so many days before the shift's day, at the community's opening hour; null for as soon as there is a shift.</summary>
    public int? OpensDaysBefore { get; private set; }

    /// <summary>Dates generated up to here (exclusive); everything before is decided and never generated again.</summary>
    public DateOnly? GeneratedUntil { get; private set; }

    public bool YieldsHours => Kind == DutyKind.Volunteering;

    public void Describe(DutyText text)
    {
        (Title, TitleEn, Description) = (text.Title, text.TitleEn, text.Description);
        Changed();
    }

    public void Schedule(DutyWhen when)
    {
        (Rule, StartDate, EndDate, StartTime, Minutes, MissingDay, HolidayPolicy) =
            (when.Rule, when.StartDate, when.EndDate, when.StartTime, when.Minutes, when.MissingDay, when.HolidayPolicy);
        Changed();
    }

    public void Admit(DutyWho who)
    {
        (Places, WhoMayCome, MinimumAge, Risk, IsDangerous, WithdrawUntilHoursBefore) =
            (who.Places, who.WhoMayCome, who.MinimumAge, who.Risk, who.IsDangerous, who.WithdrawUntilHoursBefore);
        OpensDaysBefore = who.OpensDaysBefore;
        _roles.Clear();
        _roles.AddRange(who.Roles);
        Changed();
    }

    public void MoveTo(Guid placeId)
    {
        PlaceId = placeId;
        Changed();
    }

    /// <summary>Bookkeeping: no new version, so that the scheduler does not get in the way of somebody who edits the duty.</summary>
    public void GeneratedTo(DateOnly until) => GeneratedUntil = until;

    public void Pause()
    {
        State = DutyState.Paused;
        Changed();
    }

    public void Resume()
    {
        State = DutyState.Active;
        Changed();
    }

    public void EndOn(DateOnly lastDay)
    {
        EndDate = lastDay;
        Changed();
    }

    public void End()
    {
        State = DutyState.Ended;
        Changed();
    }

    public void Reclassify(DutyKind kind)
    {
        Kind = kind;
        Changed();
    }

    public void Rest()
    {
        ClubRests = true;
        Changed();
    }

    public void WorkAgain()
    {
        ClubRests = false;
        Changed();
    }

    /// <summary>The dates from <paramref name="from"/> on (null: all), as a duty of their own in the same series. Ends nothing here: see <see cref="EndOn"/>.</summary>
    public Duty LaterPart(DateOnly? from, DutyText text, Guid placeId, DutyWhen when, DutyWho who) => new(ClubId, Kind, text, placeId, when, who)
    {
        SeriesId = SeriesId,
        ContinuesFrom = from,
        State = State,
        ClubRests = ClubRests,
        GeneratedUntil = GeneratedUntil,
    };

    public DutyText Text() => new(Title, TitleEn, Description);

    public DutyWhen When() => new(Rule, StartDate, EndDate, StartTime, Minutes, MissingDay, HolidayPolicy);

    public DutyWho Who() => new(Places, [.. _roles], WhoMayCome, MinimumAge, Risk, IsDangerous, WithdrawUntilHoursBefore, OpensDaysBefore);
}

internal sealed record DutyText(string Title, string? TitleEn, string Description);

internal sealed record DutyWhen(string Rule, DateOnly StartDate, DateOnly? EndDate, TimeOnly StartTime, int Minutes, string MissingDay, string HolidayPolicy);

internal sealed record DutyWho(
    int Places,
    IReadOnlyList<DutyRole> Roles,
    WhoMayCome WhoMayCome,
    int? MinimumAge,
    string? Risk,
    bool IsDangerous,
    int WithdrawUntilHoursBefore,
    int? OpensDaysBefore = null);

/// <param name="Key">Short Latin name, stable, e.g. <c>first-aid</c>.</param>
/// <param name="SkillId">What one must be able to do; null for a role anybody can take.</param>
internal sealed record DutyRole(string Key, string Name, string? NameEn, int Places, Guid? SkillId);

internal sealed class DutyMapping : IEntityTypeConfiguration<Duty>
{
    public void Configure(EntityTypeBuilder<Duty> duty)
    {
        duty.ToTable("volunteering_duties");
        duty.Ignore(d => d.YieldsHours);
        duty.Property(d => d.Title).HasMaxLength(100);
        duty.Property(d => d.TitleEn).HasMaxLength(200);
        duty.Property(d => d.Rule).HasMaxLength(500);
        duty.HasIndex(d => new { d.TenantId, d.ClubId });
        duty.HasIndex(d => new { d.TenantId, d.SeriesId });
        duty.HasIndex(d => new { d.TenantId, d.State, d.GeneratedUntil });
        duty.HasOne<Place>().WithMany().HasForeignKey(d => new { d.TenantId, d.PlaceId }).OnDelete(DeleteBehavior.Restrict);
        duty.OwnsMany(d => d.Roles, role =>
        {
            role.ToTable("volunteering_duty_roles");
            role.WithOwner().HasForeignKey("TenantId", "DutyId");
            role.HasKey("TenantId", "DutyId", nameof(DutyRole.Key));
            role.Property(r => r.Key).HasMaxLength(40);
        });
    }
}
