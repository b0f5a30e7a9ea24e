using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Bazaars;

/// <summary>One more stall.</summary>
internal static class AddStall
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/bazaars/{bazaarId:guid}/stalls", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<Response>> HandleAsync(Guid bazaarId, Request request, VolunteerDbContext db, IPeople people, CancellationToken cancellationToken)
    {
        var bazaar = await db.GetBazaarAsync(bazaarId, cancellationToken);
        await people.EnsureThereAsync([request.KeeperPersonId], cancellationToken);
        var stall = bazaar.AddStall(request.Name.Trim(), request.KeeperPersonId);
        db.Add(stall);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/bazaars/{bazaarId}", new Response(stall.Id));
    }

    public sealed record Request(string Name, Guid? KeeperPersonId = null);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Name).OneLine(60);
    }
}
