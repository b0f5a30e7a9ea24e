using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>
/// Merges one phone's marks into the roll-call: each mark counts once, the newest of a person wins in whatever order phones
/// come online, and what could not be applied is told, never lost (A5, A8).
/// </summary>
internal static class SaveRollCall
{
    private const int MostMarks = 1000;
    private const int LongestBreak = 600;

    /// <summary>A phone's clock may be ahead of ours by this much; a mark from further in the future is taken as made now.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Around = TimeSpan.FromHours(12);

    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/shifts/{shiftId:guid}/roll-call", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        Request request,
        VolunteerDbContext db,
        RollCall rollCall,
        Merging merging,
        CancellationToken cancellationToken)
    {
        var shift = await rollCall.OpenAsync(shiftId, cancellationToken);
        var merged = await db.AtomicallyAsync(() => merging.MergeAsync(shift, request, cancellationToken), cancellationToken);
        return TypedResults.Ok(merged with { RollCall = await rollCall.ReadAsync(shift, cancellationToken) });
    }

    /// <summary>One merge: its collaborators, and what it found out.</summary>
    internal sealed class Merging(
        VolunteerDbContext db,
        RollCall rollCall,
        ShiftPlaces places,
        AttendanceNotices notices,
        HoursLedger ledger,
        IPeople people,
        ICurrentUser user,
        ISettings settings,
        TimeProvider clock)
    {
        private readonly List<Guid> _applied = [];
        private readonly List<Ignored> _ignored = [];
        private readonly List<(Guid PersonId, RollCallOutcome Mine, RollCallOutcome Theirs, Guid By, DateTimeOffset At)> _conflicts = [];

        public async Task<Response> MergeAsync(Shift shift, Request request, CancellationToken cancellationToken)
        {
            await db.WaitForAsync("shift", shift.Id, cancellationToken);
            var me = user.RequirePersonId();
            var now = clock.GetUtcNow();
            var opens = shift.StartsAt.AddMinutes(-await settings.GetIntegerAsync(VolunteeringSettings.CheckInOpensMinutesBefore, cancellationToken));
            var markIds = request.Marks.Select(m => m.MarkId).ToList();
            var personIds = request.Marks.Select(m => m.PersonId).Distinct().ToList();
            var known = await db.Set<RollCallMark>().AsNoTracking().Where(m => markIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellationToken);
            var earlier = (await db.Set<RollCallMark>().AsNoTracking().Where(m => m.ShiftId == shift.Id && personIds.Contains(m.PersonId)).ToListAsync(cancellationToken))
                .ToLookup(m => m.PersonId);
            var records = await db.Set<AttendanceRecord>().Where(r => r.ShiftId == shift.Id && personIds.Contains(r.PersonId)).ToDictionaryAsync(r => r.PersonId, cancellationToken);
            var signups = (await db.Set<Signup>().AsNoTracking()
                .Where(s => s.ShiftId == shift.Id && personIds.Contains(s.PersonId) && (s.State == SignupState.Confirmed || s.State == SignupState.Offered))
                .ToListAsync(cancellationToken)).ToDictionary(s => s.PersonId);
            var approved = await ledger.ApprovedAsync(shift.Id, personIds, cancellationToken);
            var cards = await people.FindAsync(personIds, cancellationToken);
            var sequence = await rollCall.VersionAsync(shift.Id, cancellationToken);
            var touched = new HashSet<AttendanceRecord>();

            // In the phone's own order; equal times keep the order of the list.
            foreach (var mark in request.Marks.OrderBy(m => m.MarkedAt))
            {
                if (known.TryGetValue(mark.MarkId, out var same))
                {
                    Report(mark, same.ShiftId == shift.Id && same.PersonId == mark.PersonId ? null : VolunteeringErrors.MarkIdReused);
                    continue;
                }

                var markedAt = mark.MarkedAt > now + Skew ? now : mark.MarkedAt.ToUniversalTime();
                var signup = signups.GetValueOrDefault(mark.PersonId);
                var refusal = !cards.ContainsKey(mark.PersonId) ? VolunteeringErrors.MarkPersonUnknown
                    : approved.Contains(mark.PersonId) ? VolunteeringErrors.MarkHoursApproved
                    : Check(mark, shift, signup, opens, now);
                if (refusal is null && signup is null && mark.Outcome is RollCallOutcome.Present)
                {
                    refusal = await places.HardStopAsync(shift, mark.PersonId, cancellationToken);
                }

                if (refusal is not null)
                {
                    Report(mark, refusal);
                    continue;
                }

                var stored = new RollCallMark(mark.MarkId, shift.Id, mark.PersonId, mark.Outcome, markedAt, me, ++sequence, now)
                {
                    ArrivedAt = mark.ArrivedAt?.ToUniversalTime(),
                    LeftAt = mark.LeftAt?.ToUniversalTime(),
                    BreakMinutes = mark.BreakMinutes ?? 0,
                };
                db.Add(stored);
                known.Add(stored.Id, stored);
                NoteConflict(mark, earlier[mark.PersonId], request.BaseVersion, me);

                var record = records.GetValueOrDefault(mark.PersonId);
                if (record is not null && !stored.IsNewerThan(record.MarkedAt, record.MarkId))
                {
                    Report(mark, VolunteeringErrors.MarkOlder);
                    continue;
                }

                if (record is null)
                {
                    var isWalkIn = signup is null && mark.Outcome is RollCallOutcome.Present;
                    record = new AttendanceRecord(shift.Id, mark.PersonId, isWalkIn);
                    db.Add(record);
                    records.Add(mark.PersonId, record);
                }

                if (mark.Outcome is RollCallOutcome.Present && (signup is null || signup.State is SignupState.Offered || signup.NeedsReconfirmation))
                {
                    // Flushes what came before: the place is taken by a statement of its own.
                    await db.SaveChangesAsync(cancellationToken);
                    await places.HoldOrTakeEvenIfFullAsync(shift, mark.PersonId, me, cancellationToken);
                }

                record.Apply(stored, shift);
                touched.Add(record);
                Report(mark, null);
            }

            var end = await ledger.EndAsync(shift, cancellationToken);
            foreach (var record in touched)
            {
                // Ticked after the end without a time: stayed to the end. Whoever scanned in may still scan out.
                if (record.IsOpen && end <= now && (record.ScannedInAt is null || end + CloseAttendance.Patience <= now))
                {
                    record.CloseAt(end);
                }

                await notices.TellAsync(record, shift, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            await ledger.ProposeAsync(shift, [.. touched], cancellationToken);
            return await AnswerAsync(cancellationToken);
        }

        private static string? Check(Mark mark, Shift shift, Signup? signup, DateTimeOffset opens, DateTimeOffset now)
        {
            if (shift.State is not ShiftState.Open && mark.Outcome is not (RollCallOutcome.Present or RollCallOutcome.Unmarked))
            {
                return VolunteeringErrors.MarkShiftCancelled;
            }

            if (mark.Outcome is RollCallOutcome.NoShow or RollCallOutcome.Excused && signup is null)
            {
                return VolunteeringErrors.MarkNotSignedUp;
            }

            if (mark.Outcome is RollCallOutcome.NoShow && signup!.NeedsReconfirmation)
            {
                return VolunteeringErrors.MarkNotReconfirmed;
            }

            if ((mark.Outcome is RollCallOutcome.Present && now < opens) || (mark.Outcome is RollCallOutcome.NoShow && now < shift.StartsAt))
            {
                return VolunteeringErrors.MarkTooEarly;
            }

            var arrived = mark.ArrivedAt ?? shift.StartsAt;
            var left = mark.LeftAt ?? shift.EndsAt;
            return arrived > left || arrived < shift.StartsAt - Around || left > shift.EndsAt + Around || mark.ArrivedAt > now + Skew || mark.LeftAt > now + Skew
                ? VolunteeringErrors.MarkTimesWrong
                : null;
        }

        /// <summary>Another leader said something else, and this phone had not seen it.</summary>
        private void NoteConflict(Mark mark, IEnumerable<RollCallMark> others, int? baseVersion, Guid me)
        {
            var theirs = others.Where(m => m.ByPersonId != me && (baseVersion is null || m.Sequence > baseVersion)).MaxBy(m => (m.MarkedAt, m.Id));
            if (theirs is not null && theirs.Outcome != mark.Outcome)
            {
                _conflicts.Add((mark.PersonId, mark.Outcome, theirs.Outcome, theirs.ByPersonId, theirs.MarkedAt));
            }
        }

        private void Report(Mark mark, string? refusal)
        {
            if (refusal is null)
            {
                _applied.Add(mark.MarkId);
            }
            else
            {
                _ignored.Add(new Ignored(mark.MarkId, mark.PersonId, refusal));
            }
        }

        private async Task<Response> AnswerAsync(CancellationToken cancellationToken)
        {
            var names = await people.FindAsync([.. _conflicts.Select(c => c.By).Distinct()], cancellationToken);
            return new Response(_applied, _ignored, [.. _conflicts.Select(c => new Conflict(c.PersonId, c.Mine, c.Theirs, names.GetValueOrDefault(c.By)?.Name, c.At))], RollCall: null);
        }
    }

    /// <param name="BaseVersion">The version that the phone had loaded; without it every difference is told.</param>
    public sealed record Request(List<Mark> Marks, int? BaseVersion = null);

    /// <param name="MarkId">Made by the phone; sent again it changes nothing.</param>
    /// <param name="MarkedAt">When the finger touched the screen.</param>
    public sealed record Mark(
        Guid MarkId,
        Guid PersonId,
        RollCallOutcome Outcome,
        DateTimeOffset MarkedAt,
        DateTimeOffset? ArrivedAt = null,
        DateTimeOffset? LeftAt = null,
        int? BreakMinutes = null);

    /// <param name="Applied">Marks that the phone can forget: applied now or earlier.</param>
    /// <param name="Ignored">Marks that did not count, each with the reason.</param>
    public sealed record Response(IReadOnlyList<Guid> Applied, IReadOnlyList<Ignored> Ignored, IReadOnlyList<Conflict> Conflicts, RollCallSheet? RollCall);

    public sealed record Ignored(Guid MarkId, Guid PersonId, string Code);

    /// <param name="By">Who marked it otherwise.</param>
    public sealed record Conflict(Guid PersonId, RollCallOutcome Mine, RollCallOutcome Theirs, string? By, DateTimeOffset TheirsAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Marks).NotNull().Must(marks => marks.Count is > 0 and <= MostMarks && marks.TrueForAll(mark => mark is not null && mark.MarkId != Guid.Empty));
            RuleForEach(r => r.Marks).ChildRules(mark => mark.RuleFor(m => m.BreakMinutes).InclusiveBetween(0, LongestBreak));
        }
    }
}
