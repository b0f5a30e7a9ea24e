using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Periods;

internal enum PeriodAction
{
    Close,
    Reopen,
}

internal enum PeriodRequestState
{
    Waiting,
    Done,
    Withdrawn,
}

/// <summary>
/// One person asks to close a month, or to open it again with a reason, and another agrees. Rows stay: they are the public
/// record of what was done to the books' months.
/// </summary>
internal sealed class PeriodRequest : AggregateRoot
{
    public PeriodRequest(Guid bookId, DateOnly month, PeriodAction action, string? reason, Guid askedBy, DateTimeOffset askedAt)
    {
        (BookId, Month, Action, Reason) = (bookId, month, action, reason);
        (AskedBy, AskedAt) = (askedBy, askedAt);
    }

    private PeriodRequest()
    {
    }

    public Guid BookId { get; private set; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    public PeriodAction Action { get; private set; }

    /// <summary>Always there for reopening.</summary>
    public string? Reason { get; private set; }

    public Guid AskedBy { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public PeriodRequestState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public void Agree(Guid by, DateTimeOffset now)
    {
        RequireWaiting();
        if (by == AskedBy)
        {
            throw new BusinessException(FundsErrors.SecondPersonNeeded);
        }

        (State, DecidedBy, DecidedAt) = (PeriodRequestState.Done, by, now);
        Changed();
    }

    public void Withdraw(Guid by, DateTimeOffset now)
    {
        RequireWaiting();
        (State, DecidedBy, DecidedAt) = (PeriodRequestState.Withdrawn, by, now);
        Changed();
    }

    private void RequireWaiting()
    {
        if (State is not PeriodRequestState.Waiting)
        {
            throw new BusinessException(FundsErrors.PeriodRequestDecided);
        }
    }
}

internal sealed class PeriodRequestMapping : IEntityTypeConfiguration<PeriodRequest>
{
    public void Configure(EntityTypeBuilder<PeriodRequest> request)
    {
        request.ToTable("funds_period_requests");
        request.Property(r => r.Reason).HasMaxLength(500);
        request.HasIndex(r => new { r.TenantId, r.BookId }).IsUnique().HasFilter("state = 'Waiting'").HasDatabaseName("ux_funds_period_requests_waiting");
        request.HasIndex(r => new { r.TenantId, r.BookId, r.Month });
        request.HasOne<Book>().WithMany().HasForeignKey(r => new { r.TenantId, r.BookId }).OnDelete(DeleteBehavior.Restrict);
    }
}
