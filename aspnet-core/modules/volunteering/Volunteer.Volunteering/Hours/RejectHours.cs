using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Volunteering.Hours;

/// <summary>Says no to an entry or a correction, with the reason that the person gets to see.</summary>
internal static class RejectHours
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/hours/{id:guid}/rejection", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ApproveHours);

    private static async Task<NoContent> HandleAsync(Guid id, Request request, HoursDecisions decisions, CancellationToken cancellationToken)
    {
        await decisions.RejectAsync(id, request.Reason, cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
    }
}
