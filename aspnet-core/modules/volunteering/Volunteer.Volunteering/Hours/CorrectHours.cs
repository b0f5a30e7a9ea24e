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

/// <summary>
/// Approved hours are wrong: a reversing entry and, unless nothing remains, a new one. Nothing counts until a second person
/// approves both together (H8).
/// </summary>
internal static class CorrectHours
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/hours/{id:guid}/corrections", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ApproveHours);

    private static async Task<Ok<Response>> HandleAsync(
        Guid id,
        Request request,
        VolunteerDbContext db,
        HoursLedger ledger,
        HoursLimits limits,
        ClubScope scope,
        IPeople people,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var found = await db.Set<HoursEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(found.ClubId, cancellationToken);
        var shift = await db.Set<Shift>().AsNoTracking().SingleAsync(s => s.Id == found.ShiftId, cancellationToken);
        await ledger.RequireVolunteeringAsync(shift, cancellationToken);
        var person = (await people.FindAsync([found.PersonId], cancellationToken))[found.PersonId];
        var author = new HoursAuthor(user.RequirePersonId(), user.AccountId, request.Reason, Evidence: null);
        return await db.AtomicallyAsync(
            async () =>
            {
                await db.WaitForAsync("hours", found.PersonId, cancellationToken);
                var entry = await db.Set<HoursEntry>().SingleAsync(e => e.Id == id, cancellationToken);
                if (entry is not { State: HoursState.Approved, IsCurrent: true })
                {
                    throw new BusinessException(VolunteeringErrors.HoursNotApproved);
                }

                if (await db.Set<HoursEntry>().AnyAsync(e => e.ReversesId == id && e.State != HoursState.Rejected, cancellationToken))
                {
                    throw new BusinessException(VolunteeringErrors.HoursInCorrection);
                }

                var now = clock.GetUtcNow();
                var reversal = entry.Reverse(author, now);
                db.Add(reversal);
                if (request.Minutes == 0)
                {
                    await db.SaveChangesAsync(cancellationToken);
                    return TypedResults.Ok(new Response(reversal.Id, null, 0));
                }

                var (from, to) = (request.From?.ToUniversalTime() ?? entry.From, request.To?.ToUniversalTime() ?? entry.To);
                if (request.Minutes > (to - from).TotalMinutes)
                {
                    // More minutes than the old times hold: they are measured against the whole shift.
                    (from, to) = (shift.StartsAt, await ledger.EndAsync(shift, cancellationToken));
                }

                var credit = await limits.CheckAsync(shift, person, from, to, request.Minutes, entry, cancellationToken);
                if (credit == new Credit(entry.From, entry.To, entry.Minutes))
                {
                    throw new BusinessException(VolunteeringErrors.HoursUnchanged);
                }

                var replacement = new HoursEntry(shift, entry.PersonId, credit, EvidenceGrade.BackEntry, author, entry.DueOn, now);
                replacement.Replace(entry);
                db.Add(replacement);
                await db.SaveChangesAsync(cancellationToken);
                return TypedResults.Ok(new Response(reversal.Id, replacement.Id, credit.Minutes));
            },
            cancellationToken);
    }

    /// <param name="Minutes">What is right; 0 takes the hours back altogether. Or else the right times.</param>
    public sealed record Request(string Reason, int? Minutes = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

    /// <param name="ReplacementId">Null when the hours are taken back altogether.</param>
    public sealed record Response(Guid ReversalId, Guid? ReplacementId, int Minutes);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
            RuleFor(r => r.Minutes).NotNull().When(r => r.From is null && r.To is null);
            RuleFor(r => r.Minutes).InclusiveBetween(0, 24 * 60);
            RuleFor(r => r.Minutes).Null().When(r => r.From is not null || r.To is not null);
        }
    }
}
