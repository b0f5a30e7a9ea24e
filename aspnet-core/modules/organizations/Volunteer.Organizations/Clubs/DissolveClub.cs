using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Members;

namespace Volunteer.Organizations.Clubs;

/// <summary>The club ends, once everything that any module keeps open for it is settled.</summary>
internal static class DissolveClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/dissolution", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ReviewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request request,
        VolunteerDbContext db,
        ClubReview review,
        IEnumerable<IClubSettlement> settlements,
        Texts texts,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var club = await db.AtomicallyAsync(DissolveAsync, cancellationToken);
        await review.RefreshLeadersAsync(clubId, cancellationToken);
        return TypedResults.Ok(new Response(club.State, club.Version));

        async Task<Club> DissolveAsync()
        {
            var found = await db.Set<Club>().SingleOrDefaultAsync(c => c.Id == clubId, cancellationToken) ?? throw new NotFoundException();
            ClubReview.Seen(found, request.Version);
            await EnsureSettledAsync(clubId, settlements, texts, cancellationToken);

            var now = clock.GetUtcNow();
            found.Dissolve(user.RequirePersonId(), ClubRules.Lines(request.Reasons), now);
            await db.SaveChangesAsync(cancellationToken);

            // The decision above is the record of it; a row each in the audit trail would say no more.
            await db.Set<ClubMember>().Where(member => member.ClubId == clubId && member.LeftAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(member => member.LeftAt, now).SetProperty(member => member.LeaveReason, LeaveReason.Dissolved),
                cancellationToken);
            return found;
        }
    }

    private static async Task EnsureSettledAsync(Guid clubId, IEnumerable<IClubSettlement> settlements, Texts texts, CancellationToken cancellationToken)
    {
        var open = new List<OpenThing>();
        foreach (var settlement in settlements)
        {
            open.AddRange((await settlement.OpenItemsAsync(clubId, cancellationToken)).Where(item => item.Count > 0).Select(item => new OpenThing(
                item.Code,
                item.Count,
                texts.Get(item.Code, CultureInfo.CurrentUICulture.Name, new Dictionary<string, object?>(StringComparer.Ordinal) { ["count"] = item.Count }))));
        }

        if (open.Count > 0)
        {
            throw new BusinessException(OrganizationsErrors.OpenItems).With("items", open);
        }
    }

    public sealed record Request(string Reasons, int? Version = null);

    public sealed record Response(ClubState State, int Version);

    /// <param name="Text">In the caller's language.</param>
    public sealed record OpenThing(string Code, int Count, string Text);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reasons).Prose();
    }
}
