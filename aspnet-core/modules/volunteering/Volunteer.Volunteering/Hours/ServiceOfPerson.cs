using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Hours;

/// <summary>Sign-ups, attendance, hours and skills of one person, for the person's own export.</summary>
internal sealed class ServiceOfPerson(VolunteerDbContext db) : IPersonalDataSource
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Section => "service";

    public IReadOnlyList<Type> Covers { get; } = [typeof(Signup), typeof(AttendanceRecord), typeof(HoursEntry), typeof(PersonSkill), typeof(NamedSkill)];

    public async Task<JsonNode?> CollectAsync(Guid personId, CancellationToken cancellationToken)
    {
        var attendance = await db.Set<AttendanceRecord>().AsNoTracking().Where(r => r.PersonId == personId)
            .Join(db.Set<Shift>(), r => r.ShiftId, s => s.Id, (r, s) => new
            {
                s.Title,
                s.StartsAt,
                s.EndsAt,
                r.Outcome,
                r.ArrivedAt,
                r.ArrivedBy,
                r.LeftAt,
                r.LeftBy,
                r.BreakMinutes,
                r.IsWalkIn,
                NotedBySomebodyElse = r.NotedBy != null && r.NotedBy != r.PersonId,
            })
            .OrderBy(row => row.StartsAt)
            .ToListAsync(cancellationToken);
        var hours = await db.Set<HoursEntry>().AsNoTracking().Where(e => e.PersonId == personId)
            .Join(db.Set<Shift>(), e => e.ShiftId, s => s.Id, (e, s) => new
            {
                s.Title,
                e.LocalDate,
                e.From,
                e.To,
                e.Minutes,
                e.Grade,
                e.State,
                e.Reason,
                e.Evidence,
                e.RejectionReason,
                e.EnteredAt,
                e.DecidedAt,
                e.IsLate,
                IsReversal = e.ReversesId != null,
            })
            .OrderBy(row => row.EnteredAt)
            .ToListAsync(cancellationToken);
        var signups = await db.Set<Signup>().AsNoTracking().Where(s => s.PersonId == personId)
            .Join(db.Set<Shift>(), s => s.ShiftId, shift => shift.Id, (s, shift) => new
            {
                shift.Title,
                s.StartsAt,
                s.EndsAt,
                s.RoleKey,
                s.State,
                s.SignedUpAt,
                s.EndedAt,
                s.WithdrewLate,
                s.OverrideReason,
                s.EndReason,
                BySomebodyElse = s.ByPersonId != s.PersonId,
            })
            .OrderBy(row => row.SignedUpAt)
            .ToListAsync(cancellationToken);
        var skills = await db.Set<PersonSkill>().AsNoTracking().Where(held => held.PersonId == personId)
            .Join(db.Set<Skill>(), held => held.SkillId, skill => skill.Id, (held, skill) => new { skill.Name, held.ValidUntil })
            .OrderBy(row => row.Name)
            .ToListAsync(cancellationToken);
        var named = await db.Set<NamedSkill>().Where(skill => skill.PersonId == personId).OrderBy(skill => skill.Name).Select(skill => skill.Name).ToListAsync(cancellationToken);
        return attendance.Count + hours.Count + signups.Count + skills.Count + named.Count == 0
            ? null
            : JsonSerializer.SerializeToNode(new { signups, attendance, hours, skills, skillsInTheRostersWords = named }, Format);
    }
}
