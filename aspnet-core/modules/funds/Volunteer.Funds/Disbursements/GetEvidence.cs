using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Disbursements;

/// <summary>Downloads one piece of evidence.</summary>
internal static class GetEvidence
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/disbursements/{disbursementId:guid}/evidence/{evidenceId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<FileStreamHttpResult> HandleAsync(Guid disbursementId, Guid evidenceId, VolunteerDbContext db, IFileStore files, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var mayAll = user.Can(FundsPermissions.ViewBooks);
        var evidence = await db.Set<Evidence>().AsNoTracking()
            .SingleOrDefaultAsync(
                e => e.Id == evidenceId && e.DisbursementId == disbursementId && (mayAll || db.Set<Disbursement>().Any(d => d.Id == disbursementId && d.AuthorPersonId == me)),
                cancellationToken)
            ?? throw new NotFoundException();

        // As a download: what somebody uploaded is never shown as a page of ours.
        return TypedResults.Stream(files.Open(evidence.FileId) ?? throw new NotFoundException(), evidence.MediaType, evidence.Name);
    }
}
