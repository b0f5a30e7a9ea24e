using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Volunteering.Hours;

/// <summary>Approves several entries; each stands for itself, and what cannot be approved says why.</summary>
internal static class ApproveHours
{
    private const int Most = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/hours/approvals", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ApproveHours);

    private static async Task<Ok<Response>> HandleAsync(Request request, HoursDecisions decisions, CancellationToken cancellationToken)
    {
        var approved = new List<Guid>();
        var refused = new List<Refused>();
        foreach (var id in request.Ids.Distinct())
        {
            if (await decisions.ApproveAsync(id, cancellationToken) is { } code)
            {
                refused.Add(new Refused(id, code));
            }
            else
            {
                approved.Add(id);
            }
        }

        return TypedResults.Ok(new Response(approved, refused));
    }

    public sealed record Request(List<Guid> Ids);

    public sealed record Response(IReadOnlyList<Guid> Approved, IReadOnlyList<Refused> Refused);

    public sealed record Refused(Guid Id, string Code);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Ids).Must(ids => ids.Count is > 0 and <= Most);
    }
}
