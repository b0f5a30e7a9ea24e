using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Everybody who should be on a shift or is.</summary>
internal sealed class RollCall(VolunteerDbContext db, ClubScope scope, IPeople people, NoShows noShows)
{
    public async Task<Shift> OpenAsync(Guid shiftId, CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(shift.ClubId, cancellationToken);
        return shift;
    }

    public async Task<RollCallSheet> ReadAsync(Shift shift, CancellationToken cancellationToken)
    {
        var signups = await db.Set<Signup>().AsNoTracking()
            .Where(s => s.ShiftId == shift.Id && s.State == SignupState.Confirmed)
            .ToDictionaryAsync(s => s.PersonId, cancellationToken);
        var records = await db.Set<AttendanceRecord>().AsNoTracking().Where(r => r.ShiftId == shift.Id).ToDictionaryAsync(r => r.PersonId, cancellationToken);
        var version = await VersionAsync(shift.Id, cancellationToken);
        var extendedTo = await db.Set<ShiftExtension>().Where(e => e.ShiftId == shift.Id).Select(e => (DateTimeOffset?)e.Until).SingleOrDefaultAsync(cancellationToken);

        Guid[] ids = [.. signups.Keys.Union(records.Keys)];
        var cards = await people.FindAsync([.. ids, .. records.Values.Where(r => r.NotedBy is not null).Select(r => r.NotedBy!.Value)], cancellationToken);
        var missed = await noShows.CountAsync(ids, cancellationToken);
        var rows = ids.Where(cards.ContainsKey).Select(id => Row(cards, id, signups.GetValueOrDefault(id), records.GetValueOrDefault(id), missed.GetValueOrDefault(id)));
        return new RollCallSheet(
            shift.Id,
            shift.Title,
            shift.TitleEn,
            shift.ClubId,
            shift.Kind,
            shift.State,
            shift.StartsAt,
            shift.EndsAt,
            extendedTo,
            version,
            [.. rows.OrderBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.PersonId)]);
    }

    public async Task<int> VersionAsync(Guid shiftId, CancellationToken cancellationToken) =>
        await db.Set<RollCallMark>().Where(m => m.ShiftId == shiftId).MaxAsync(m => (int?)m.Sequence, cancellationToken) ?? 0;

    private static RollCallRow Row(IReadOnlyDictionary<Guid, PersonCard> cards, Guid id, Signup? signup, AttendanceRecord? record, int missed) => new(
        id,
        cards[id].Name,
        cards[id].MaskedPhone,
        cards[id].ShortCode,
        signup?.RoleKey,
        signup is not null,
        record?.IsWalkIn ?? false,
        signup?.NeedsReconfirmation ?? false,
        record?.Outcome ?? AttendanceOutcome.Unmarked,
        record?.ArrivedAt,
        record?.ArrivedBy,
        record?.LeftAt,
        record?.LeftBy,
        record?.BreakMinutes ?? 0,
        record?.NotedBy is { } by ? cards.GetValueOrDefault(by)?.Name : null,
        record?.MarkedAt,
        missed);
}

/// <param name="Version">Send it back with the marks: the answer then tells what others marked meanwhile.</param>
/// <param name="ExtendedTo">Until when hours count, if the leader kept people longer.</param>
internal sealed record RollCallSheet(
    Guid ShiftId,
    string Title,
    string? TitleEn,
    Guid ClubId,
    DutyKind Kind,
    ShiftState State,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? ExtendedTo,
    int Version,
    IReadOnlyList<RollCallRow> People);

/// <param name="NotedBy">Name of whoever noted it, when it was not the person.</param>
/// <param name="NoShows">How often the person did not come in the last twelve months.</param>
internal sealed record RollCallRow(
    Guid PersonId,
    string Name,
    string? MaskedPhone,
    string ShortCode,
    string? RoleKey,
    bool SignedUp,
    bool IsWalkIn,
    bool NeedsReconfirmation,
    AttendanceOutcome Outcome,
    DateTimeOffset? ArrivedAt,
    AttendanceMeans? ArrivedBy,
    DateTimeOffset? LeftAt,
    AttendanceMeans? LeftBy,
    int BreakMinutes,
    string? NotedBy,
    DateTimeOffset? MarkedAt,
    int NoShows);
