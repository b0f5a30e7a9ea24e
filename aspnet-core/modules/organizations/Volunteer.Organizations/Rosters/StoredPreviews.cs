using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Rosters;

internal sealed class StoredPreviews(VolunteerDbContext db, ClubAuthority authority, RosterVault vault, TimeProvider clock)
{
    /// <summary>A preview that can still be used, for somebody who may import into its club.</summary>
    public async Task<(RosterPreview Preview, List<RosterRow> Rows)> OpenAsync(Guid previewId, CancellationToken cancellationToken)
    {
        var preview = await db.Set<RosterPreview>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == previewId, cancellationToken) ?? throw new NotFoundException();
        await authority.RequireAsync(preview.ClubId, cancellationToken);
        if (preview.State is RosterPreviewState.Committed)
        {
            throw new BusinessException(OrganizationsErrors.PreviewCommitted);
        }

        return preview.ExpiresAt > clock.GetUtcNow() && vault.Unpack(preview.Rows) is { } rows
            ? (preview, rows)
            : throw new BusinessException(OrganizationsErrors.PreviewExpired);
    }
}
