using FluentValidation;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

internal enum EditScope
{
    /// <summary>One date.</summary>
    This,

    /// <summary>One date and all after it; the series splits there.</summary>
    Following,

    /// <summary>All dates to come.</summary>
    All,
}

/// <summary>What changes; what is left out stays.</summary>
/// <param name="Cancel">Alone: the dates are cancelled; with following or all the duty ends there.</param>
/// <param name="Date">Only with one date: the day it moves to.</param>
/// <param name="Rule">Only with following or all, as are the dates, the policy and the missing day.</param>
/// <param name="NoEnd">Takes the last day away.</param>
/// <param name="Places">Places without a role.</param>
internal sealed record DutyChange(
    bool Cancel = false,
    DateOnly? Date = null,
    TimeOnly? StartTime = null,
    int? Minutes = null,
    string? Rule = null,
    DateOnly? StartDate = null,
    DateOnly? EndDate = null,
    bool NoEnd = false,
    MissingDay? MissingDay = null,
    HolidayPolicy? HolidayPolicy = null,
    int? Places = null,
    List<RoleInput>? Roles = null,
    Guid? PlaceId = null,
    TextInput? Text = null)
{
    public bool ChangesRule() => Rule is not null || StartDate is not null || EndDate is not null || NoEnd || MissingDay is not null || HolidayPolicy is not null;

    public bool ChangesTime() => StartTime is not null || Minutes is not null;

    public bool ChangesPlaces() => Places is not null || Roles is not null;
}

/// <param name="ShiftId">The date to change, or from which the change counts; not needed for all.</param>
/// <param name="Reason">Shown to the people concerned.</param>
internal sealed record DutyEdit(EditScope Scope, Guid? ShiftId, DutyChange Change, string? Reason)
{
    /// <exception cref="InvalidRequestException">The change makes no sense in this scope.</exception>
    public void Check()
    {
        var changesWhen = Change.ChangesRule() || Change.ChangesTime() || Change.Date is not null;
        var changesWhat = Change.ChangesPlaces() || Change.PlaceId is not null || Change.Text is not null;
        if (Change.Cancel && (changesWhen || changesWhat))
        {
            throw new InvalidRequestException("change.cancel", VolunteeringErrors.EditCancelAlone);
        }

        if (!Change.Cancel && !changesWhen && !changesWhat)
        {
            throw new InvalidRequestException("change", VolunteeringErrors.EditEmpty);
        }

        if (Scope != EditScope.This && Change.Date is not null)
        {
            throw new InvalidRequestException("change.date", VolunteeringErrors.EditDateOnlyThis);
        }

        if (Scope == EditScope.This && Change.ChangesRule())
        {
            throw new InvalidRequestException("change.rule", VolunteeringErrors.EditRuleNotThis);
        }

        if (Scope != EditScope.All && ShiftId is null)
        {
            throw new InvalidRequestException("shiftId", VolunteeringErrors.EditShiftNeeded);
        }
    }
}

internal static class DutyEditRules
{
    public static void IsDutyChange<T>(this IRuleBuilder<T, DutyChange> change) => change.ChildRules(rules =>
    {
        rules.RuleFor(c => c.Minutes).InclusiveBetween(1, DutyTimetable.MaxMinutes);
        rules.RuleFor(c => c.Rule).MaximumLength(RecurrenceRule.MaxLength);
        rules.RuleFor(c => c.Places).InclusiveBetween(0, DutyInputRules.MostPlaces);
        rules.RuleFor(c => c.Roles).AreDutyRoles();
        rules.RuleFor(c => c.Text!).IsDutyText();
    });
}

/// <summary>What becomes of a date in an edit.</summary>
internal enum EditEffect
{
    /// <summary>Same time; another place, number of places or text.</summary>
    Changed,
    Moved,
    Cancelled,

    /// <summary>Goes without a trace: nobody ever signed up.</summary>
    Removed,

    /// <summary>The new rule does not yield it, but people are on it: it stays until somebody decides.</summary>
    KeptForReview,
    NeedsDecision,
    Reopened,
    Added,
}

/// <summary>What an edit would do. Equal fingerprints mean equal effects on equal rows.</summary>
internal sealed record EditPreview(
    string Fingerprint,
    EditCounts Counts,
    List<EditDate> Dates,
    List<EditPerson> People,
    List<EditClash> Clashes,
    List<EditLack> LackingSkill);

internal sealed record EditCounts(int Dates, int People, int Moved, int Cancelled, int Removed, int KeptForReview, int Added, int Clashes, int LackingSkill);

/// <param name="Over">So many more people than places afterwards; nobody is removed.</param>
internal sealed record EditDate(
    Guid? ShiftId,
    DateOnly OriginalDate,
    EditEffect Effect,
    EditMoment? Before,
    EditMoment? After,
    string? HolidayName,
    int People,
    int Over);

internal sealed record EditMoment(DateOnly Date, DateTimeOffset StartsAt, DateTimeOffset EndsAt, ShiftState State, string PlaceName, int Places, string Title);

/// <param name="Dates">On how many of the dates.</param>
internal sealed record EditPerson(Guid PersonId, string Name, int Dates);

/// <summary>Somebody who would have to be in two places at once.</summary>
internal sealed record EditClash(Guid PersonId, string Name, Guid ShiftId, DateTimeOffset StartsAt, Guid OtherShiftId, string OtherTitle, DateTimeOffset OtherStartsAt);

internal sealed record EditLack(Guid PersonId, string Name, Guid ShiftId, DateOnly Date, Guid SkillId, string SkillName);
