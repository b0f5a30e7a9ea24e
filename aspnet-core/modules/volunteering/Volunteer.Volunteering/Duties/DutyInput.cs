using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Duties;

/// <summary>A role in a request: places for people who can do something.</summary>
/// <param name="Key">Short Latin name that stays the same when the role is renamed.</param>
internal sealed record RoleInput(string Key, string Name, int Places, string? NameEn = null, Guid? SkillId = null)
{
    public DutyRole ToRole() => new(Key, Name.Trim(), NameEn?.Trim(), Places, SkillId);
}

/// <summary>When a duty takes place, as a request says it.</summary>
/// <param name="Rule">RFC 5545 text (<c>FREQ=MONTHLY;BYDAY=-1SA</c>) or <c>LUNAR=9/9</c>.</param>
/// <param name="EndDate">The last day that counts; null for no end.</param>
internal sealed record WhenInput(
    string Rule,
    DateOnly StartDate,
    TimeOnly StartTime,
    int Minutes,
    DateOnly? EndDate = null,
    MissingDay MissingDay = MissingDay.Skip,
    HolidayPolicy HolidayPolicy = HolidayPolicy.Hold)
{
    public DutyWhen ToWhen() => new(Rule.Trim(), StartDate, EndDate, StartTime, Minutes, MissingDay.ToString(), HolidayPolicy.ToString());
}

/// <summary>Who may come and how many, as a request says it.</summary>
/// <param name="Places">Places without a role; those of the roles come on top.</param>
internal sealed record WhoInput(
    int Places,
    List<RoleInput> Roles,
    WhoMayCome WhoMayCome = WhoMayCome.Everyone,
    int? MinimumAge = null,
    string? Risk = null,
    bool IsDangerous = false,
    int WithdrawUntilHoursBefore = 0,
    int? OpensDaysBefore = null)
{
    public DutyWho ToWho() => new(
        Places, [.. Roles.Select(role => role.ToRole())], WhoMayCome, MinimumAge, string.IsNullOrWhiteSpace(Risk) ? null : Risk.Trim(), IsDangerous, WithdrawUntilHoursBefore, OpensDaysBefore);
}

internal sealed record TextInput(string Title, string Description, string? TitleEn = null)
{
    public DutyText ToText() => new(Title.Trim(), string.IsNullOrWhiteSpace(TitleEn) ? null : TitleEn.Trim(), Description.Trim());
}

internal static class DutyInputRules
{
    public const int MostPlaces = 1_000;
    private const int MostRoles = 20;

    public static void IsDutyText<T>(this IRuleBuilder<T, TextInput> text) => text.ChildRules(rules =>
    {
        rules.RuleFor(t => t.Title).NotEmpty().MaximumLength(100);
        rules.RuleFor(t => t.TitleEn).MaximumLength(200);
        rules.RuleFor(t => t.Description).MaximumLength(4_000);
    });

    public static void IsDutyWhen<T>(this IRuleBuilder<T, WhenInput> when) => when.ChildRules(rules =>
    {
        rules.RuleFor(w => w.Rule).MaximumLength(RecurrenceRule.MaxLength);
    });

    public static void IsDutyWho<T>(this IRuleBuilder<T, WhoInput> who) => who.ChildRules(rules =>
    {
        rules.RuleFor(w => w.Places).InclusiveBetween(0, MostPlaces);
        rules.RuleFor(w => w.MinimumAge).InclusiveBetween(1, 120);
        rules.RuleFor(w => w.Risk).MaximumLength(500);
        rules.RuleFor(w => w.WithdrawUntilHoursBefore).InclusiveBetween(0, 30 * 24);
        rules.RuleFor(w => w.OpensDaysBefore).InclusiveBetween(0, 365);
        rules.RuleFor(w => w.Roles).AreDutyRoles();
    });

    public static void AreDutyRoles<T>(this IRuleBuilder<T, List<RoleInput>?> roles) => roles
        .Must(list => list is null || list.Count <= MostRoles)
        .ForEach(each => each.ChildRules(role =>
        {
            role.RuleFor(r => r.Key).NotEmpty().MaximumLength(40).Matches("^[a-z0-9][a-z0-9-]*$");
            role.RuleFor(r => r.Name).NotEmpty().MaximumLength(40);
            role.RuleFor(r => r.NameEn).MaximumLength(80);
            role.RuleFor(r => r.Places).InclusiveBetween(1, MostPlaces);
        }));
}

/// <summary>What a validator cannot see: whether places and skills exist here.</summary>
internal sealed class DutyReferences(VolunteerDbContext db)
{
    public async Task RequirePlaceAsync(Guid placeId, string field, CancellationToken cancellationToken)
    {
        if (!await db.Set<Place>().AnyAsync(place => place.Id == placeId, cancellationToken))
        {
            throw new InvalidRequestException(field, VolunteeringErrors.PlaceUnknown);
        }
    }

    public async Task RequireRolesAsync(int places, IReadOnlyCollection<DutyRole> roles, string field, CancellationToken cancellationToken)
    {
        if (places == 0 && roles.Count == 0)
        {
            throw new InvalidRequestException(field, VolunteeringErrors.NoPlaces);
        }

        if (roles.DistinctBy(role => role.Key, StringComparer.Ordinal).Count() < roles.Count)
        {
            throw new InvalidRequestException(field, VolunteeringErrors.RoleKeyTwice);
        }

        var skills = roles.Select(role => role.SkillId).OfType<Guid>().Distinct().ToList();
        if (skills.Count > 0 && await db.Set<Skill>().CountAsync(skill => skills.Contains(skill.Id), cancellationToken) < skills.Count)
        {
            throw new InvalidRequestException(field, VolunteeringErrors.SkillUnknown);
        }
    }
}
