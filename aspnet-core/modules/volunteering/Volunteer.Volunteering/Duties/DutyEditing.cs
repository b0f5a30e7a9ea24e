using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Duties;

/// <summary>One date in an edit.</summary>
internal sealed record ShiftEdit(Shift Shift, EditEffect Effect, PlannedSlot? Slot, bool Text, bool Place, bool Places)
{
    public bool TakesPlace => Effect is not (EditEffect.Cancelled or EditEffect.Removed or EditEffect.NeedsDecision);

    public DateTimeOffset StartsAt => Effect is EditEffect.Moved or EditEffect.Reopened ? Slot!.StartsAt : Shift.StartsAt;

    public DateTimeOffset EndsAt => Effect is EditEffect.Moved or EditEffect.Reopened ? Slot!.EndsAt : Shift.EndsAt;

    public DateOnly LocalDate => Effect is EditEffect.Moved or EditEffect.Reopened or EditEffect.NeedsDecision ? Slot!.LocalDate : Shift.LocalDate;
}

/// <summary>An edit worked out against the rows as they are; the same for the preview and for the commit.</summary>
/// <param name="Scope">Following from the first date on is all.</param>
/// <param name="Pivot">The first original date that changes; null for all.</param>
/// <param name="After">The duty as it will be; not saved. Null for one date and where everything is cancelled.</param>
/// <param name="InScope">All rows that the later part takes over, whether they change or not.</param>
internal sealed record EditPlan(
    Duty Duty,
    DutyEdit Edit,
    EditScope Scope,
    DateOnly? Pivot,
    Duty? After,
    Planning Planning,
    IReadOnlyList<Shift> InScope,
    IReadOnlyList<ShiftEdit> Edits,
    IReadOnlySet<Guid> WithPeople,
    EditPreview Preview);

/// <summary>Works out what an edit does to dates and people, and does it.</summary>
internal sealed class DutyEditing(
    VolunteerDbContext db,
    DutyPlanning planning,
    DutyReferences references,
    IPeople people,
    SignupChanges signups,
    ShiftRemoval removal,
    ShiftGeneration generation)
{
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web);

    /// <summary>Takes duty and dates until the transaction ends, so that nobody signs up between the comparison and the change (R14).</summary>
    public async Task TakeAsync(Guid dutyId, CancellationToken cancellationToken)
    {
        var now = (await planning.DaysAsync(cancellationToken)).Now;
        await db.Set<Duty>().Where(duty => duty.Id == dutyId)
            .ExecuteUpdateAsync(set => set.SetProperty(duty => duty.Version, duty => duty.Version), cancellationToken);
        await db.Set<Shift>().Where(shift => shift.DutyId == dutyId && shift.StartsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(shift => shift.Version, shift => shift.Version), cancellationToken);
    }

    public async Task<EditPlan> PlanAsync(Guid dutyId, DutyEdit edit, CancellationToken cancellationToken)
    {
        edit.Check();
        var duty = await db.Set<Duty>().SingleAsync(d => d.Id == dutyId, cancellationToken);
        if (duty.State == DutyState.Ended)
        {
            throw new BusinessException(VolunteeringErrors.DutyOver);
        }

        var now = await planning.NowAsync(cancellationToken);
        var pivot = edit.Scope == EditScope.All ? null : await PivotAsync(duty, edit.ShiftId!.Value, now, cancellationToken);
        var scope = edit.Scope == EditScope.Following && await IsFirstAsync(duty, pivot!.OriginalDate, cancellationToken) ? EditScope.All : edit.Scope;
        var from = scope == EditScope.Following ? pivot!.OriginalDate : default(DateOnly?);
        var after = scope == EditScope.This || edit.Change.Cancel ? null : After(duty, edit.Change, from);
        if (after is not null)
        {
            await CheckAsync(after, edit.Change, now, cancellationToken);
        }

        if (scope == EditScope.This)
        {
            await CheckAsync(pivot!, edit.Change, cancellationToken);
        }

        var inScope = scope == EditScope.This ? [pivot!] : await InScopeAsync(duty, from, now, cancellationToken);
        var live = await LiveAsync([.. inScope.Select(shift => shift.Id)], cancellationToken);
        var withPeople = live.Select(signup => signup.ShiftId).ToHashSet();
        var edits = inScope
            .Select(shift => scope == EditScope.This ? EditThis(shift, edit, now) : EditOne(shift, edit, after, withPeople.Contains(shift.Id), now))
            .OfType<ShiftEdit>()
            .ToList();
        var added = after is null || !ChangesWhen(edit.Change) ? [] : await AddedAsync(after, from ?? now.Today, now, cancellationToken);
        var preview = await PreviewAsync(duty, edit, after, edits, added, live, now, cancellationToken);
        return new EditPlan(duty, edit, scope, from, after, now, inScope, edits, withPeople, preview);
    }

    /// <summary>Inside a transaction, after <see cref="TakeAsync"/>.</summary>
    /// <returns>The duty that the changed dates belong to from now on.</returns>
    public async Task<Guid> ApplyAsync(EditPlan plan, CancellationToken cancellationToken)
    {
        var duty = ChangeDuty(plan);
        var reason = string.IsNullOrWhiteSpace(plan.Edit.Reason) ? null : plan.Edit.Reason.Trim();
        var elsewhere = plan.Edits.Where(edit => edit.Place && edit.TakesPlace && edit.Shift.PlaceId != plan.Edit.Change.PlaceId).Select(edit => edit.Shift.Id).ToHashSet();
        foreach (var edit in plan.Edits)
        {
            Change(plan, edit, reason);
        }

        await removal.RemoveAsync([.. plan.Edits.Where(edit => edit.Effect == EditEffect.Removed).Select(edit => edit.Shift)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var edit in plan.Edits.Where(edit => plan.WithPeople.Contains(edit.Shift.Id)))
        {
            if (edit.Effect == EditEffect.Cancelled)
            {
                await signups.ShiftCancelledAsync(edit.Shift, cancellationToken);
            }
            else if (edit.Effect == EditEffect.Moved)
            {
                await signups.ShiftMovedAsync(edit.Shift, cancellationToken);
            }
            else if (elsewhere.Contains(edit.Shift.Id))
            {
                await signups.ShiftRelocatedAsync(edit.Shift, reason, cancellationToken);
            }

            if (edit.Places && edit.TakesPlace)
            {
                await signups.CapacityChangedAsync(edit.Shift.Id, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        if (plan.After is not null && ChangesWhen(plan.Edit.Change))
        {
            await generation.CatchUpAsync(duty, plan.Pivot ?? plan.Planning.Today, cancellationToken);
        }

        return duty.Id;
    }

    private static bool ChangesWhen(DutyChange change) => change.ChangesRule() || change.ChangesTime();

    private static Duty After(Duty duty, DutyChange change, DateOnly? pivot)
    {
        var when = duty.When();
        var who = duty.Who();
        return duty.LaterPart(
            pivot ?? duty.ContinuesFrom,
            change.Text?.ToText() ?? duty.Text(),
            change.PlaceId ?? duty.PlaceId,
            when with
            {
                Rule = change.Rule?.Trim() ?? when.Rule,
                StartDate = change.StartDate ?? (change.Rule is not null && pivot is { } start ? start : when.StartDate),
                EndDate = change.NoEnd ? null : change.EndDate ?? when.EndDate,
                StartTime = change.StartTime ?? when.StartTime,
                Minutes = change.Minutes ?? when.Minutes,
                MissingDay = change.MissingDay?.ToString() ?? when.MissingDay,
                HolidayPolicy = change.HolidayPolicy?.ToString() ?? when.HolidayPolicy,
            },
            who with
            {
                Places = change.Places ?? who.Places,
                Roles = change.Roles is { } roles ? [.. roles.Select(role => role.ToRole())] : who.Roles,
            });
    }

    private async Task CheckAsync(Duty after, DutyChange change, Planning now, CancellationToken cancellationToken)
    {
        Planning.Timetable(after.When(), now.Calendar);
        if (change.PlaceId is { } placeId)
        {
            await references.RequirePlaceAsync(placeId, "change.placeId", cancellationToken);
        }

        if (change.ChangesPlaces())
        {
            await references.RequireRolesAsync(after.Places, after.Roles, "change.roles", cancellationToken);
        }
    }

    private async Task CheckAsync(Shift shift, DutyChange change, CancellationToken cancellationToken)
    {
        if (change.PlaceId is { } placeId)
        {
            await references.RequirePlaceAsync(placeId, "change.placeId", cancellationToken);
        }

        if (change.ChangesPlaces())
        {
            await references.RequireRolesAsync(change.Places ?? shift.Places, RolesAfter(shift, change), "change.roles", cancellationToken);
        }
    }

    private static List<DutyRole> RolesAfter(Shift shift, DutyChange change) => change.Roles?.ConvertAll(role => role.ToRole())
        ?? [.. shift.Roles.Select(role => new DutyRole(role.Key, role.Name, role.NameEn, role.Places, role.SkillId))];

    private async Task<Shift> PivotAsync(Duty duty, Guid shiftId, Planning now, CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().SingleOrDefaultAsync(s => s.Id == shiftId && s.DutyId == duty.Id, cancellationToken) ?? throw new NotFoundException();
        return shift.StartsAt <= now.Now || shift is { State: ShiftState.Cancelled, CancelledBy: CancelCause.Person }
            ? throw new BusinessException(VolunteeringErrors.ShiftNotEditable)
            : shift;
    }

    private async Task<bool> IsFirstAsync(Duty duty, DateOnly date, CancellationToken cancellationToken) =>
        !await db.Set<Shift>().AnyAsync(shift => shift.DutyId == duty.Id && shift.OriginalDate < date, cancellationToken);

    private Task<List<Shift>> InScopeAsync(Duty duty, DateOnly? from, Planning now, CancellationToken cancellationToken)
    {
        var shifts = db.Set<Shift>().Where(shift => shift.DutyId == duty.Id && shift.StartsAt > now.Now);
        shifts = from is { } pivot ? shifts.Where(shift => shift.OriginalDate >= pivot) : shifts;
        return shifts.OrderBy(shift => shift.OriginalDate).ToListAsync(cancellationToken);
    }

    private async Task<List<LiveSignup>> LiveAsync(List<Guid> shiftIds, CancellationToken cancellationToken) => await db.Set<Signup>()
        .Where(s => shiftIds.Contains(s.ShiftId) && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
        .OrderBy(s => s.ShiftId).ThenBy(s => s.Id)
        .Select(s => new LiveSignup(s.Id, s.ShiftId, s.PersonId, s.RoleKey, s.State, s.Version))
        .ToListAsync(cancellationToken);

    private static ShiftEdit? EditThis(Shift shift, DutyEdit edit, Planning now)
    {
        var change = edit.Change;
        if (change.Cancel)
        {
            return new ShiftEdit(shift, EditEffect.Cancelled, Slot: null, Text: false, Place: false, Places: false);
        }

        var (date, time) = now.Local(shift.StartsAt);
        date = change.Date ?? date;
        var minutes = change.Minutes ?? (int)(shift.EndsAt - shift.StartsAt).TotalMinutes;
        var (startsAt, endsAt) = now.Instants(date, change.StartTime ?? time, minutes);
        var moves = (change.Date is not null || change.ChangesTime()) && (startsAt != shift.StartsAt || endsAt != shift.EndsAt || shift.State != ShiftState.Open);
        if (moves && startsAt <= now.Now)
        {
            throw new InvalidRequestException("change.date", VolunteeringErrors.DateInPast);
        }

        var slot = moves ? new PlannedSlot(shift.OriginalDate, ShiftState.Open, Cause: null, date, startsAt, endsAt, shift.HolidayName) : null;
        return new ShiftEdit(
            shift,
            moves ? EditEffect.Moved : EditEffect.Changed,
            slot,
            change.Text is not null,
            change.PlaceId is not null,
            change.ChangesPlaces());
    }

    private static ShiftEdit? EditOne(Shift shift, DutyEdit edit, Duty? after, bool hasPeople, Planning now)
    {
        var change = edit.Change;
        if (change.Cancel)
        {
            return shift.State == ShiftState.Cancelled ? null : new ShiftEdit(shift, EditEffect.Cancelled, Slot: null, Text: false, Place: false, Places: false);
        }

        // A date that a person cancelled is nobody's concern any more.
        if (shift is { State: ShiftState.Cancelled, CancelledBy: CancelCause.Person })
        {
            return null;
        }

        var text = change.Text is not null && !shift.Overrides.HasFlag(ShiftOverrides.Text);
        var place = change.PlaceId is not null && !shift.Overrides.HasFlag(ShiftOverrides.Place);
        var places = change.ChangesPlaces() && !shift.Overrides.HasFlag(ShiftOverrides.Places);
        var slot = ChangesWhen(change) ? now.SlotOn(after!, shift.OriginalDate) : null;
        var effect = ChangesWhen(change)
            ? Replan.Decide(shift, slot, hasPeople, peopleMove: true, now.Now)
            : ReplanEffect.None;
        return effect switch
        {
            ReplanEffect.Removed => new ShiftEdit(shift, EditEffect.Removed, slot, Text: false, Place: false, Places: false),
            ReplanEffect.Cancelled => new ShiftEdit(shift, EditEffect.Cancelled, slot, text, place, places),
            ReplanEffect.Moved => new ShiftEdit(shift, EditEffect.Moved, slot, text, place, places),
            ReplanEffect.Reopened => new ShiftEdit(shift, EditEffect.Reopened, slot, text, place, places),
            ReplanEffect.NeedsDecision => new ShiftEdit(shift, EditEffect.NeedsDecision, slot, text, place, places),
            ReplanEffect.KeptForReview => new ShiftEdit(shift, EditEffect.KeptForReview, slot, text, place, places),
            _ when text || place || places => new ShiftEdit(shift, EditEffect.Changed, slot, text, place, places),
            _ => null,
        };
    }

    private async Task<List<PlannedSlot>> AddedAsync(Duty after, DateOnly from, Planning now, CancellationToken cancellationToken)
    {
        if (after.State != DutyState.Active || after.ClubRests)
        {
            return [];
        }

        var known = await db.Set<Shift>()
            .Where(shift => shift.SeriesId == after.SeriesId && shift.OriginalDate >= from)
            .Select(shift => new { shift.OriginalDate, shift.LocalDate, shift.State })
            .ToListAsync(cancellationToken);
        return
        [
            .. now.Missing(
                after,
                from,
                known.Select(date => date.OriginalDate).ToHashSet(),
                known.Where(date => date.State == ShiftState.Open).Select(date => date.LocalDate).ToHashSet()),
        ];
    }

    private async Task<EditPreview> PreviewAsync(
        Duty duty,
        DutyEdit edit,
        Duty? after,
        List<ShiftEdit> edits,
        List<PlannedSlot> added,
        List<LiveSignup> live,
        Planning now,
        CancellationToken cancellationToken)
    {
        var edited = edits.Select(e => e.Shift.Id).ToHashSet();
        var touched = live.Where(signup => edited.Contains(signup.ShiftId)).ToList();
        var placeIds = edits.Select(e => e.Shift.PlaceId).Append(duty.PlaceId).Append(edit.Change.PlaceId ?? duty.PlaceId).Distinct().ToList();
        var places = await db.Set<Place>().Where(place => placeIds.Contains(place.Id)).ToDictionaryAsync(place => place.Id, place => place.Name, cancellationToken);
        var names = await people.FindAsync([.. touched.Select(signup => signup.PersonId).Distinct()], cancellationToken);
        var clashes = await ClashesAsync(edits, touched, names, cancellationToken);
        var lacks = await LacksAsync(edits, edit.Change, touched, names, cancellationToken);
        var onShift = touched.ToLookup(signup => signup.ShiftId);
        var dates = edits.ConvertAll(e => Describe(e, edit.Change, places, onShift[e.Shift.Id].Count()));
        dates.AddRange(added.Where(slot => slot.State != ShiftState.Cancelled).Select(slot => new EditDate(
            ShiftId: null,
            slot.OriginalDate,
            EditEffect.Added,
            Before: null,
            new EditMoment(slot.LocalDate, slot.StartsAt, slot.EndsAt, slot.State, places[after!.PlaceId], after.Places + after.Roles.Sum(role => role.Places), after.Title),
            slot.HolidayName,
            People: 0,
            Over: 0)));
        var persons = touched.GroupBy(signup => signup.PersonId)
            .Select(group => new EditPerson(group.Key, NameOf(names, group.Key), group.Count()))
            .OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.PersonId)
            .ToList();
        var counts = new EditCounts(
            dates.Count,
            persons.Count,
            edits.Count(e => e.Effect == EditEffect.Moved),
            edits.Count(e => e.Effect == EditEffect.Cancelled),
            edits.Count(e => e.Effect == EditEffect.Removed),
            edits.Count(e => e.Effect == EditEffect.KeptForReview),
            dates.Count(date => date.Effect == EditEffect.Added),
            clashes.Count,
            lacks.Count);
        var preview = new EditPreview(string.Empty, counts, dates, persons, clashes, lacks);
        var rows = edits.Select(e => new { e.Shift.Id, e.Shift.Version, Taken = e.Shift.Taken + e.Shift.Roles.Sum(role => role.Taken) });
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new { duty.Id, duty.Version, now.Today, edit, preview, rows, touched }, Canonical);
        return preview with { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }

    private static EditDate Describe(ShiftEdit edit, DutyChange change, Dictionary<Guid, string> places, int taken)
    {
        var shift = edit.Shift;
        var before = new EditMoment(
            shift.LocalDate, shift.StartsAt, shift.EndsAt, shift.State, places[shift.PlaceId], shift.Places + shift.Roles.Sum(role => role.Places), shift.Title);
        if (edit.Effect is EditEffect.Cancelled or EditEffect.Removed)
        {
            return new EditDate(shift.Id, shift.OriginalDate, edit.Effect, before, After: null, edit.Slot?.HolidayName ?? shift.HolidayName, taken, Over: 0);
        }

        var placesAfter = edit.Places ? (change.Places ?? shift.Places) + RolesAfter(shift, change).Sum(role => role.Places) : before.Places;
        var moment = before with
        {
            Date = edit.LocalDate,
            StartsAt = edit.StartsAt,
            EndsAt = edit.EndsAt,
            State = edit.Effect switch
            {
                EditEffect.NeedsDecision => ShiftState.NeedsDecision,
                EditEffect.Moved or EditEffect.Reopened => ShiftState.Open,
                _ => shift.State,
            },
            PlaceName = edit.Place ? places[change.PlaceId!.Value] : before.PlaceName,
            Places = placesAfter,
            Title = edit.Text ? change.Text!.Title.Trim() : before.Title,
        };
        var over = edit.Places ? Over(shift, change) : 0;
        return new EditDate(shift.Id, shift.OriginalDate, edit.Effect, before, moment, edit.Slot?.HolidayName ?? shift.HolidayName, taken, over);
    }

    /// <summary>People above the places, each role for itself.</summary>
    private static int Over(Shift shift, DutyChange change)
    {
        var wanted = RolesAfter(shift, change).ToDictionary(role => role.Key, role => role.Places, StringComparer.Ordinal);
        return Math.Max(0, shift.Taken - (change.Places ?? shift.Places)) + shift.Roles.Sum(role => Math.Max(0, role.Taken - wanted.GetValueOrDefault(role.Key)));
    }

    /// <summary>Overlaps that the edit makes; those that were there before are not its doing.</summary>
    private async Task<List<EditClash>> ClashesAsync(
        List<ShiftEdit> edits, List<LiveSignup> touched, IReadOnlyDictionary<Guid, PersonCard> names, CancellationToken cancellationToken)
    {
        var moved = edits.Where(e => e.Effect is EditEffect.Moved or EditEffect.Reopened).ToDictionary(e => e.Shift.Id);
        var holding = touched.Where(signup => signup.State is SignupState.Confirmed or SignupState.Offered).ToList();
        var movers = holding.Where(signup => moved.ContainsKey(signup.ShiftId)).ToList();
        if (movers.Count == 0)
        {
            return [];
        }

        var persons = movers.Select(signup => signup.PersonId).Distinct().ToList();
        var (from, to) = (moved.Values.Min(e => e.StartsAt), moved.Values.Max(e => e.EndsAt));
        var others = await db.Set<Signup>()
            .Where(s => persons.Contains(s.PersonId) && (s.State == SignupState.Confirmed || s.State == SignupState.Offered))
            .Join(db.Set<Shift>(), s => s.ShiftId, shift => shift.Id, (s, shift) => new { s.PersonId, s.ShiftId, shift.Title, shift.StartsAt, shift.EndsAt, shift.State })
            .Where(row => row.State != ShiftState.Cancelled && row.StartsAt < to && row.EndsAt > from)
            .ToListAsync(cancellationToken);
        var byId = edits.ToDictionary(e => e.Shift.Id);
        var entries = others.Where(row => !byId.ContainsKey(row.ShiftId))
            .Select(row => new Entry(row.PersonId, row.ShiftId, row.Title, row.StartsAt, row.EndsAt, row.StartsAt, row.EndsAt))
            .Concat(holding.Select(signup => (signup, edit: byId[signup.ShiftId])).Where(pair => pair.edit.TakesPlace).Select(pair => new Entry(
                pair.signup.PersonId,
                pair.signup.ShiftId,
                pair.edit.Shift.Title,
                pair.edit.StartsAt,
                pair.edit.EndsAt,
                pair.edit.Shift.StartsAt,
                pair.edit.Shift.EndsAt)))
            .ToLookup(entry => entry.PersonId);
        return
        [
            .. from signup in movers
               let mine = moved[signup.ShiftId]
               from other in entries[signup.PersonId]
               where other.ShiftId != signup.ShiftId
                   && other.StartsAt < mine.EndsAt && other.EndsAt > mine.StartsAt
                   && !(other.StartedAt < mine.Shift.EndsAt && other.EndedAt > mine.Shift.StartsAt)
               orderby mine.StartsAt, signup.PersonId, other.StartsAt
               select new EditClash(signup.PersonId, NameOf(names, signup.PersonId), signup.ShiftId, mine.StartsAt, other.ShiftId, other.Title, other.StartsAt),
        ];
    }

    /// <summary>People in a role whose skill they do not have on the day it takes place.</summary>
    private async Task<List<EditLack>> LacksAsync(
        List<ShiftEdit> edits, DutyChange change, List<LiveSignup> touched, IReadOnlyDictionary<Guid, PersonCard> names, CancellationToken cancellationToken)
    {
        var changed = edits.Where(e => e.TakesPlace && (e.Places || e.Effect is EditEffect.Moved or EditEffect.Reopened)).ToDictionary(e => e.Shift.Id);
        var needs = (
            from signup in touched
            where signup.RoleKey is not null && changed.ContainsKey(signup.ShiftId)
            let edit = changed[signup.ShiftId]
            let roles = edit.Places ? RolesAfter(edit.Shift, change) : RolesAfter(edit.Shift, new DutyChange())
            let skill = roles.Find(role => role.Key == signup.RoleKey)?.SkillId
            where skill is not null
            select (signup.PersonId, signup.ShiftId, Day: edit.LocalDate, SkillId: skill.Value)).ToList();
        if (needs.Count == 0)
        {
            return [];
        }

        var skillIds = needs.Select(need => need.SkillId).Distinct().ToList();
        var persons = needs.Select(need => need.PersonId).Distinct().ToList();
        var held = (await db.Set<PersonSkill>().AsNoTracking().Where(s => persons.Contains(s.PersonId) && skillIds.Contains(s.SkillId)).ToListAsync(cancellationToken))
            .ToLookup(s => (s.PersonId, s.SkillId));
        var skills = await db.Set<Skill>().Where(s => skillIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellationToken);
        return
        [
            .. needs.Where(need => !held[(need.PersonId, need.SkillId)].Any(s => s.IsValidOn(need.Day)))
                .OrderBy(need => need.Day).ThenBy(need => need.PersonId)
                .Select(need => new EditLack(need.PersonId, NameOf(names, need.PersonId), need.ShiftId, need.Day, need.SkillId, skills[need.SkillId])),
        ];
    }

    private static string NameOf(IReadOnlyDictionary<Guid, PersonCard> names, Guid personId) => names.GetValueOrDefault(personId)?.Name ?? string.Empty;

    /// <summary>The duty itself: split, changed or ended.</summary>
    private Duty ChangeDuty(EditPlan plan)
    {
        var duty = plan.Duty;
        if (plan.Scope == EditScope.This)
        {
            return duty;
        }

        if (plan.Edit.Change.Cancel)
        {
            duty.EndOn((plan.Pivot ?? plan.InScope.Select(shift => shift.OriginalDate).DefaultIfEmpty(plan.Planning.Today).Min()).AddDays(-1));
            if (plan.Pivot is null)
            {
                duty.End();
            }

            return duty;
        }

        if (plan.Scope == EditScope.Following)
        {
            db.Add(plan.After!);
            duty.EndOn(plan.Pivot!.Value.AddDays(-1));
            foreach (var shift in plan.InScope)
            {
                shift.BelongTo(plan.After!);
            }

            return plan.After!;
        }

        duty.Describe(plan.After!.Text());
        duty.MoveTo(plan.After.PlaceId);
        duty.Schedule(plan.After.When());
        if (plan.Edit.Change.ChangesPlaces())
        {
            duty.Admit(plan.After.Who());
        }

        return duty;
    }

    private static void Change(EditPlan plan, ShiftEdit edit, string? reason)
    {
        var shift = edit.Shift;
        var only = plan.Scope == EditScope.This;
        switch (edit.Effect)
        {
            case EditEffect.Cancelled when plan.Edit.Change.Cancel:
                shift.Cancel(CancelCause.Person, reason);
                break;
            case EditEffect.Moved when only:
                shift.MoveTo(edit.Slot!.LocalDate, edit.Slot.StartsAt, edit.Slot.EndsAt, reason, onlyThisDate: true);
                break;
            case EditEffect.Cancelled or EditEffect.Moved or EditEffect.Reopened or EditEffect.NeedsDecision:
                shift.Follow(edit.Slot!, reason);
                break;
            case EditEffect.KeptForReview:
                shift.PutUpForReview(ReviewReason.OutOfRule);
                break;
            default:
                break;
        }

        if (edit.Text)
        {
            shift.Describe(plan.Edit.Change.Text!.ToText(), only);
        }

        if (edit.Place)
        {
            shift.Relocate(plan.Edit.Change.PlaceId!.Value, only);
        }

        if (edit.Places)
        {
            shift.Resize(plan.Edit.Change.Places ?? shift.Places, RolesAfter(shift, plan.Edit.Change), only);
        }
    }

    private sealed record LiveSignup(Guid Id, Guid ShiftId, Guid PersonId, string? RoleKey, SignupState State, int Version);

    /// <param name="StartsAt">After the edit.</param>
    /// <param name="StartedAt">Before it.</param>
    private sealed record Entry(Guid PersonId, Guid ShiftId, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
}
