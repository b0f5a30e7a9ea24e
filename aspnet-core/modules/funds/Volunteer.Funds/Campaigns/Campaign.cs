using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Campaigns;

/// <summary>How a campaign may ask for money (慈善法 art. 23-27).</summary>
internal enum CampaignMode
{
    /// <summary>定向募捐: asks only those it names; no permit for public fundraising needed.</summary>
    Targeted,

    /// <summary>Sends people to the designated platform where the host charity collects.</summary>
    PlatformRedirect,

    /// <summary>Collected on a designated platform; its settlement files are taken in here.</summary>
    PlatformImport,

    /// <summary>慈善组织官网: the charity's own site, alongside a designated platform.</summary>
    CharitySite,

    /// <summary>公开募捐 on the spot: collection boxes, a bazaar.</summary>
    OnSite,
}

internal enum CampaignState
{
    Draft,
    Open,
    Closed,
    Settled,
}

/// <summary>What happens with money that is left over (慈善法 art. 58).</summary>
internal enum LeftoverRule
{
    /// <summary>Stays in the campaign's fund, whose purpose is the same.</summary>
    SamePurpose,

    /// <summary>Goes to another fund with a similar purpose, after a supervisor agreed.</summary>
    SimilarPurpose,
}

/// <summary>Asking for gifts with the facts that the law wants shown.</summary>
internal sealed class Campaign : AggregateRoot
{
    public Campaign(Guid bookId, Guid fundId, CampaignFacts facts)
    {
        (BookId, FundId) = (bookId, fundId);
        Apply(facts);
    }

    private Campaign()
    {
    }

    public Guid BookId { get; private set; }

    public Guid FundId { get; private set; }

    /// <summary>Gifts of the campaign are earmarked for this project; null for the fund's purpose as a whole.</summary>
    public Guid? ProjectId { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string? TitleEn { get; private set; }

    public string Purpose { get; private set; } = string.Empty;

    public CampaignMode Mode { get; private set; }

    /// <summary>The charity in whose name and into whose account is collected.</summary>
    public string? HostCharity { get; private set; }

    /// <summary>公开募捐资格证书 (登记证书 for a targeted campaign).</summary>
    public string? CertificateNumber { get; private set; }

    /// <summary>备案号.</summary>
    public string? FilingNumber { get; private set; }

    /// <summary>募捐方案.</summary>
    public string? Plan { get; private set; }

    public DateOnly? StartsOn { get; private set; }

    public DateOnly? EndsOn { get; private set; }

    /// <summary>Where it collects; for a targeted campaign, whom it asks.</summary>
    public string? Area { get; private set; }

    public string? Contact { get; private set; }

    /// <summary>Where anybody can look up what came in (查询方式).</summary>
    public string? QueryMethod { get; private set; }

    /// <summary>The designated platform.</summary>
    public string? PlatformName { get; private set; }

    public string? PlatformUrl { get; private set; }

    public long? TargetFen { get; private set; }

    public LeftoverRule LeftoverRule { get; private set; }

    /// <summary>Whether gifts may be paid on our own page.</summary>
    public bool TakesOnlineGifts { get; private set; }

    public CampaignState State { get; private set; } = CampaignState.Draft;

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>What is published about the end: raised, spent, left over and where it went.</summary>
    public string? SettlementText { get; private set; }

    public bool IsPublic => Mode is not CampaignMode.Targeted;

    public bool ModePermitsOnlineGifts => Mode is CampaignMode.Targeted or CampaignMode.CharitySite;

    /// <summary>The facts that are still missing, by the names of the form's fields.</summary>
    public IReadOnlyList<string> MissingFacts()
    {
        var missing = new List<string>();
        Need(HostCharity, "hostCharity");
        Need(CertificateNumber, "certificateNumber");
        if (IsPublic)
        {
            Need(FilingNumber, "filingNumber");
        }

        Need(Plan, "plan");
        Need(StartsOn, "startsOn");
        Need(EndsOn, "endsOn");
        Need(Area, "area");
        Need(Contact, "contact");
        Need(QueryMethod, "queryMethod");
        if (Mode is CampaignMode.PlatformRedirect or CampaignMode.PlatformImport)
        {
            Need(PlatformName, "platformName");
        }

        if (Mode is CampaignMode.PlatformRedirect)
        {
            Need(PlatformUrl, "platformUrl");
        }

        return missing;

        void Need(object? value, string field)
        {
            if (value is null)
            {
                missing.Add(field);
            }
        }
    }

    public void Change(CampaignFacts facts)
    {
        if (State is not (CampaignState.Draft or CampaignState.Open))
        {
            throw WrongState();
        }

        var before = (Mode, HostCharity, CertificateNumber, FilingNumber, ProjectId);
        Apply(facts);

        // What was filed and shown when people gave is not changed under them; a changed plan is a changed filing number.
        if (State is CampaignState.Open && (before != (Mode, HostCharity, CertificateNumber, FilingNumber, ProjectId) || MissingFacts().Count > 0))
        {
            throw new BusinessException(FundsErrors.CampaignFactsFixed);
        }

        Changed();
    }

    /// <param name="bookTakesOnlineGifts">Whether the book's host charity switched paying on our page on.</param>
    public void Open(bool bookTakesOnlineGifts, DateOnly today, DateTimeOffset now)
    {
        if (State is not CampaignState.Draft)
        {
            throw WrongState();
        }

        if (MissingFacts() is { Count: > 0 } missing)
        {
            throw new BusinessException(FundsErrors.CampaignIncomplete).With("fields", missing);
        }

        if (EndsOn < today || EndsOn < StartsOn)
        {
            throw new BusinessException(FundsErrors.CampaignDates);
        }

        EnsureOnlineAllowed(bookTakesOnlineGifts);
        (State, OpenedAt) = (CampaignState.Open, now);
        Changed();
    }

    public void EnsureOnlineAllowed(bool bookTakesOnlineGifts)
    {
        if (TakesOnlineGifts && !ModePermitsOnlineGifts)
        {
            throw new BusinessException(FundsErrors.CampaignModeOffline);
        }

        if (TakesOnlineGifts && !bookTakesOnlineGifts)
        {
            throw new BusinessException(FundsErrors.BookOffline);
        }
    }

    public void Close(DateTimeOffset now)
    {
        if (State is not CampaignState.Open)
        {
            throw WrongState();
        }

        (State, ClosedAt) = (CampaignState.Closed, now);
        Changed();
    }

    public void Settle(string text, DateTimeOffset now)
    {
        if (State is not CampaignState.Closed)
        {
            throw WrongState();
        }

        (State, SettlementText, SettledAt) = (CampaignState.Settled, text, now);
        Changed();
    }

    /// <summary>Gifts of its days are taken in until it is settled: a transfer of the last day arrives later.</summary>
    public void EnsureTakesGifts(DateOnly on)
    {
        if (State is not (CampaignState.Open or CampaignState.Closed))
        {
            throw new BusinessException(FundsErrors.CampaignNotOpen);
        }

        if (on < StartsOn || (State is CampaignState.Open && on > EndsOn))
        {
            throw new BusinessException(FundsErrors.CampaignDates);
        }
    }

    private BusinessException WrongState() => new BusinessException(FundsErrors.CampaignState).With("state", State.ToString());

    private void Apply(CampaignFacts facts)
    {
        (Title, TitleEn, Purpose, Mode, ProjectId) = (facts.Title, facts.TitleEn, facts.Purpose, facts.Mode, facts.ProjectId);
        (HostCharity, CertificateNumber, FilingNumber, Plan) = (facts.HostCharity, facts.CertificateNumber, facts.FilingNumber, facts.Plan);
        (StartsOn, EndsOn, Area, Contact, QueryMethod) = (facts.StartsOn, facts.EndsOn, facts.Area, facts.Contact, facts.QueryMethod);
        (PlatformName, PlatformUrl, TargetFen, LeftoverRule, TakesOnlineGifts) = (facts.PlatformName, facts.PlatformUrl, facts.TargetFen, facts.LeftoverRule, facts.TakesOnlineGifts);
    }
}

internal sealed record CampaignFacts(
    string Title,
    string? TitleEn,
    string Purpose,
    CampaignMode Mode,
    Guid? ProjectId,
    string? HostCharity,
    string? CertificateNumber,
    string? FilingNumber,
    string? Plan,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    string? Area,
    string? Contact,
    string? QueryMethod,
    string? PlatformName,
    string? PlatformUrl,
    long? TargetFen,
    LeftoverRule LeftoverRule,
    bool TakesOnlineGifts);

internal sealed class CampaignMapping : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.ToTable("funds_campaigns");
        campaign.Ignore(c => c.IsPublic);
        campaign.Ignore(c => c.ModePermitsOnlineGifts);
        campaign.Property(c => c.Title).HasMaxLength(CampaignForm.LongestTitle);
        campaign.Property(c => c.TitleEn).HasMaxLength(CampaignForm.LongestTitle);
        campaign.Property(c => c.HostCharity).HasMaxLength(CampaignForm.LongestLine);
        campaign.Property(c => c.CertificateNumber).HasMaxLength(CampaignForm.LongestLine);
        campaign.Property(c => c.FilingNumber).HasMaxLength(CampaignForm.LongestLine);
        campaign.HasIndex(c => new { c.TenantId, c.State });
    }
}
