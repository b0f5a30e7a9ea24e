using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Volunteering.Signups;

/// <summary>The signed-in person takes a place on a shift, or the next number on its waitlist.</summary>
internal static class SignUpForShift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/shifts/{shiftId:guid}/signups", HandleAsync)
        .WithMetadata(new KeepsItsAnswer())
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Results<Ok<Response>, EmptyHttpResult>> HandleAsync(
        Guid shiftId,
        Request request,
        HttpContext http,
        Coalescer<SignupWish, SignupAnswer> writer,
        AuditTrail audit,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var key = http.Features.Get<IdempotencyKey>();
        var answer = await writer.SubmitAsync(
            new SignupWish(shiftId, personId, request.RoleKey, request.AcceptRisk, personId, OverrideReason: null, audit.Origin, key),
            cancellationToken);
        if (answer.Fresh is { } fresh)
        {
            return TypedResults.Ok(fresh);
        }

        await key!.AnswerAgainAsync(http, answer.Earlier!);
        return TypedResults.Empty;
    }

    /// <param name="RoleKey">The role whose place is wanted; null for a general place.</param>
    /// <param name="AcceptRisk">The person has read the risk and accepts it.</param>
    public sealed record Request(string? RoleKey = null, bool AcceptRisk = false);

    /// <param name="Warnings">Codes of things to think about that do not stop the sign-up.</param>
    public sealed record Response(Guid SignupId, SignupState State, int? WaitlistNumber, IReadOnlyList<string> Warnings);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.RoleKey).MaximumLength(40);
    }
}
