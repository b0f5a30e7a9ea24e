using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Platform.People;

namespace Volunteer.Platform.PersonalData;

internal enum ErasureState
{
    Open,
    Done,
    Refused,
}

/// <summary>Somebody wants to be forgotten (PIPL art. 47); the secretary does it, or says why it cannot be.</summary>
internal sealed class ErasureRequest(Guid personId, DateTimeOffset askedAt) : AggregateRoot
{
    public Guid PersonId { get; private set; } = personId;

    public DateTimeOffset AskedAt { get; private set; } = askedAt;

    public ErasureState State { get; private set; } = ErasureState.Open;

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused, for the person to read.</summary>
    public string? Reason { get; private set; }

    public void Execute(DateTimeOffset now)
    {
        RefuseIfDecided();
        (State, DecidedAt) = (ErasureState.Done, now);
        Changed();
    }

    public void Refuse(string reason, DateTimeOffset now)
    {
        RefuseIfDecided();
        (State, Reason, DecidedAt) = (ErasureState.Refused, reason, now);
        Changed();
    }

    private void RefuseIfDecided()
    {
        if (State != ErasureState.Open)
        {
            throw new BusinessException(PlatformErrors.ErasureDecided);
        }
    }
}

internal sealed class ErasureRequestMapping : IEntityTypeConfiguration<ErasureRequest>
{
    public void Configure(EntityTypeBuilder<ErasureRequest> request)
    {
        request.ToTable("platform_erasure_requests");
        request.Property(r => r.Reason).HasMaxLength(500);
        request.HasIndex(r => new { r.TenantId, r.PersonId }).IsUnique().HasFilter("state = 'Open'");
        request.HasOne<Person>().WithMany().HasForeignKey(r => new { r.TenantId, r.PersonId }).OnDelete(DeleteBehavior.Restrict);
    }
}
