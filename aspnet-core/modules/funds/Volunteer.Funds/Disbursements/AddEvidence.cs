using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Disbursements;

/// <summary>Keeps an invoice, a signed list or a photo with the request. Photos lose what they say about place and phone.</summary>
internal static class AddEvidence
{
    private const int LargestFile = 10 * 1024 * 1024;

    /// <summary>A little more than a file may have, for the envelope around it.</summary>
    private const int LargestBody = LargestFile + (64 * 1024);

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/evidence", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements)
        .WithMetadata(new NotIdempotent(), new RequestSizeLimitAttribute(LargestBody))
        .DisableAntiforgery();

    private static async Task<Created<Response>> HandleAsync(
        Guid disbursementId,
        IFormFile file,
        VolunteerDbContext db,
        DisbursementDesk desk,
        IFileStore files,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
        if (disbursement.AuthorPersonId != me && !user.Can(FundsPermissions.ViewBooks))
        {
            throw new NotFoundException();
        }

        if (file.Length is 0 or > LargestFile)
        {
            throw new BusinessException(FundsErrors.EvidenceSize);
        }

        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, cancellationToken);
        var (content, mediaType) = EvidenceFiles.Clean(copy.ToArray());
        var fileId = await files.SaveAsync(new MemoryStream(content), cancellationToken);
        var evidence = disbursement.AddEvidence(fileId, EvidenceFiles.Name(file.FileName), mediaType, content.Length, SHA256.HashData(content), me, clock.GetUtcNow());
        db.Add(evidence);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/disbursements/{disbursementId}/evidence/{evidence.Id}", new Response(evidence.Id, evidence.Name, evidence.MediaType));
    }

    public sealed record Response(Guid Id, string Name, string MediaType);
}
