using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// A leader signs up somebody, e.g. an elder without a phone (S20): recorded as done by the leader, told to the person, who
/// may withdraw. With a reason a leader may go past capacity, an outstanding offer, a clash or a missing skill (S11, S17).
/// </summary>
internal static class SignUpSomeone
{
    private const int LongestReason = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/shifts/{shiftId:guid}/signups/proxy", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        Request request,
        VolunteerDbContext db,
        ClubScope scope,
        SignupBatch batch,
        AuditTrail audit,
        ShiftGate gate,
        SignupMessages messages,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var clubId = await db.Set<Shift>().Where(s => s.Id == shiftId).Select(s => (Guid?)s.ClubId).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(clubId, cancellationToken);
        var written = await gate.RunAsync(
            async () =>
            {
                var signup = await batch.SignUpAsync(
                    new SignupWish(shiftId, request.PersonId, request.RoleKey, request.AcceptRisk, user.RequirePersonId(), request.Override ? request.Reason : null, audit.Origin, Key: null),
                    cancellationToken);
                if (signup.State == SignupState.Waitlisted)
                {
                    var row = await db.Set<Signup>().AsNoTracking().SingleAsync(s => s.Id == signup.SignupId, cancellationToken);
                    await messages.SignedUpByAnotherAsync(await messages.AboutAsync(shiftId, cancellationToken), row, cancellationToken);
                }

                return signup;
            },
            cancellationToken);
        return TypedResults.Ok(new Response(written.SignupId, written.State, written.WaitlistNumber));
    }

    /// <param name="AcceptRisk">The leader has told the person about the risk and the person accepts it.</param>
    /// <param name="Override">Go past what stops others; needs a reason.</param>
    public sealed record Request(Guid PersonId, string? RoleKey = null, bool AcceptRisk = false, string? Reason = null, bool Override = false);

    public sealed record Response(Guid SignupId, SignupState State, int? WaitlistNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator(Texts texts)
        {
            RuleFor(request => request.RoleKey).MaximumLength(40);
            RuleFor(request => request.Reason).MaximumLength(LongestReason);
            RuleFor(request => request.Reason).NotEmpty().When(request => request.Override)
                .WithMessage(_ => texts.Get(VolunteeringErrors.OverrideNeedsReason));
        }
    }
}
