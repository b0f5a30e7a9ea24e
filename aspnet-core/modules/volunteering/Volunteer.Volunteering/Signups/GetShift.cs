using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>One shift as a volunteer sees it. Who is coming is told, by given name, only to those who come themselves.</summary>
internal static class GetShift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/shifts/{shiftId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        VolunteerDbContext db,
        SignupFacts facts,
        ShiftView view,
        IPeople people,
        IClubs clubs,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
        var fact = await facts.ShiftAsync(shiftId, cancellationToken) ?? throw new NotFoundException();
        var person = await facts.PersonAsync(personId, [fact], cancellationToken) ?? throw new NotFoundException();
        var (cannot, roles) = view.Explain(shift, fact, person, await facts.LimitsAsync(cancellationToken), clock.GetUtcNow());
        var mine = (await view.MineAsync(personId, [shiftId], cancellationToken)).GetValueOrDefault(shiftId);
        var live = await db.Set<Signup>().AsNoTracking()
            .Where(s => s.ShiftId == shiftId && (s.State == SignupState.Confirmed || s.State == SignupState.Waitlisted))
            .OrderBy(s => s.SignedUpAt).ThenBy(s => s.Id)
            .Select(s => new { s.PersonId, s.State })
            .ToListAsync(cancellationToken);
        var coming = live.Where(s => s.State == SignupState.Confirmed).Select(s => s.PersonId).ToList();
        IReadOnlyList<string> names = [];
        if (mine?.State == SignupState.Confirmed)
        {
            var cards = await people.FindAsync(coming, cancellationToken);
            names = [.. coming.Where(cards.ContainsKey).Select(id => GivenName(cards[id].Name))];
        }

        var place = await db.Set<Place>().AsNoTracking().SingleAsync(p => p.Id == shift.PlaceId, cancellationToken);
        var hours = await db.Set<Duty>().Where(d => d.Id == shift.DutyId).Select(d => d.WithdrawUntilHoursBefore).SingleAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            shift.Id,
            shift.LocalDate,
            shift.StartsAt,
            shift.EndsAt,
            shift.State,
            shift.Kind,
            shift.Title,
            shift.TitleEn,
            shift.Description,
            shift.ChangeReason,
            new PlaceView(place.Name, place.NameEn, place.Address),
            (await clubs.FindAsync([shift.ClubId], cancellationToken)).GetValueOrDefault(shift.ClubId)?.Name,
            shift.Places,
            Math.Max(0, shift.Places - shift.Taken),
            coming.Count,
            live.Count - coming.Count,
            roles,
            names,
            fact.Risk,
            fact.IsDangerous,
            fact.MinimumAge,
            shift.StartsAt.AddHours(-hours),
            mine,
            mine is null ? cannot : null));
    }

    /// <summary>王秀英 → 秀英. Names of two characters and of other scripts keep their last part.</summary>
    internal static string GivenName(string name)
    {
        var parts = name.Split([' ', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 ? parts[0]
            : name.Length > 3 ? name[2..]
            : name.Length > 1 ? name[1..]
            : name;
    }

    /// <param name="Coming">How many have a sure place.</param>
    /// <param name="Names">Given names of those who come; empty unless the reader comes too.</param>
    /// <param name="WithdrawUntil">Until then one can withdraw without being marked late.</param>
    public sealed record Response(
        Guid ShiftId,
        DateOnly Date,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ShiftState State,
        DutyKind Kind,
        string Title,
        string? TitleEn,
        string Description,
        string? ChangeReason,
        PlaceView Place,
        string? ClubName,
        int Places,
        int PlacesLeft,
        int Coming,
        int Waiting,
        IReadOnlyList<RoleView> Roles,
        IReadOnlyList<string> Names,
        string? Risk,
        bool IsDangerous,
        int? MinimumAge,
        DateTimeOffset WithdrawUntil,
        MyEntry? Mine,
        Reason? Cannot);

    public sealed record PlaceView(string Name, string? NameEn, string Address);
}
