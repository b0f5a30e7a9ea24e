using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Organizations;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>A leader sets up a recurring duty; its first shifts exist when the answer comes.</summary>
internal static class CreateDuty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Created<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        ClubScope scope,
        DutyClubs clubs,
        DutyReferences references,
        DutyPlanning planning,
        ShiftGeneration generation,
        CancellationToken cancellationToken)
    {
        await scope.RequireAsync(request.ClubId, cancellationToken);
        await clubs.RequireForAsync(request.ClubId, request.Kind, cancellationToken);
        await references.RequirePlaceAsync(request.PlaceId, "placeId", cancellationToken);
        await references.RequireRolesAsync(request.Who.Places, request.Who.ToWho().Roles, "who.roles", cancellationToken);
        var plan = await planning.NowAsync(cancellationToken);
        Planning.Timetable(request.When.ToWhen(), plan.Calendar);

        var duty = new Duty(request.ClubId, request.Kind, request.Text.ToText(), request.PlaceId, request.When.ToWhen(), request.Who.ToWho());
        await db.InTransactionAsync(
            async () =>
            {
                db.Add(duty);
                await db.SaveChangesAsync(cancellationToken);
                await generation.CatchUpAsync(duty, plan.Today, cancellationToken);
            },
            cancellationToken);
        return TypedResults.Created($"/api/volunteering/duties/{duty.Id}", new Response(duty.Id));
    }

    public sealed record Request(Guid ClubId, DutyKind Kind, TextInput Text, Guid PlaceId, WhenInput When, WhoInput Who);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Text).IsDutyText();
            RuleFor(r => r.When).IsDutyWhen();
            RuleFor(r => r.Who).IsDutyWho();
        }
    }
}

/// <summary>Which kinds of duty a club may hold.</summary>
internal sealed class DutyClubs(IClubs clubs)
{
    public async Task RequireForAsync(Guid clubId, DutyKind kind, CancellationToken cancellationToken)
    {
        var club = (await clubs.FindAsync([clubId], cancellationToken)).GetValueOrDefault(clubId) ?? throw new NotFoundException();
        if (!club.IsActive)
        {
            throw new BusinessException(VolunteeringErrors.ClubNotActive);
        }

        RequireKind(club, kind);
    }

    public async Task RequireKindAsync(Guid clubId, DutyKind kind, CancellationToken cancellationToken) =>
        RequireKind((await clubs.FindAsync([clubId], cancellationToken)).GetValueOrDefault(clubId) ?? throw new NotFoundException(), kind);

    private static void RequireKind(ClubCard club, DutyKind kind)
    {
        if (kind == DutyKind.Volunteering && !club.IsVolunteering)
        {
            throw new BusinessException(VolunteeringErrors.ClubNotVolunteering);
        }
    }
}
