using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>Writes down what a donor said by telephone or letter.</summary>
internal static class AnswerForDonor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/purpose-changes/{changeId:guid}/consents/{consentId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<NoContent> HandleAsync(Guid changeId, Guid consentId, Request request, VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var change = await db.GetPurposeChangeAsync(changeId, cancellationToken);
        change.Answer(consentId, request.Agrees, request.How.Trim(), user.RequirePersonId(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="How">E.g. by telephone on which day, or where the letter is kept.</param>
    public sealed record Request(bool Agrees, string How);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.How).OneLine(GiftRules.LongestReason);
    }
}
