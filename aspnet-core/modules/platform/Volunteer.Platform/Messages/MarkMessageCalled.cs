using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Messages;

/// <summary>The person has been told by telephone.</summary>
internal static class MarkMessageCalled
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/messages/{messageId:guid}/called", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewMessages);

    private static async Task<NoContent> HandleAsync(
        Guid messageId,
        VolunteerDbContext db,
        VisibleMessages visible,
        AuditTrail audit,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var message = (await visible.ReadAsync(cancellationToken)).Where(m => m.Id == messageId);
        if (!await message.AnyAsync(cancellationToken))
        {
            throw new NotFoundException();
        }

        var now = clock.GetUtcNow();
        await db.InTransactionAsync(
            async () =>
            {
                var marked = await message
                    .Where(m => m.State == MessageState.ToCall || m.State == MessageState.Failed)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Called).SetProperty(m => m.SettledAt, now), cancellationToken);
                if (marked == 0)
                {
                    throw new BusinessException(PlatformErrors.MessageNotToCall);
                }

                db.Add(audit.Note(nameof(Message), messageId, "Called"));
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
