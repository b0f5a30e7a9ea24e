using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;

namespace Volunteer.Volunteering.Skills;

/// <summary>
/// A roster named what a new member can do. What is on the community's list by that name becomes theirs, unless a
/// certificate has to be seen first; that and everything else waits as text for the secretary.
/// </summary>
internal sealed class MatchNamedSkills(VolunteerDbContext db) : IReactTo<MemberJoined>
{
    public async Task ReactAsync(MemberJoined news, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(news.Skills))
        {
            return;
        }

        var skills = await db.Set<Skill>().AsNoTracking().ToListAsync(cancellationToken);
        var held = await db.Set<PersonSkill>().Where(skill => skill.PersonId == news.PersonId).Select(skill => skill.SkillId).ToHashSetAsync(cancellationToken);
        var waiting = (await db.Set<NamedSkill>().Where(skill => skill.PersonId == news.PersonId).Select(skill => skill.Name).ToListAsync(cancellationToken))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in NamedSkill.Split(news.Skills))
        {
            var skill = NamedSkill.Match(name, skills);
            if (skill is not null && held.Contains(skill.Id))
            {
                continue;
            }

            if (skill is { NeedsCertificate: false })
            {
                db.Add(new PersonSkill(news.PersonId, skill.Id, validUntil: null));
                held.Add(skill.Id);
            }
            else if (waiting.Add(name))
            {
                db.Add(new NamedSkill(news.PersonId, name));
            }
        }
    }
}
