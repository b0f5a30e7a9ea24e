using Microsoft.EntityFrameworkCore;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Seeding;

/// <summary>
/// Places, skills and duties of the demo community, with a shift for every date since each duty began. A later run adds
/// what the files have gained and the dates since the last one; what is there stays as it is.
/// </summary>
internal sealed class DutySeeder(VolunteerDbContext db, ICurrentTenant tenant, DutyPlanning planning, ShiftGeneration generation) : ISeeder
{
    public int Order => 300;

    public async Task SeedAsync(SeedFolder folder, CancellationToken cancellationToken)
    {
        var community = (await folder.ReadAsync<List<SeedCommunity>>("communities", cancellationToken)).Single(candidate => candidate.Complete).Code;
        using var entered = tenant.Change(SeedIds.Community(community));
        await db.InTransactionAsync(
            async () =>
            {
                await SeedPlacesAsync(community, await folder.ReadAsync<List<SeedPlace>>("places", cancellationToken), cancellationToken);
                await SeedSkillsAsync(community, await folder.ReadAsync<List<SeedSkill>>("skills", cancellationToken), cancellationToken);
                await SeedPersonSkillsAsync(community, await folder.ReadAsync<List<SeedPerson>>("people", cancellationToken), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await SeedDutiesAsync(community, await folder.ReadAsync<List<SeedDuty>>("duties", cancellationToken), cancellationToken);
            },
            cancellationToken);
    }

    public static Guid PlaceId(string community, string key) => SeedIds.Of("place", $"{community}/{key}");

    public static Guid SkillId(string community, string key) => SeedIds.Of("skill", $"{community}/{key}");

    public static Guid DutyId(string community, string key) => SeedIds.Of("duty", $"{community}/{key}");

    private async Task SeedPlacesAsync(string community, List<SeedPlace> places, CancellationToken cancellationToken)
    {
        var known = await db.Set<Place>().Select(place => place.Id).ToHashSetAsync(cancellationToken);
        db.AddRange(places
            .Select(seed => new Place(PlaceId(community, seed.Key), seed.Name, seed.NameEn, seed.Address))
            .Where(place => !known.Contains(place.Id)));
    }

    private async Task SeedSkillsAsync(string community, List<SeedSkill> skills, CancellationToken cancellationToken)
    {
        var known = await db.Set<Skill>().Select(skill => skill.Id).ToHashSetAsync(cancellationToken);
        db.AddRange(skills
            .Select(seed => new Skill(SkillId(community, seed.Key), seed.Zh, seed.En, seed.NeedsCertificate))
            .Where(skill => !known.Contains(skill.Id)));
    }

    private async Task SeedPersonSkillsAsync(string community, List<SeedPerson> people, CancellationToken cancellationToken)
    {
        var known = (await db.Set<PersonSkill>().Select(held => new { held.PersonId, held.SkillId }).ToListAsync(cancellationToken))
            .Select(held => (held.PersonId, held.SkillId))
            .ToHashSet();
        foreach (var person in people)
        {
            foreach (var skill in person.Skills)
            {
                var (personId, skillId) = (SeedIds.Person(community, person.Key), SkillId(community, skill));
                if (!known.Contains((personId, skillId)))
                {
                    db.Add(new PersonSkill(personId, skillId, person.Certificates.Find(certificate => certificate.Skill == skill)?.ExpiresOn));
                }
            }
        }
    }

    private async Task SeedDutiesAsync(string community, List<SeedDuty> duties, CancellationToken cancellationToken)
    {
        var plan = await planning.NowAsync(cancellationToken);
        foreach (var seed in duties)
        {
            var id = DutyId(community, seed.Key);
            var duty = await db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
            if (duty is null)
            {
                duty = seed.ToDuty(community);
                db.Add(duty);
                await db.SaveChangesAsync(cancellationToken);
                await SeedPastAsync(duty, plan, cancellationToken);
                await generation.CatchUpAsync(duty, plan.Today, cancellationToken);
            }
            else
            {
                await SeedPastAsync(duty, plan, cancellationToken);
            }
        }
    }

    /// <summary>Everything that has begun by now, as if the product had been in use since.</summary>
    private async Task SeedPastAsync(Duty duty, Planning plan, CancellationToken cancellationToken)
    {
        var then = plan with { Now = plan.Instants(duty.StartDate, TimeOnly.MinValue, 1).StartsAt.AddTicks(-1), Horizon = plan.Today.AddDays(1) };
        var known = await db.Set<Shift>().Where(shift => shift.SeriesId == duty.SeriesId)
            .Select(shift => new { shift.OriginalDate, shift.LocalDate, shift.State })
            .ToListAsync(cancellationToken);
        var shifts = then
            .Missing(
                duty,
                duty.StartDate,
                known.Select(shift => shift.OriginalDate).ToHashSet(),
                known.Where(shift => shift.State == ShiftState.Open).Select(shift => shift.LocalDate).ToHashSet())
            .Where(slot => slot.StartsAt <= plan.Now)
            .Select(slot => new Shift(duty, Decided(slot)))
            .ToList();
        await db.InsertManyAsync(tenant, shifts, cancellationToken);
    }

    /// <summary>A question that nobody answered in time was answered with no.</summary>
    private static PlannedSlot Decided(PlannedSlot slot) =>
        slot.State == ShiftState.NeedsDecision ? slot with { State = ShiftState.Cancelled, Cause = CancelCause.Holiday } : slot;

    private sealed record SeedCommunity(string Code, bool Complete);

    private sealed record SeedPlace(string Key, string Name, string NameEn, string Address);

    private sealed record SeedSkill(string Key, string Zh, string En, bool NeedsCertificate);

    private sealed record SeedPerson(string Key, List<string> Skills, List<SeedCertificate> Certificates);

    private sealed record SeedCertificate(string Skill, DateOnly? ExpiresOn);

    private sealed record SeedRole(string Key, string Zh, string En, int Places, string? Skill);

    private sealed record SeedDuty(
        string Key,
        string Club,
        string Title,
        string TitleEn,
        string Description,
        string Place,
        string Kind,
        string Rule,
        DateOnly StartDate,
        TimeOnly StartTime,
        int Minutes,
        DateOnly? EndDate,
        string HolidayPolicy,
        int Places,
        List<SeedRole> Roles,
        string WhoMayCome,
        int? MinimumAge,
        string? Risk,
        int WithdrawUntilHoursBefore)
    {
        public Duty ToDuty(string community) => new(
            SeedIds.Club(community, Club),
            Enum.Parse<DutyKind>(Kind),
            new DutyText(Title, TitleEn, Description),
            PlaceId(community, Place),
            new DutyWhen(Rule, StartDate, EndDate, StartTime, Minutes, nameof(MissingDay.Skip), HolidayPolicy),
            new DutyWho(
                Places - Roles.Sum(role => role.Places),
                [.. Roles.Select(role => new DutyRole(role.Key, role.Zh, role.En, role.Places, role.Skill is null ? null : SkillId(community, role.Skill)))],
                Enum.Parse<WhoMayCome>(WhoMayCome),
                MinimumAge,
                Risk,
                IsDangerous: false,
                WithdrawUntilHoursBefore),
            DutyId(community, Key));
    }
}
