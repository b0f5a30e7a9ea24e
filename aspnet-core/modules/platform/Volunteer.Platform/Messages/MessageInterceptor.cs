using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Volunteer.Platform.Messages;

/// <summary>
/// A message whose key is queued already is dropped before it is written, so that a job may say again what it said before;
/// of two at the very same moment the unique index lets one through. Afterwards the sender is woken.
/// </summary>
internal sealed class MessageInterceptor(MessageSignal signal) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var added = eventData.Context!.ChangeTracker.Entries<Message>().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count == 0)
        {
            return result;
        }

        var keys = added.Select(entry => entry.Entity.DedupKey).ToList();
        var queued = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(1000))
        {
            queued.UnionWith(await eventData.Context.Set<Message>().Where(m => some.Contains(m.DedupKey)).Select(m => m.DedupKey).ToListAsync(cancellationToken));
        }

        foreach (var entry in added.Where(entry => !queued.Add(entry.Entity.DedupKey)))
        {
            entry.State = EntityState.Detached;
        }

        signal.Wake(added[0].Entity.TenantId);
        return result;
    }
}
