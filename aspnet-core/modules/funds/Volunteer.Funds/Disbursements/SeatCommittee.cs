using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Disbursements;

/// <summary>Founds a committee, or names who sits on it from now on.</summary>
internal static class SeatCommittee
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/committees", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, BookFacts books, IPeople people, BusinessDay day, CancellationToken cancellationToken)
    {
        Committee.EnsureShape(request.Members, request.Supervisors, request.IsUnpaid);
        await books.TakesOnlineGiftsAsync(request.BookId, cancellationToken);
        List<Guid> named = [.. request.Members, .. request.Supervisors];
        if ((await people.FindAsync(named, cancellationToken)).Count != named.Count)
        {
            throw new NotFoundException();
        }

        var name = request.Name.Trim();
        var committee = await db.Set<Committee>().Include(c => c.Seats).SingleOrDefaultAsync(c => c.BookId == request.BookId && c.Name == name, cancellationToken);
        if (committee is null)
        {
            committee = new Committee(request.BookId, name);
            db.Add(committee);
        }

        var today = await day.TodayAsync(cancellationToken);
        if (committee.Seats.Any(seat => seat.From == today))
        {
            throw new BusinessException(FundsErrors.CommitteeSeatedToday);
        }

        db.AddRange(committee.Seat(request.Members, request.Supervisors, request.IsUnpaid, today));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/committees/{committee.Id}", new Response(committee.Id));
    }

    /// <param name="Members">An odd number, five or more.</param>
    /// <param name="Supervisors">Not members; at least one attends every meeting.</param>
    /// <param name="IsUnpaid">Nobody is paid for sitting.</param>
    public sealed record Request(Guid BookId, string Name, List<Guid> Members, List<Guid> Supervisors, bool IsUnpaid);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).OneLine(100);
            RuleFor(request => request.Members).Must(members => members.Count <= 99);
            RuleFor(request => request.Supervisors).Must(supervisors => supervisors.Count <= 20);
        }
    }
}
