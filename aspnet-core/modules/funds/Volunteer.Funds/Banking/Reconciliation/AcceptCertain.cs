using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Takes the certain ones together: those that the page showed, and only while they still are certain.</summary>
internal static class AcceptCertain
{
    private const int MostAtOnce = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/money-accounts/{accountId:guid}/bank-matches/certain", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    public static NewMatch Of(CertainMatch match) => new(MatchOrigin.Certain, [new LineLeg(match.Line.Id, match.Line.Fen)], [new ItemLeg(match.Item.Kind, match.Item.Id, match.Item.Fen)])
    {
        Kind = nameof(SuggestionKind.OneToOne),
        Score = match.Score,
        Reasons = match.Reasons,
    };

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, Request request, VolunteerDbContext db, Reconciler reconciler, MatchWriter writer, CancellationToken cancellationToken)
    {
        var account = await reconciler.AccountAsync(accountId, cancellationToken);
        return TypedResults.Ok(await db.AtomicallyAsync(AcceptAsync, cancellationToken));

        async Task<Response> AcceptAsync()
        {
            var work = await reconciler.OpenWorkAsync(account, cancellationToken);
            var wanted = request.LineIds?.ToHashSet();
            var certain = work.Certain.Values
                .Where(match => wanted is null || wanted.Contains(match.Line.Id))
                .OrderBy(match => match.Line.Date).ThenBy(match => match.Line.Id)
                .Take(MostAtOnce)
                .ToList();
            foreach (var match in certain)
            {
                await writer.WriteAsync(account, Of(match), cancellationToken);
            }

            return new Response(certain.Count, (wanted?.Count ?? work.Certain.Count) - certain.Count);
        }
    }

    /// <param name="LineIds">Null: all that are certain.</param>
    public sealed record Request(IReadOnlyList<Guid>? LineIds = null);

    /// <param name="Left">Asked for and not certain any more, or more than fit in one go.</param>
    public sealed record Response(int Matched, int Left);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.LineIds!.Count).LessThanOrEqualTo(MostAtOnce).When(request => request.LineIds is not null).OverridePropertyName("lineIds");
    }
}
