using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>Takes a voucher back by its opposite (红字冲销); corrections are published with their reason (令81号 art. 16).</summary>
internal static class ReverseEntry
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/entries/{entryId:guid}/reversal", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<PostedVoucher>> HandleAsync(Guid entryId, Request request, VolunteerDbContext db, ILedger ledger, BookAccess books, CancellationToken cancellationToken)
    {
        var date = request.Date ?? await books.TodayAsync(cancellationToken);
        return PostedVoucher.Created(await db.AtomicallyAsync(() => ledger.ReverseAsync(entryId, date, request.Reason, cancellationToken), cancellationToken));
    }

    /// <param name="Date">Today, unless said otherwise.</param>
    public sealed record Request(string Reason, DateOnly? Date = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(Entry.LongestText);
    }
}
