using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Somebody says: these lines of the bank are these items. Both sides may have several legs, also parts of them.</summary>
internal static class MakeMatch
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/money-accounts/{accountId:guid}/bank-matches", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, Request request, VolunteerDbContext db, Reconciler reconciler, MatchWriter writer, LearnedRules rules, CancellationToken cancellationToken)
    {
        var account = await reconciler.AccountAsync(accountId, cancellationToken);
        return TypedResults.Ok(await db.AtomicallyAsync(MatchAsync, cancellationToken));

        async Task<Response> MatchAsync()
        {
            var work = await reconciler.OpenWorkAsync(account, cancellationToken);
            var match = await writer.WriteAsync(account, Explained(request, work), cancellationToken);
            await LearnAsync(request, work, db, rules, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return new Response(match.Id, match.Score, match.DifferenceFen);
        }
    }

    /// <summary>Score and reasons are the engine's, never the client's: a match that it did not propose is one by hand.</summary>
    private static NewMatch Explained(Request request, OpenWork work)
    {
        List<LineLeg> lines = [.. request.Lines.Select(leg => new LineLeg(leg.LineId, leg.Fen))];
        List<ItemLeg> items = [.. request.Items.Select(leg => new ItemLeg(leg.Kind, leg.ItemId, leg.Fen))];
        var wanted = new NewMatch(MatchOrigin.ByHand, lines, items)
        {
            Difference = request.Difference is { } difference ? new DifferenceChoice(difference.Reason, difference.FundId) : null,
        };
        foreach (var leg in lines)
        {
            if (work.Certain.TryGetValue(leg.LineId, out var certain) && lines.Count == 1 && items.Count == 1 && certain.Item.Id == items[0].ItemId && leg.Fen == certain.Line.Fen)
            {
                return wanted with { Origin = MatchOrigin.Proposed, Kind = nameof(SuggestionKind.OneToOne), Score = certain.Score, Reasons = certain.Reasons };
            }

            if (work.Lines.FirstOrDefault(line => line.Id == leg.LineId) is { } line
                && work.Candidates.For(line).Suggestions.FirstOrDefault(suggestion => IsSame(suggestion, lines, items)) is { } proposed)
            {
                return wanted with { Origin = MatchOrigin.Proposed, Kind = proposed.Kind.ToString(), Score = proposed.Score, Reasons = proposed.Reasons };
            }
        }

        return wanted;
    }

    private static bool IsSame(Suggestion suggestion, List<LineLeg> lines, List<ItemLeg> items) =>
        suggestion.Lines.Select(leg => new LineLeg(leg.What.Id, leg.Fen)).ToHashSet().SetEquals(lines)
        && suggestion.Items.Select(leg => new ItemLeg(leg.What.Kind, leg.What.Id, leg.Fen)).ToHashSet().SetEquals(items);

    private static async Task LearnAsync(Request request, OpenWork work, VolunteerDbContext db, LearnedRules rules, CancellationToken cancellationToken)
    {
        if (request.Items.Count == 1 && work.Items.FirstOrDefault(item => item.Id == request.Items[0].ItemId) is { } item)
        {
            foreach (var leg in request.Lines)
            {
                await rules.LearnAliasAsync(await db.Set<StatementLine>().AsNoTracking().SingleAsync(line => line.Id == leg.LineId, cancellationToken), item, cancellationToken);
            }
        }
    }

    /// <param name="Difference">Needed when lines and items do not add up to the fen.</param>
    public sealed record Request(IReadOnlyList<LineLegForm> Lines, IReadOnlyList<ItemLegForm> Items, DifferenceForm? Difference = null);

    /// <param name="Fen">How much of the line, with its sign.</param>
    public sealed record LineLegForm(Guid LineId, long Fen);

    public sealed record ItemLegForm(OpenItemKind Kind, Guid ItemId, long Fen);

    /// <param name="FundId">Which fund bears it; may be left out when all items are of one fund.</param>
    public sealed record DifferenceForm(DifferenceReason Reason, Guid? FundId = null);

    public sealed record Response(Guid MatchId, int? Score, long DifferenceFen);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Lines).NotEmpty();
            RuleForEach(request => request.Lines).ChildRules(leg => leg.RuleFor(l => l.Fen).NotEqual(0));
            RuleForEach(request => request.Items).ChildRules(leg => leg.RuleFor(l => l.Fen).NotEqual(0));
        }
    }
}
