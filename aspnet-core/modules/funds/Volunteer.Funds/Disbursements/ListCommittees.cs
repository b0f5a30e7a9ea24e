using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Platform;

namespace Volunteer.Funds.Disbursements;

/// <summary>The committees, who sits on them, and their last meetings.</summary>
internal static class ListCommittees
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/committees", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<List<Item>>> HandleAsync(VolunteerDbContext db, IPeople people, BusinessDay day, CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        var committees = await db.Set<Committee>().AsNoTracking().Include(c => c.Seats).OrderBy(c => c.Name).ToListAsync(cancellationToken);
        var meetings = await db.Set<CommitteeMeeting>().AsNoTracking().Include(m => m.Items).OrderByDescending(m => m.HeldOn).ThenByDescending(m => m.Id).Take(200).ToListAsync(cancellationToken);
        var names = await people.FindAsync([.. committees.SelectMany(c => c.Seats).Select(seat => seat.PersonId).Distinct()], cancellationToken);
        return TypedResults.Ok(committees.ConvertAll(committee => new Item(
            committee.Id,
            committee.BookId,
            committee.Name,
            [.. committee.MembersOn(today).Select(Named)],
            [.. committee.SupervisorsOn(today).Select(Named)],
            [.. meetings.Where(meeting => meeting.CommitteeId == committee.Id).Select(meeting => new Meeting(
                meeting.Id,
                meeting.HeldOn,
                meeting.Members,
                meeting.Attending,
                meeting.SupervisorOpinions,
                [.. meeting.Items.Select(item => new Vote(item.DisbursementId, item.Revision, item.Yes, item.No, item.Abstained, item.Recused, item.Passed))]))])));

        Sitter Named(Guid personId) => new(personId, names.GetValueOrDefault(personId)?.Name ?? string.Empty);
    }

    public sealed record Item(Guid Id, Guid BookId, string Name, IReadOnlyList<Sitter> Members, IReadOnlyList<Sitter> Supervisors, IReadOnlyList<Meeting> Meetings);

    public sealed record Sitter(Guid PersonId, string Name);

    public sealed record Meeting(Guid Id, DateOnly HeldOn, int Members, int Attending, string SupervisorOpinions, IReadOnlyList<Vote> Votes);

    public sealed record Vote(Guid DisbursementId, int Revision, int Yes, int No, int Abstained, int Recused, bool Passed);
}
