using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>The minutes of a committee meeting: who was there, what the supervisors said, how each request was voted on.</summary>
internal static class RecordMeeting
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/committees/{committeeId:guid}/meetings", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<Created<Response>> HandleAsync(
        Guid committeeId,
        Request request,
        VolunteerDbContext db,
        DisbursementDesk desk,
        ISettings settings,
        BusinessDay day,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        if (request.HeldOn > await day.TodayAsync(cancellationToken))
        {
            throw new InvalidRequestException("heldOn", FundsErrors.DateInFuture);
        }

        return await db.AtomicallyAsync(
            async () =>
            {
                var committee = await db.Set<Committee>().Include(c => c.Seats).SingleOrDefaultAsync(c => c.Id == committeeId, cancellationToken) ?? throw new NotFoundException();
                var members = committee.MembersOn(request.HeldOn);
                var attending = request.Attending.ToHashSet();
                var supervisors = committee.SupervisorsOn(request.HeldOn);
                if (request.Opinions.Count == 0 || request.Opinions.Any(opinion => !supervisors.Contains(opinion.PersonId)))
                {
                    throw new BusinessException(FundsErrors.SupervisorNeeded);
                }

                var meeting = new CommitteeMeeting(committeeId, request.HeldOn, members.Count, attending.Count, string.Join('\n', request.Opinions.Select(opinion => opinion.Text.Trim())), me, clock.GetUtcNow());
                db.Add(meeting);
                var rules = await ApprovalRules.ReadAsync(settings, cancellationToken);
                var results = new List<Result>();
                foreach (var item in request.Items)
                {
                    var disbursement = await desk.GetAsync(item.DisbursementId, cancellationToken);
                    if (disbursement.BookId != committee.BookId)
                    {
                        throw new BusinessException(FundsErrors.FundOfAnotherBook);
                    }

                    HashSet<Guid> tooClose = [.. await desk.TooCloseAsync(disbursement, cancellationToken), disbursement.AuthorPersonId];
                    var count = CommitteeVote.Count(members, attending, tooClose, Votes(item));
                    meeting.Add(new MeetingItem(meeting.Id, disbursement.Id, item.Revision, count));
                    disbursement.Decide(meeting.Id, me, count.Passed, item.Revision, rules, PartyRules.Trimmed(item.Note), clock.GetUtcNow());
                    desk.TrackDecisions(disbursement);
                    results.Add(new Result(disbursement.Id, count.Yes, count.No, count.Abstained, count.Recused, count.Passed, disbursement.State));
                    await db.SaveChangesAsync(cancellationToken);
                    if (!count.Passed)
                    {
                        await desk.ReleaseAsync(disbursement.ReservationId, cancellationToken);
                    }
                }

                await db.SaveChangesAsync(cancellationToken);
                return TypedResults.Created($"/api/funds/committees/{committeeId}", new Response(meeting.Id, results));
            },
            cancellationToken);
    }

    private static Dictionary<Guid, VoteAnswer> Votes(Item item)
    {
        var votes = new Dictionary<Guid, VoteAnswer>();
        foreach (var vote in item.Votes)
        {
            if (!votes.TryAdd(vote.PersonId, vote.Answer))
            {
                throw new BusinessException(FundsErrors.VotedTwice);
            }
        }

        return votes;
    }

    /// <param name="Attending">Members who were there.</param>
    /// <param name="Opinions">Of the supervisors who were there; at least one.</param>
    public sealed record Request(DateOnly HeldOn, List<Guid> Attending, List<Opinion> Opinions, List<Item> Items);

    public sealed record Opinion(Guid PersonId, string Text);

    public sealed record Item(Guid DisbursementId, int Revision, List<Vote> Votes, string? Note = null);

    public sealed record Vote(Guid PersonId, VoteAnswer Answer);

    public sealed record Response(Guid Id, IReadOnlyList<Result> Results);

    public sealed record Result(Guid DisbursementId, int Yes, int No, int Abstained, int Recused, bool Passed, DisbursementState State);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Attending).Must(attending => attending.Count <= 99);
            RuleFor(request => request.Opinions).Must(opinions => opinions.Count <= 20 && opinions.TrueForAll(opinion => opinion is not null));
            RuleForEach(request => request.Opinions).ChildRules(opinion => opinion.RuleFor(o => o.Text).Prose());
            RuleFor(request => request.Items).Must(items => items.Count is > 0 and <= 100 && items.TrueForAll(item => item is not null && item.Votes.Count <= 99 && item.Votes.TrueForAll(vote => vote is not null)));
            RuleForEach(request => request.Items).ChildRules(item => item.RuleFor(i => i.Note).OptionalLine(GiftRules.LongestReason));
        }
    }
}
