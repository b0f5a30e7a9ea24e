using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>Attendance and hours of one person, for the person's own export.</summary>
internal sealed class ServiceOfPerson(VolunteerDbContext db) : IPersonalDataSource
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Section => "service";

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
        return attendance.Count + hours.Count == 0 ? null : JsonSerializer.SerializeToNode(new { attendance, hours }, Format);
    }
}
