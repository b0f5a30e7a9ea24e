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
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        Request request,
        SignupDesk desk,
        ClashesElsewhere elsewhere,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var signup = await desk.SignUpAsync(shiftId, personId, request.RoleKey, request.AcceptRisk, personId, overrideReason: null, cancellationToken);
        IReadOnlyList<string> warnings = await elsewhere.AnyAsync(shiftId, cancellationToken) ? [VolunteeringErrors.ClashElsewhere] : [];
        return TypedResults.Ok(new Response(signup.Id, signup.State, signup.WaitlistNumber, warnings));
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
