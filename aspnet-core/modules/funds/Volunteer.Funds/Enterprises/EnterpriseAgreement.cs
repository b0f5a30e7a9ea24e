using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Enterprises;

/// <summary>
/// A social enterprise's promise to pay a share of its profit into a fund: agreed before the activity begins (慈善法 art. 37),
/// due when a period's profit is told, and shown against what really came.
/// </summary>
internal sealed class EnterpriseAgreement : AggregateRoot
{
    public const int Whole = 10_000;
    private readonly List<EnterpriseShare> _shares = [];

    public EnterpriseAgreement(Guid bookId, Guid fundId, Guid partyId, AgreementTerms terms, DateTimeOffset now)
    {
        if (terms.SignedOn >= terms.ActivityFrom)
        {
            throw new BusinessException(FundsErrors.AgreementTooLate);
        }

        if (terms.ActivityUntil < terms.ActivityFrom)
        {
            throw new InvalidRequestException("activityUntil", FundsErrors.AgreementDates);
        }

        (BookId, FundId, PartyId, CreatedAt) = (bookId, fundId, partyId, now);
        (Title, SignedOn, ActivityFrom, ActivityUntil, BasisPoints, MinimumFen) = (terms.Title, terms.SignedOn, terms.ActivityFrom, terms.ActivityUntil, terms.BasisPoints, terms.MinimumFen);
    }

    private EnterpriseAgreement()
    {
    }

    public Guid BookId { get; private set; }

    public Guid FundId { get; private set; }

    public Guid PartyId { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public DateOnly SignedOn { get; private set; }

    public DateOnly ActivityFrom { get; private set; }

    public DateOnly ActivityUntil { get; private set; }

    /// <summary>Share of the profit in hundredths of a percent.</summary>
    public int BasisPoints { get; private set; }

    /// <summary>Promised in any case for each period; zero for none.</summary>
    public long MinimumFen { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public IReadOnlyCollection<EnterpriseShare> Shares => _shares;

    public long PromisedFen => _shares.Sum(share => share.PromisedFen);

    public long ReceivedFen => _shares.Sum(share => share.ReceivedFen);

    /// <summary>The enterprise told its profit of a period: the share is due.</summary>
    /// <param name="profitFen">May be a loss; then only the minimum is due.</param>
    public EnterpriseShare Declare(DateOnly from, DateOnly until, long profitFen, DateTimeOffset now)
    {
        if (from < ActivityFrom || until > ActivityUntil || until < from)
        {
            throw new BusinessException(FundsErrors.ShareOutsideActivity);
        }

        if (_shares.Exists(share => share.From <= until && from <= share.Until))
        {
            throw new BusinessException(FundsErrors.ShareDeclared);
        }

        var share = new EnterpriseShare(Id, from, until, profitFen, Math.Max(MinimumFen, ShareOf(profitFen)), now);
        _shares.Add(share);
        Changed();
        return share;
    }

    public void Receive(Guid shareId, long fen)
    {
        var share = _shares.Find(one => one.Id == shareId) ?? throw new NotFoundException();
        share.Receive(fen);
        Changed();
    }

    /// <summary>Rounded down to the fen: never more than was promised.</summary>
    private long ShareOf(long profitFen) => profitFen <= 0 ? 0 : (long)((Int128)profitFen * BasisPoints / Whole);
}

internal sealed record AgreementTerms(string Title, DateOnly SignedOn, DateOnly ActivityFrom, DateOnly ActivityUntil, int BasisPoints, long MinimumFen);

/// <summary>One period's share: profit, promise, and what came.</summary>
internal sealed class EnterpriseShare : TenantEntity
{
    public EnterpriseShare(Guid agreementId, DateOnly from, DateOnly until, long profitFen, long promisedFen, DateTimeOffset now) =>
        (AgreementId, From, Until, ProfitFen, PromisedFen, DeclaredAt) = (agreementId, from, until, profitFen, promisedFen, now);

    private EnterpriseShare()
    {
    }

    public Guid AgreementId { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public long ProfitFen { get; private set; }

    public long PromisedFen { get; private set; }

    public long ReceivedFen { get; private set; }

    /// <summary>How many payments came.</summary>
    public int Injections { get; private set; }

    public Guid? EntryId { get; private set; }

    public int? EntryNumber { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public long OpenFen => PromisedFen - ReceivedFen;

    public void Posted(PostedEntry entry) => (EntryId, EntryNumber) = (entry.Id, entry.Number);

    /// <summary>More than was promised is a gift and recorded as one.</summary>
    public void Receive(long fen)
    {
        if (fen > OpenFen)
        {
            throw new BusinessException(FundsErrors.ShareTooMuch).With("open", OpenFen / 100m);
        }

        ReceivedFen += fen;
        Injections++;
    }
}

internal sealed class EnterpriseAgreementMapping : IEntityTypeConfiguration<EnterpriseAgreement>
{
    public void Configure(EntityTypeBuilder<EnterpriseAgreement> agreement)
    {
        agreement.ToTable("funds_enterprise_agreements");
        agreement.Ignore(a => a.PromisedFen);
        agreement.Ignore(a => a.ReceivedFen);
        agreement.Property(a => a.Title).HasMaxLength(100);
        agreement.HasOne<Party>().WithMany().HasForeignKey(a => new { a.TenantId, a.PartyId }).OnDelete(DeleteBehavior.Restrict);
        agreement.HasMany(a => a.Shares).WithOne().HasForeignKey(s => new { s.TenantId, s.AgreementId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EnterpriseShareMapping : IEntityTypeConfiguration<EnterpriseShare>
{
    public void Configure(EntityTypeBuilder<EnterpriseShare> share)
    {
        share.ToTable("funds_enterprise_shares");
        share.Ignore(s => s.OpenFen);
        share.HasIndex(s => new { s.TenantId, s.AgreementId, s.From }).IsUnique();
    }
}
