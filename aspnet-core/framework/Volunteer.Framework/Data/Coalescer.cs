using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>One write of many that may share a transaction.</summary>
public interface IWish
{
    /// <summary>Wishes with the same value never share a batch: the second must see what the first did.</summary>
    Guid Apart { get; }

    /// <summary>What <see cref="IBatchWriter{TWish,TAnswer}.WriteAsync"/> left over is taken up again by this.</summary>
    Guid Together { get; }
}

/// <summary>What became of one wish: an answer, or the exception that its caller gets.</summary>
public sealed record Outcome<TAnswer>(TAnswer? Answer, Exception? Refusal);

/// <summary>Writes a batch of wishes of the current tenant in one transaction. Made anew for each attempt.</summary>
public interface IBatchWriter<TWish, TAnswer>
    where TWish : IWish
{
    /// <returns>
    /// One outcome a wish, in their order, all committed; null for one that must be taken up again with those of the same
    /// <see cref="IWish.Together"/> alone. An exception means that nothing was written.
    /// </returns>
    Task<IReadOnlyList<Outcome<TAnswer>?>> WriteAsync(IReadOnlyList<TWish> wishes, CancellationToken cancellationToken);

    /// <summary>What to tell the caller of a wish that the database refused when it stood alone; throws what it cannot explain.</summary>
    Task<TAnswer> ExplainAsync(TWish wish, Exception failure, CancellationToken cancellationToken);
}

/// <summary>
/// Takes the writes that wait at the same moment together into one transaction (ADR 0012): hundreds of people at one
/// second cost a few commits. Nobody waits for company: a batch is whatever came while the one before was written. A batch
/// that fails is written again one by one, so that no wish fails for another's sake.
/// </summary>
public sealed class Coalescer<TWish, TAnswer>(IServiceScopeFactory scopes, ICurrentTenant tenant, DatabaseOptions database) : IDisposable
    where TWish : IWish
{
    private const int LargestBatch = 64;
    private const int Attempts = 3;

    /// <summary>SQLite has one writer; on PostgreSQL so many communities write side by side from one process.</summary>
    private const int MostLanes = 8;

    /// <summary>While one batch of a community waits for its commit, the next is read and decided.</summary>
    private const int BatchesAtOnce = 2;

    private readonly ConcurrentDictionary<Guid, Lane> _lanes = new();
    private readonly SemaphoreSlim _places = new(database.Provider == DatabaseProvider.Sqlite ? 1 : MostLanes);

    /// <summary>Returns after the commit. Once taken into a batch the wish is carried out, whether or not the caller still waits.</summary>
    public Task<TAnswer> SubmitAsync(TWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var tenantId = tenant.Id ?? throw new InvalidOperationException("Batches belong to a tenant.");
        var waiting = new Waiting(wish, cancellationToken);
        if (_lanes.GetOrAdd(tenantId, static (_, most) => new Lane(most), database.Provider == DatabaseProvider.Sqlite ? 1 : BatchesAtOnce).Add(waiting))
        {
            // Not in this request's name: the batch is everybody's.
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(tenantId), state: null);
        }

        return waiting.Answer.Task;
    }

    public void Dispose() => _places.Dispose();

    private async Task RunAsync(Guid tenantId)
    {
        using var entered = tenant.Change(tenantId);
        var lane = _lanes[tenantId];
        while (true)
        {
            await _places.WaitAsync();
            try
            {
                var batch = lane.Take();
                if (batch.Count == 0)
                {
                    return;
                }

                await WriteAsync(batch);
            }
            finally
            {
                _places.Release();
            }
        }
    }

    /// <param name="isLeftOver">Of one batch and one thing already: what is left over now stands alone.</param>
    private async Task WriteAsync(List<Waiting> batch, bool isLeftOver = false)
    {
        if (batch.Count == 1)
        {
            await WriteOneAsync(batch[0]);
            return;
        }

        IReadOnlyList<Outcome<TAnswer>?> outcomes;
        try
        {
            outcomes = await AttemptAsync([.. batch.Select(waiting => waiting.Wish)]);
        }
        catch (Exception)
        {
            // Whose fault it was shows one by one.
            foreach (var waiting in batch)
            {
                await WriteOneAsync(waiting);
            }

            return;
        }

        foreach (var (waiting, outcome) in batch.Zip(outcomes))
        {
            waiting.End(outcome);
        }

        foreach (var left in batch.Where((_, index) => outcomes[index] is null).GroupBy(waiting => isLeftOver ? waiting.Wish.Apart : waiting.Wish.Together))
        {
            await WriteAsync([.. left], isLeftOver: true);
        }
    }

    private async Task WriteOneAsync(Waiting waiting)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                waiting.End((await AttemptAsync([waiting.Wish]))[0] ?? throw new InvalidOperationException("A wish that stands alone is not left over."));
                return;
            }
            catch (Exception exception) when (attempt < Attempts && DatabaseFaults.IsTransient(exception))
            {
                // Deadlock or a lost connection: nothing was written.
            }
            catch (Exception exception)
            {
                waiting.End(await ExplainAsync(waiting.Wish, exception));
                return;
            }
        }
    }

    private async Task<IReadOnlyList<Outcome<TAnswer>?>> AttemptAsync(IReadOnlyList<TWish> wishes)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IBatchWriter<TWish, TAnswer>>().WriteAsync(wishes, CancellationToken.None);
    }

    private async Task<Outcome<TAnswer>> ExplainAsync(TWish wish, Exception failure)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return new(await scope.ServiceProvider.GetRequiredService<IBatchWriter<TWish, TAnswer>>().ExplainAsync(wish, failure, CancellationToken.None), null);
        }
        catch (Exception explanation)
        {
            return new(default, explanation);
        }
    }

    private sealed class Waiting(TWish wish, CancellationToken cancellationToken)
    {
        public TWish Wish => wish;

        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True when the caller has gone before anything was done.</summary>
        public bool IsGone() => cancellationToken.IsCancellationRequested && Answer.TrySetCanceled(cancellationToken);

        public void End(Outcome<TAnswer>? outcome)
        {
            if (outcome is { Refusal: { } refusal })
            {
                Answer.TrySetException(refusal);
            }
            else if (outcome is not null)
            {
                Answer.TrySetResult(outcome.Answer!);
            }
        }
    }

    /// <summary>The wishes of one tenant, in the order in which they came.</summary>
    private sealed class Lane(int mostAtOnce)
    {
        private readonly Lock _lock = new();
        private readonly LinkedList<Waiting> _waiting = new();
        private int _running;

        /// <returns>Whether somebody has to start working it off.</returns>
        public bool Add(Waiting waiting)
        {
            lock (_lock)
            {
                _waiting.AddLast(waiting);
                if (_running == mostAtOnce)
                {
                    return false;
                }

                _running++;
                return true;
            }
        }

        /// <returns>Nothing when the lane is empty: the caller stops, and the next wish starts another.</returns>
        public List<Waiting> Take()
        {
            var batch = new List<Waiting>();
            var taken = new HashSet<Guid>();
            lock (_lock)
            {
                for (var node = _waiting.First; node is not null && batch.Count < LargestBatch;)
                {
                    var next = node.Next;
                    if (node.Value.IsGone())
                    {
                        _waiting.Remove(node);
                    }
                    else if (taken.Add(node.Value.Wish.Apart))
                    {
                        batch.Add(node.Value);
                        _waiting.Remove(node);
                    }

                    node = next;
                }

                _running -= batch.Count == 0 ? 1 : 0;
            }

            return batch;
        }
    }
}
