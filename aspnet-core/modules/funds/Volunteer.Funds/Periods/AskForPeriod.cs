using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Periods;

/// <summary>The first of two people: asks to close a month or to open it again.</summary>
internal static class AskForPeriod
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/month-requests", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(
        Guid bookId,
        Request request,
        VolunteerDbContext db,
        BookAccess books,
        Months months,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await books.RequireAsync(bookId, cancellationToken);
        var month = ParseMonth(request.Month);
        await months.RequirePossibleAsync(bookId, month, request.Action, cancellationToken);
        var asked = new PeriodRequest(bookId, month, request.Action, request.Reason?.Trim(), user.RequirePersonId(), clock.GetUtcNow());
        db.Add(asked);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(FundsErrors.PeriodRequestWaiting);
        }

        return TypedResults.Created($"/api/funds/month-requests/{asked.Id}", new Response(asked.Id));
    }

    public static DateOnly ParseMonth(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9000
            ? day
            : throw new InvalidRequestException("month", FrameworkErrors.Invalid);

    /// <param name="Month">E.g. <c>2026-03</c>.</param>
    /// <param name="Reason">Needed for reopening; published.</param>
    public sealed record Request(string Month, PeriodAction Action, string? Reason = null);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Reason).MaximumLength(500);
            RuleFor(r => r.Reason).NotEmpty().When(r => r.Action is PeriodAction.Reopen);
        }
    }
}
