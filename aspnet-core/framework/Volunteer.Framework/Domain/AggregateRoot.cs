namespace Volunteer;

/// <summary>Owned by one tenant (a community). The DbContext fills the id in and filters every query by it.</summary>
public interface IMultiTenant
{
    Guid TenantId { get; }
}

/// <summary>A fact other modules may react to. Stored in the outbox with the change that caused it.</summary>
public interface IIntegrationEvent;

/// <summary>A row of a tenant. The key is (TenantId, Id), so a foreign key can never cross tenants.</summary>
public abstract class TenantEntity : IMultiTenant
{
    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    public Guid TenantId { get; private set; }
}

/// <summary>The unit of change: loaded whole, changed by its own methods, saved with an optimistic version.</summary>
public abstract class AggregateRoot : TenantEntity
{
    private readonly List<IIntegrationEvent> _news = [];

    public int Version { get; private set; }

    /// <summary>Call at the end of every mutator: it moves the concurrency token, even when only a child row changed.</summary>
    protected void Changed(IIntegrationEvent? news = null)
    {
        Version++;
        Tell(news);
    }

    /// <summary>States a fact about a new aggregate without moving its version.</summary>
    protected void Tell(IIntegrationEvent? news)
    {
        if (news is not null)
        {
            _news.Add(news);
        }
    }

    internal IReadOnlyList<IIntegrationEvent> TakeNews()
    {
        IIntegrationEvent[] taken = [.. _news];
        _news.Clear();
        return taken;
    }
}
