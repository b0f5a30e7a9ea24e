using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Platform;

namespace Volunteer.Funds.Disbursements;

/// <summary>Requests, newest first; who does not see the books sees their own.</summary>
internal static class ListDisbursements
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/disbursements", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        IPeople people,
        ICurrentUser user,
        CancellationToken cancellationToken,
        DisbursementState? state = null,
        Guid? fundId = null,
        int page = 1,
        int pageSize = 50)
    {
        var me = user.RequirePersonId();
        var mayAll = user.Can(FundsPermissions.ViewBooks);
        var requests = db.Set<Disbursement>().AsNoTracking()
            .Where(d => (mayAll || d.AuthorPersonId == me) && (state == null || d.State == state) && (fundId == null || d.FundId == fundId));
        var total = await requests.CountAsync(cancellationToken);
        var rows = await requests.OrderByDescending(d => d.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        var names = await people.FindAsync([.. rows.Select(row => row.AuthorPersonId)], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(d => new Item(
                d.Id,
                d.Title,
                d.FundId,
                d.ProjectId,
                d.TotalFen,
                d.State,
                d.Revision,
                names.GetValueOrDefault(d.AuthorPersonId)?.Name ?? string.Empty,
                d.AuthorPersonId == me,
                d.CreatedAt,
                d.PaidOn,
                d.EntryNumber,
                d.Source))],
            total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(
        Guid Id,
        string Title,
        Guid FundId,
        Guid? ProjectId,
        long TotalFen,
        DisbursementState State,
        int Revision,
        string AuthorName,
        bool IsMine,
        DateTimeOffset CreatedAt,
        DateOnly? PaidOn,
        int? EntryNumber,
        string? Source);
}
