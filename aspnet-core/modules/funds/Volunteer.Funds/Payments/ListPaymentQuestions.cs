using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Payments;

/// <summary>What does not fit together and waits for a person.</summary>
internal static class ListPaymentQuestions
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/payments/questions", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken, QuestionState state = QuestionState.Open, int page = 1, int pageSize = 50)
    {
        var questions = db.Set<PaymentQuestion>().AsNoTracking().Where(question => question.State == state);
        var total = await questions.CountAsync(cancellationToken);
        var rows = await questions.OrderByDescending(question => question.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(q => new Item(q.Id, q.AccountId, q.Kind, q.Reference, q.Expected, q.Found, q.OpenedAt, q.State, AcceptPaymentQuestion.MayAccept(q), q.SettledBy, q.SettledAt, q.Note))],
            total));
    }

    public sealed record Response(List<Item> Items, int Total);

    /// <param name="Reference">The provider's id of what it is about.</param>
    /// <param name="MayAccept">Whether the money can be taken into the general fund, or the event worked on after all.</param>
    public sealed record Item(
        Guid Id,
        Guid AccountId,
        QuestionKind Kind,
        string Reference,
        string? Expected,
        string? Found,
        DateTimeOffset OpenedAt,
        QuestionState State,
        bool MayAccept,
        Guid? SettledBy,
        DateTimeOffset? SettledAt,
        string? Note);
}
