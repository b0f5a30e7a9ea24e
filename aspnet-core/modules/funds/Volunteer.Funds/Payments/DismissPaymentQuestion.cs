using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Payments;

/// <summary>A person decides: nothing is to be done.</summary>
internal static class DismissPaymentQuestion
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payments/questions/{questionId:guid}/dismissal", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid questionId, Request request, VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var question = await db.Set<PaymentQuestion>().SingleOrDefaultAsync(q => q.Id == questionId, cancellationToken) ?? throw new NotFoundException();
        question.Settle(QuestionState.Dismissed, user.RequirePersonId(), request.Note, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Note);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).NotEmpty().MaximumLength(PaymentQuestion.LongestNote);
    }
}
