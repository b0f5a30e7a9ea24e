using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>One line as people read it: what, when, how much, how well proved, who wrote it, who approved it.</summary>
/// <param name="RecordedBy">Null: from scans or roll-call.</param>
/// <param name="ApprovedBy">Null on an approved entry: both scans spoke for themselves.</param>
/// <param name="Corrects">The entry that this one takes back or replaces.</param>
internal sealed record HoursLine(
    Guid Id,
    Guid PersonId,
    string PersonName,
    Guid ShiftId,
    string Title,
    string? TitleEn,
    Guid ClubId,
    string ClubName,
    DateOnly LocalDate,
    DateTimeOffset From,
    DateTimeOffset To,
    int Minutes,
    EvidenceGrade Grade,
    HoursState State,
    HoursFlags Flags,
    bool IsCurrent,
    bool IsReversal,
    Guid? Corrects,
    string? RecordedBy,
    DateTimeOffset EnteredAt,
    string? Reason,
    string? Evidence,
    string? ApprovedBy,
    string? RejectedBy,
    DateTimeOffset? DecidedAt,
    string? RejectionReason,
    DateOnly DueOn,
    bool IsLate);

internal sealed class HoursLines(VolunteerDbContext db, IPeople people, IClubs clubs)
{
    public async Task<IReadOnlyList<HoursLine>> ReadAsync(IReadOnlyList<HoursEntry> entries, CancellationToken cancellationToken)
    {
        var shiftIds = entries.Select(e => e.ShiftId).Distinct().ToList();
        var shifts = await db.Set<Shift>().Where(s => shiftIds.Contains(s.Id)).Select(s => new { s.Id, s.Title, s.TitleEn }).ToDictionaryAsync(s => s.Id, cancellationToken);
        var cards = await people.FindAsync([.. entries.SelectMany(e => (Guid?[])[e.PersonId, e.EnteredBy, e.DecidedBy]).OfType<Guid>().Distinct()], cancellationToken);
        var clubCards = await clubs.FindAsync([.. entries.Select(e => e.ClubId).Distinct()], cancellationToken);
        return [.. entries.Select(e => new HoursLine(
            e.Id,
            e.PersonId,
            cards.GetValueOrDefault(e.PersonId)?.Name ?? string.Empty,
            e.ShiftId,
            shifts[e.ShiftId].Title,
            shifts[e.ShiftId].TitleEn,
            e.ClubId,
            clubCards.GetValueOrDefault(e.ClubId)?.Name ?? string.Empty,
            e.LocalDate,
            e.From,
            e.To,
            e.Minutes,
            e.Grade,
            e.State,
            e.Flags,
            e.IsCurrent,
            e.ReversesId is not null,
            e.ReversesId ?? e.ReplacesId,
            NameOf(e.EnteredBy),
            e.EnteredAt,
            e.Reason,
            e.Evidence,
            e.State is HoursState.Approved ? NameOf(e.DecidedBy) : null,
            e.State is HoursState.Rejected ? NameOf(e.DecidedBy) : null,
            e.DecidedAt,
            e.RejectionReason,
            e.DueOn,
            e.IsLate))];

        string? NameOf(Guid? id) => id is { } known ? cards.GetValueOrDefault(known)?.Name : null;
    }
}
