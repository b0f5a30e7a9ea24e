using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer;

/// <summary>Keeps a property's value out of the audit trail and of logs; only that it changed is recorded.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalDataAttribute : Attribute;

/// <summary>Rows of this type are bookkeeping or evidence themselves and are not audited again.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Rows of this type are written once: on PostgreSQL the application's role may neither change nor delete them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppendOnlyAttribute : Attribute;

/// <summary>Who changed what and when, one row per changed thing (GB/T 22239-2019, 安全审计). Append-only.</summary>
[NotAudited]
[AppendOnly]
public sealed class AuditEntry
{
    public AuditEntry(DateTimeOffset at, Guid? tenantId, Guid? accountId, string action, string thing, Guid? thingId, string change, string changes)
    {
        At = at;
        TenantId = tenantId;
        AccountId = accountId;
        Action = action;
        Thing = thing;
        ThingId = thingId;
        Change = change;
        Changes = changes;
    }

    private AuditEntry()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public DateTimeOffset At { get; private set; }

    /// <summary>Null for changes on the host side.</summary>
    public Guid? TenantId { get; private set; }

    /// <summary>Null for jobs.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The use case, e.g. <c>POST /api/volunteering/shifts/{shiftId}/signups</c>, or the job's name.</summary>
    public string Action { get; private set; } = string.Empty;

    public string Thing { get; private set; } = string.Empty;

    public Guid? ThingId { get; private set; }

    /// <summary>Added, Modified, Deleted, or a named event such as <c>PhoneRevealed</c>.</summary>
    public string Change { get; private set; } = string.Empty;

    /// <summary>JSON object: property → [before, after]; personal values are shown as "***".</summary>
    public string Changes { get; private set; } = string.Empty;
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("platform_audit_entries");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.HasIndex(e => new { e.TenantId, e.At });
        entry.HasIndex(e => new { e.TenantId, e.ThingId });
    }
}

/// <summary>Who does it, by which use case: taken along when the write happens outside the request.</summary>
public sealed record AuditOrigin(Guid? AccountId, string Action);

/// <summary>Writes the audit rows of a unit of work just before it is saved, in the same transaction.</summary>
public sealed class AuditTrail(ICurrentTenant tenant, ICurrentUser user, IHttpContextAccessor http, TimeProvider clock)
{
    private const string Hidden = "***";

    /// <summary>States by name: the trail outlives the order in which an enum's members stand.</summary>
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What is running when no request is: a job's or a reaction's name.</summary>
    public string? Actor { get; set; }

    /// <summary>Records an event that changes no row, e.g. that somebody looked at a telephone number.</summary>
    public AuditEntry Note(string thing, Guid? thingId, string what, IReadOnlyDictionary<string, object?>? details = null) =>
        Entry(thing, thingId, what, JsonSerializer.Serialize(details ?? new Dictionary<string, object?>(StringComparer.Ordinal), Format));

    /// <summary>Of what is running now.</summary>
    public AuditOrigin Origin => new(
        user.IsSignedIn ? user.AccountId : null,
        http.HttpContext?.GetEndpoint()?.DisplayName ?? Actor ?? "system");

    /// <summary>The row of something new that was written without the change tracker.</summary>
    public AuditEntry Added(AuditOrigin origin, string thing, Guid thingId, IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var changes = values.ToDictionary(value => value.Key, value => (object?[])[null, value.Value], StringComparer.Ordinal);
        return new(clock.GetUtcNow(), tenant.Id, origin.AccountId, origin.Action, thing, thingId, nameof(EntityState.Added), JsonSerializer.Serialize(changes, Format));
    }

    internal void Record(VolunteerDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached || entry.Metadata.ClrType.IsDefined(typeof(NotAuditedAttribute), inherit: true))
            {
                continue;
            }

            db.Add(Entry(entry.Metadata.ClrType.Name, IdOf(entry), entry.State.ToString(), JsonSerializer.Serialize(ChangesOf(entry), Format)));
        }
    }

    private static Guid? IdOf(EntityEntry entry) =>
        entry.Metadata.FindProperty("Id") is { } id && entry.Property(id).CurrentValue is Guid value ? value : null;

    private static Dictionary<string, object?[]> ChangesOf(EntityEntry entry)
    {
        var changes = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var property in entry.Properties.Where(property => property.Metadata.Name is not ("Version" or "TenantId" or "Id")))
        {
            var (before, after) = entry.State switch
            {
                EntityState.Added => (null, property.CurrentValue),
                EntityState.Deleted => (property.OriginalValue, null),
                _ => (property.OriginalValue, property.CurrentValue),
            };
            if ((entry.State == EntityState.Modified && !property.IsModified) || Equals(before, after))
            {
                continue;
            }

            var hidden = property.Metadata.PropertyInfo?.IsDefined(typeof(PersonalDataAttribute), inherit: true) == true || (before ?? after) is byte[];
            changes[property.Metadata.Name] = hidden ? [before is null ? null : Hidden, after is null ? null : Hidden] : [before, after];
        }

        return changes;
    }

    private AuditEntry Entry(string thing, Guid? thingId, string change, string changes)
    {
        var origin = Origin;
        return new(clock.GetUtcNow(), tenant.Id, origin.AccountId, origin.Action, thing, thingId, change, changes);
    }
}
