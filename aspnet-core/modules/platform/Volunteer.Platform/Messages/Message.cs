using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Messages;

internal enum MessageState
{
    /// <summary>Waits to be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>A host is talking to the mail server; after the lease another may try.</summary>
    Sending,

    /// <summary>Handed to the mail server.</summary>
    Sent,

    /// <summary>The person has no e-mail address: the club's leader phones.</summary>
    ToCall,

    /// <summary>The leader has phoned.</summary>
    Called,

    /// <summary>The address refuses mail: the leader phones, and the secretary asks for a better address.</summary>
    Failed,

    /// <summary>Its time was over before it could be sent.</summary>
    Expired,
}

/// <summary>A message to one person, written with the change that caused it.</summary>
[NotAudited]
internal sealed class Message : TenantEntity
{
    public Message(MessageDraft draft, DateTimeOffset now)
    {
        PersonId = draft.PersonId;
        Template = draft.Template;
        Values = JsonSerializer.Serialize(draft.Values);
        DedupKey = draft.DedupKey;
        UsefulUntil = draft.UsefulUntil;
        ClubId = draft.ClubId;
        Link = draft.Link;
        CreatedAt = now;
        NextAttemptAt = now;
    }

    private Message()
    {
    }

    public Guid PersonId { get; private set; }

    public string Template { get; private set; } = string.Empty;

    /// <summary>JSON object with the template's values.</summary>
    [PersonalData]
    public string Values { get; private set; } = string.Empty;

    public string DedupKey { get; private set; } = string.Empty;

    public DateTimeOffset UsefulUntil { get; private set; }

    public Guid? ClubId { get; private set; }

    public string? Link { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public MessageState State { get; private set; } = MessageState.Waiting;

    public int Attempts { get; private set; }

    /// <summary>When to try; while sending, until when nobody else does.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Type of the last failure; never the address.</summary>
    public string? LastError { get; private set; }

    public IReadOnlyDictionary<string, object?> TemplateValues() =>
        JsonSerializer.Deserialize<Dictionary<string, string?>>(Values)!.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
}

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("platform_messages");
        message.Property(m => m.DedupKey).HasMaxLength(200);
        message.Property(m => m.Template).HasMaxLength(100);
        message.Property(m => m.LastError).HasMaxLength(100);
        message.HasIndex(m => new { m.TenantId, m.DedupKey }).IsUnique();
        message.HasIndex(m => new { m.TenantId, m.State, m.NextAttemptAt });
        message.HasIndex(m => new { m.TenantId, m.PersonId });
    }
}

internal sealed class MessageQueue(VolunteerDbContext db, TimeProvider clock) : IMessageQueue
{
    public void Enqueue(MessageDraft draft) => db.Add(new Message(draft, clock.GetUtcNow()));
}
