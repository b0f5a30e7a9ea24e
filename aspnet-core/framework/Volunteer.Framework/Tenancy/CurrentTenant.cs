namespace Volunteer;

/// <summary>The community on whose behalf the running code acts; null on the host side.</summary>
public interface ICurrentTenant
{
    Guid? Id { get; }

    /// <summary>Acts for another tenant (or for none) until the result is disposed. For jobs, seeding and sign-in; never from client input.</summary>
    IDisposable Change(Guid? id);
}

/// <summary>All communities that are switched on; jobs loop over them.</summary>
public interface ITenantDirectory
{
    Task<IReadOnlyList<Guid>> ActiveAsync(CancellationToken cancellationToken);
}

internal sealed class CurrentTenant : ICurrentTenant
{
    private static readonly AsyncLocal<Guid?> Ambient = new();

    public Guid? Id => Ambient.Value;

    public IDisposable Change(Guid? id)
    {
        var before = Ambient.Value;
        Ambient.Value = id;
        return new Restore(before);
    }

    private sealed class Restore(Guid? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
