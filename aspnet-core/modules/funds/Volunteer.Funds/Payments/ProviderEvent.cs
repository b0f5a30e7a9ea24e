using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Payments;

internal enum EventState
{
    Received,
    Done,

    /// <summary>Of a type that changes nothing here.</summary>
    Ignored,

    /// <summary>Put before a person; see <see cref="PaymentQuestion"/>.</summary>
    Held,
}

/// <summary>
/// The inbox: one row for each of the provider's events, however often it is sent. Stored together with the outbox row that
/// has it worked on, so an event that was answered with 200 is never lost.
/// </summary>
[NotAudited]
internal sealed class ProviderEvent : AggregateRoot
{
    public ProviderEvent(Guid accountId, Notice notice, byte[]? body, EventState state, DateTimeOffset now)
    {
        (AccountId, ExternalId, Type, Topic, ObjectId) = (accountId, notice.Id, notice.Type, notice.Topic, notice.ObjectId);
        (ApiVersion, IsLive, CreatedAt, Body, State, ReceivedAt) = (notice.ApiVersion, notice.IsLive, notice.CreatedAt, body, state, now);
        if (state is EventState.Received)
        {
            Tell(new ProviderEventReceived(Id));
        }
    }

    private ProviderEvent()
    {
    }

    public Guid AccountId { get; private set; }

    public string ExternalId { get; private set; } = string.Empty;

    public string Type { get; private set; } = string.Empty;

    public NoticeTopic Topic { get; private set; }

    public string? ObjectId { get; private set; }

    public string? ApiVersion { get; private set; }

    public bool IsLive { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset? HandledAt { get; private set; }

    public EventState State { get; private set; }

    /// <summary>As received, sealed; dropped after a while. Null for those that the catch-up found.</summary>
    public byte[]? Body { get; private set; }

    /// <summary>A person says that it may be worked on after all.</summary>
    public void Release()
    {
        State = EventState.Received;
        Changed(new ProviderEventReceived(Id));
    }

    public void Done(DateTimeOffset now)
    {
        (State, HandledAt) = (EventState.Done, now);
        Changed();
    }
}

/// <summary>The provider says that something happened.</summary>
internal sealed record ProviderEventReceived(Guid EventId) : IIntegrationEvent;

internal enum QuestionKind
{
    /// <summary>Test news at a live account, or the other way round.</summary>
    Livemode,
    Amount,
    Currency,

    /// <summary>News of another account of the provider.</summary>
    Account,

    /// <summary>Money that belongs to no payment of ours.</summary>
    UnknownPayment,

    /// <summary>The same payment was paid a second time.</summary>
    PaidTwice,

    /// <summary>A type or state that this program does not know.</summary>
    UnknownType,

    /// <summary>An event in a shape that this program does not read.</summary>
    ApiVersion,

    /// <summary>The provider cannot say what is inside a payout that somebody asked for by hand.</summary>
    ManualPayout,

    /// <summary>The parts of a payout do not add up to it.</summary>
    PayoutResidual,

    /// <summary>The provider has not said what is inside a payout that should long be there.</summary>
    PayoutUnexplained,

    /// <summary>Money in a currency whose worth in yuan the provider does not tell.</summary>
    ForeignMoney,

    /// <summary>A refund, or a transfer, that went wrong.</summary>
    RefundRefused,
}

internal enum QuestionState
{
    Open,

    /// <summary>The money is ours and was taken into the general fund.</summary>
    Accepted,
    Dismissed,
}

/// <summary>Something that does not fit together and that nobody but a person should decide. Nothing is posted for it meanwhile.</summary>
internal sealed class PaymentQuestion : AggregateRoot
{
    public const int LongestNote = 500;

    public PaymentQuestion(Guid accountId, QuestionKind kind, string reference, string? expected, string? found, DateTimeOffset now) =>
        (AccountId, Kind, Reference, Expected, Found, OpenedAt) = (accountId, kind, reference, expected, found, now);

    private PaymentQuestion()
    {
    }

    public Guid AccountId { get; private set; }

    public QuestionKind Kind { get; private set; }

    /// <summary>The provider's id of what it is about.</summary>
    public string Reference { get; private set; } = string.Empty;

    public string? Expected { get; private set; }

    public string? Found { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public QuestionState State { get; private set; }

    public Guid? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public string? Note { get; private set; }

    public void Settle(QuestionState state, Guid by, string? note, DateTimeOffset now)
    {
        if (State is not QuestionState.Open)
        {
            throw new BusinessException(FundsErrors.QuestionSettled);
        }

        (State, SettledBy, SettledAt, Note) = (state, by, now, note);
        Changed();
    }
}

internal sealed class ProviderEventMapping : IEntityTypeConfiguration<ProviderEvent>
{
    public void Configure(EntityTypeBuilder<ProviderEvent> news)
    {
        news.ToTable("funds_provider_events");
        news.Property(e => e.ExternalId).HasMaxLength(255);
        news.Property(e => e.Type).HasMaxLength(255);
        news.Property(e => e.ObjectId).HasMaxLength(255);
        news.Property(e => e.ApiVersion).HasMaxLength(60);
        news.HasIndex(e => new { e.TenantId, e.AccountId, e.ExternalId }).IsUnique();
        news.HasIndex(e => new { e.TenantId, e.ReceivedAt });
        news.HasOne<PaymentAccount>().WithMany().HasForeignKey(e => new { e.TenantId, e.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentQuestionMapping : IEntityTypeConfiguration<PaymentQuestion>
{
    public void Configure(EntityTypeBuilder<PaymentQuestion> question)
    {
        question.ToTable("funds_payment_questions");
        question.Property(q => q.Reference).HasMaxLength(255);
        question.Property(q => q.Expected).HasMaxLength(200);
        question.Property(q => q.Found).HasMaxLength(200);
        question.Property(q => q.Note).HasMaxLength(PaymentQuestion.LongestNote);
        question.HasIndex(q => new { q.TenantId, q.AccountId, q.Kind, q.Reference }).IsUnique();
        question.HasIndex(q => new { q.TenantId, q.State, q.OpenedAt });
        question.HasOne<PaymentAccount>().WithMany().HasForeignKey(q => new { q.TenantId, q.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
