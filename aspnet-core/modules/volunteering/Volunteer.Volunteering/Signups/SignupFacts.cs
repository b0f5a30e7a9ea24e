using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Signups;

/// <summary>Looks up what <see cref="SignupRules"/> want to know, in a handful of queries whatever the number of shifts and people.</summary>
internal sealed class SignupFacts(VolunteerDbContext db, IPeople people, IGuardians guardians, IClubs clubs, ISettings settings, ICommunity community)
{
    /// <summary>A shift of a day may reach into the next; more than a day around is nobody's concern.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromHours(48);

    public async Task<SignupLimits> LimitsAsync(CancellationToken cancellationToken) => new(
        await settings.GetIntegerAsync(VolunteeringSettings.MinimumRestMinutes, cancellationToken),
        await settings.GetIntegerAsync(VolunteeringSettings.DailyCeilingMinutes, cancellationToken));

    /// <summary>Null for a shift that is not this community's.</summary>
    public async Task<ShiftFacts?> ShiftAsync(Guid shiftId, CancellationToken cancellationToken) =>
        (await ShiftsAsync(db.Set<Shift>().Where(shift => shift.Id == shiftId), cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<ShiftFacts>> ShiftsAsync(IQueryable<Shift> shifts, CancellationToken cancellationToken)
    {
        var rows = await shifts
            .Join(db.Set<Duty>(), shift => shift.DutyId, duty => duty.Id, (shift, duty) => new
            {
                shift.Id,
                shift.ClubId,
                shift.State,
                DutyState = duty.State,
                shift.StartsAt,
                shift.EndsAt,
                shift.LocalDate,
                duty.WhoMayCome,
                duty.MinimumAge,
                duty.Risk,
                duty.IsDangerous,
                duty.OpensDaysBefore,
                shift.Places,
                Roles = shift.Roles.Select(role => new RoleFacts(role.Key, role.SkillId)).ToList(),
            })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var (time, hour) = rows.Exists(row => row.OpensDaysBefore is not null)
            ? (await LocalTime.OfAsync(community, cancellationToken), await settings.GetIntegerAsync(VolunteeringSettings.SignUpOpensAtHour, cancellationToken))
            : (null, 0);
        return
        [
            .. rows.Select(row => new ShiftFacts(
                row.Id,
                row.ClubId,
                row.State,
                row.DutyState,
                row.StartsAt,
                row.EndsAt,
                row.LocalDate,
                row.WhoMayCome,
                row.MinimumAge,
                row.Risk,
                row.IsDangerous,
                row.OpensDaysBefore is { } days ? time?.At(row.LocalDate.AddDays(-days), new TimeOnly(hour, 0)) : null,
                row.Places,
                row.Roles)),
        ];
    }

    /// <summary>Null for a person who is not of this community.</summary>
    public async Task<PersonFacts?> PersonAsync(Guid personId, IReadOnlyList<ShiftFacts> shifts, CancellationToken cancellationToken) =>
        (await PeopleAsync([personId], shifts, cancellationToken)).GetValueOrDefault(personId);

    public async Task<IReadOnlyDictionary<Guid, PersonFacts>> PeopleAsync(IReadOnlyCollection<Guid> ids, IReadOnlyList<ShiftFacts> shifts, CancellationToken cancellationToken)
    {
        var cards = await people.FindAsync(ids, cancellationToken);
        if (cards.Count == 0 || shifts.Count == 0)
        {
            return cards.Values.ToDictionary(card => card.Id, card => Facts(card, guardianUntil: null, new HashSet<Guid>(), [], []));
        }

        var lastDay = shifts.Max(shift => shift.LocalDate);
        var minors = cards.Values.Where(card => card.BirthDate is { } born && SignupRules.AgeOn(born, lastDay.AddYears(-1)) < SignupRules.Adult).Select(card => card.Id).ToList();
        var guarded = minors.Count == 0 ? new Dictionary<Guid, DateOnly>() : await guardians.ConsentsAsync(minors, cancellationToken);
        var skills = await SkillsAsync(ids, [.. shifts.SelectMany(shift => shift.Roles).Select(role => role.SkillId).OfType<Guid>().Distinct()], cancellationToken);
        var memberships = await MembershipsAsync(ids, [.. shifts.Where(shift => shift.WhoMayCome == WhoMayCome.ClubMembers).Select(shift => shift.ClubId).Distinct()], cancellationToken);
        var entries = await EntriesAsync(ids, shifts.Min(shift => shift.StartsAt) - Around, shifts.Max(shift => shift.EndsAt) + Around, cancellationToken);
        return cards.Values.ToDictionary(
            card => card.Id,
            card => Facts(
                card,
                guarded.TryGetValue(card.Id, out var until) ? until : null,
                memberships[card.Id].ToHashSet(),
                skills[card.Id].ToDictionary(skill => skill.SkillId, skill => skill.ValidUntil),
                [.. entries[card.Id]]));
    }

    private static PersonFacts Facts(PersonCard card, DateOnly? guardianUntil, IReadOnlySet<Guid> clubs, Dictionary<Guid, DateOnly?> skills, IReadOnlyList<PersonEntry> entries) =>
        new(card.Id, card.IsActive, card.BirthDate, guardianUntil, clubs, skills, entries);

    private async Task<ILookup<Guid, PersonSkill>> SkillsAsync(IReadOnlyCollection<Guid> ids, List<Guid> skillIds, CancellationToken cancellationToken) =>
        (skillIds.Count == 0 ? [] : await db.Set<PersonSkill>().AsNoTracking()
            .Where(skill => ids.Contains(skill.PersonId) && skillIds.Contains(skill.SkillId))
            .ToListAsync(cancellationToken)).ToLookup(skill => skill.PersonId);

    private async Task<ILookup<Guid, Guid>> MembershipsAsync(IReadOnlyCollection<Guid> ids, List<Guid> clubIds, CancellationToken cancellationToken)
    {
        var pairs = new List<(Guid PersonId, Guid ClubId)>();
        if (clubIds.Count > 0 && ids.Count == 1)
        {
            pairs.AddRange((await clubs.ClubsOfAsync(ids.Single(), cancellationToken)).Select(club => (ids.Single(), club)));
        }
        else
        {
            foreach (var clubId in clubIds)
            {
                pairs.AddRange((await clubs.MembersOfAsync(clubId, cancellationToken)).Select(person => (person, clubId)));
            }
        }

        return pairs.ToLookup(pair => pair.PersonId, pair => pair.ClubId);
    }

    private async Task<ILookup<Guid, PersonEntry>> EntriesAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        (await db.Set<Signup>()
            .Where(s => ids.Contains(s.PersonId) && s.StartsAt < until && s.StartsAt > from
                && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
            .Join(db.Set<Shift>(), s => s.ShiftId, shift => shift.Id, (s, shift) => new
            {
                s.PersonId,
                s.ShiftId,
                s.StartsAt,
                s.EndsAt,
                shift.LocalDate,
                IsPromise = s.State != SignupState.Waitlisted && !s.NeedsReconfirmation,
            })
            .ToListAsync(cancellationToken)).ToLookup(row => row.PersonId, row => new PersonEntry(row.ShiftId, row.StartsAt, row.EndsAt, row.LocalDate, row.IsPromise));
}
