using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Parties;

internal enum TieKind
{
    /// <summary>Lives in the same household; passes on from one to the next.</summary>
    Household,
    Spouse,
    ParentOrChild,
    Sibling,
    OtherRelative,

    /// <summary>Owns, leads or works for the organisation.</summary>
    Business,
}

/// <summary>
/// A declared relationship between a person of the register and another person, or a donor or payee (慈善法 art. 14, 40,
/// 59). It is never deleted: who was related when a decision was taken must stay answerable.
/// </summary>
internal sealed class Tie : TenantEntity
{
    public Tie(Guid personId, Guid? otherPersonId, Guid? partyId, TieKind kind, Guid declaredBy, DateTimeOffset now) =>
        (PersonId, OtherPersonId, PartyId, Kind, DeclaredBy, DeclaredAt) = (personId, otherPersonId, partyId, kind, declaredBy, now);

    private Tie()
    {
    }

    public Guid PersonId { get; private set; }

    public Guid? OtherPersonId { get; private set; }

    public Guid? PartyId { get; private set; }

    public TieKind Kind { get; private set; }

    public Guid DeclaredBy { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

internal sealed class TieMapping : IEntityTypeConfiguration<Tie>
{
    public void Configure(EntityTypeBuilder<Tie> tie)
    {
        tie.ToTable("funds_ties");
        tie.HasIndex(t => new { t.TenantId, t.PersonId });
        tie.HasOne<Party>().WithMany().HasForeignKey(t => new { t.TenantId, t.PartyId }).OnDelete(DeleteBehavior.Restrict);
    }
}
