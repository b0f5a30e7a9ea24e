using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>Hours that nobody recorded at the time (补录): reason, evidence, and somebody else who approves.</summary>
internal static class EnterHoursLater
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/hours/back-entries", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        HoursLedger ledger,
        HoursLimits limits,
        BulkWatch bulk,
        RecordingClock recording,
        ClubScope scope,
        IPeople people,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.ShiftId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(shift.ClubId, cancellationToken);
        var person = (await people.FindAsync([request.PersonId], cancellationToken)).GetValueOrDefault(request.PersonId) ?? throw new NotFoundException();
        await ledger.RequireVolunteeringAsync(shift, cancellationToken);
        if (shift.State is not ShiftState.Open)
        {
            throw new BusinessException(VolunteeringErrors.HoursShiftCancelled);
        }

        var author = new HoursAuthor(user.RequirePersonId(), user.AccountId, request.Reason, request.Evidence);
        return await db.AtomicallyAsync(
            async () =>
            {
                await db.WaitForAsync("hours", request.PersonId, cancellationToken);
                if (await db.Set<HoursEntry>().AnyAsync(e => e.ShiftId == shift.Id && e.PersonId == request.PersonId && e.IsCurrent, cancellationToken))
                {
                    throw new BusinessException(VolunteeringErrors.HoursExist);
                }

                var credit = await limits.CheckAsync(shift, person, request.From.ToUniversalTime(), request.To.ToUniversalTime(), minutes: null, replaced: null, cancellationToken);
                var due = await recording.DueOnAsync(shift.EndsAt, cancellationToken);
                var entry = new HoursEntry(shift, request.PersonId, credit, EvidenceGrade.BackEntry, author, due, clock.GetUtcNow());
                db.Add(entry);
                await db.SaveChangesAsync(cancellationToken);
                var flags = await bulk.FlagAsync(author.PersonId, cancellationToken);
                return TypedResults.Ok(new Response(entry.Id, credit.Minutes, flags));
            },
            cancellationToken);
    }

    /// <param name="Evidence">What proves it, e.g. "signed list of 12 March, kept in the office".</param>
    public sealed record Request(Guid ShiftId, Guid PersonId, DateTimeOffset From, DateTimeOffset To, string Reason, string Evidence);

    public sealed record Response(Guid Id, int Minutes, HoursFlags Flags);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
            RuleFor(r => r.Evidence).NotEmpty().MaximumLength(500);
        }
    }
}
