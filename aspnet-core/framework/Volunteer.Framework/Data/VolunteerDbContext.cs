using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace Volunteer;

/// <summary>
/// The one unit of work. Modules add their tables by mapping classes in their own assembly; rows of a tenant are
/// filtered, stamped and guarded here, and facts go to the outbox with the change that caused them.
/// </summary>
public sealed class VolunteerDbContext(
    DbContextOptions<VolunteerDbContext> options,
    IEnumerable<IModule> modules,
    IEnumerable<Reaction> reactions,
    ICurrentTenant tenant,
    OutboxSignal signal,
    AuditTrail audit,
    TimeProvider clock) : DbContext(options)
{
    public const string TenantFilter = "tenant";

    private bool _hasNews;

    /// <summary>Referred to by the filter as the context's own property: anything captured would freeze on the first tenant.</summary>
    private Guid TenantId => tenant.Id ?? Guid.Empty;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        GuardTenant();
        CollectNews();
        audit.Record(this);
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (Database.CurrentTransaction is null)
        {
            AfterCommit();
        }

        return written;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: facts, guards and audit hang on it.");

    /// <summary>Wakes the outbox. Whoever commits an explicit transaction calls it; a missed call only costs a few seconds.</summary>
    public void AfterCommit()
    {
        if (_hasNews)
        {
            _hasNews = false;
            signal.Wake();
        }
    }

    /// <summary>Writes a fact into the outbox for work that changes rows without loading an aggregate.</summary>
    public void Tell(IIntegrationEvent news) => Enqueue(tenant.Id ?? throw new InvalidOperationException("Facts belong to a tenant."), news);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(VolunteerDbContext).Assembly);
        foreach (var module in modules)
        {
            modelBuilder.ApplyConfigurationsFromAssembly(module.GetType().Assembly);
        }

        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(type => typeof(TenantEntity).IsAssignableFrom(type.ClrType) && type.BaseType is null).ToList())
        {
            GetType().GetMethod(nameof(ConfigureTenantEntity), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(type.ClrType)
                .Invoke(this, [modelBuilder]);
        }

        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            UseSnakeCase(type);
        }
    }

    private static void UseSnakeCase(IMutableEntityType type)
    {
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsUpper(name[index]))
            {
                if (index > 0 && name[index - 1] != '_' && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))))
                {
                    text.Append('_');
                }

                text.Append(char.ToLowerInvariant(name[index]));
            }
            else
            {
                text.Append(name[index]);
            }
        }

        return text.ToString();
    }

    private void ConfigureTenantEntity<T>(ModelBuilder modelBuilder)
        where T : TenantEntity
    {
        var entity = modelBuilder.Entity<T>();
        entity.HasKey(row => new { row.TenantId, row.Id });
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.TenantId).HasValueGenerator<AmbientTenantId>().ValueGeneratedOnAdd();
        entity.HasQueryFilter(TenantFilter, row => row.TenantId == TenantId);
        if (typeof(AggregateRoot).IsAssignableFrom(typeof(T)))
        {
            entity.Property(nameof(AggregateRoot.Version)).IsConcurrencyToken();
        }
    }

    /// <summary>The wall behind the filter: EF's filters protect reads only, a stub attached by id would go through.</summary>
    private void GuardTenant()
    {
        foreach (var entry in ChangeTracker.Entries<IMultiTenant>())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            var owner = entry.Property(row => row.TenantId);
            if (tenant.Id is not { } id || owner.CurrentValue != id || (entry.State != EntityState.Added && owner.OriginalValue != id))
            {
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} does not belong to the current tenant.");
            }
        }
    }

    private void CollectNews()
    {
        foreach (var entry in ChangeTracker.Entries<AggregateRoot>().ToList())
        {
            foreach (var news in entry.Entity.TakeNews())
            {
                Enqueue(entry.Entity.TenantId, news);
            }
        }
    }

    private void Enqueue(Guid tenantId, IIntegrationEvent news)
    {
        var payload = JsonSerializer.Serialize(news, news.GetType());
        foreach (var reaction in reactions.Where(candidate => candidate.News == news.GetType()))
        {
            Add(new OutboxMessage(tenantId, reaction.Name, payload, clock.GetUtcNow()));
            _hasNews = true;
        }
    }

    private sealed class AmbientTenantId : ValueGenerator<Guid>
    {
        public override bool GeneratesTemporaryValues => false;

        /// <summary>Otherwise EF forgets the value again where the column is also part of a foreign key.</summary>
        public override bool GeneratesStableValues => true;

        public override Guid Next(EntityEntry entry) =>
            ((VolunteerDbContext)entry.Context).TenantId is var id && id != Guid.Empty
                ? id
                : throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} was added outside a tenant.");
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        value => value.UtcDateTime,
        value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));
}
