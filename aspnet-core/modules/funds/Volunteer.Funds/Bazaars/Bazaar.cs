using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Bazaars;

internal enum BazaarState
{
    Open,

    /// <summary>Selling is over; the cash is being counted.</summary>
    Counting,
    Settled,
}

internal enum SalePayment
{
    Cash,
    Qr,
}

/// <summary>A charity sale (义卖): public fundraising, so it stands under a campaign of its own (慈善法 art. 23).</summary>
internal sealed class Bazaar : AggregateRoot
{
    private readonly List<Stall> _stalls = [];

    public Bazaar(Guid campaignId, Guid bookId, Guid fundId, Guid? projectId, string title, string place, DateOnly date, Guid cashAccountId, Guid? qrAccountId) =>
        (CampaignId, BookId, FundId, ProjectId, Title, Place, Date, CashAccountId, QrAccountId) = (campaignId, bookId, fundId, projectId, title, place, date, cashAccountId, qrAccountId);

    private Bazaar()
    {
    }

    public Guid CampaignId { get; private set; }

    public Guid BookId { get; private set; }

    public Guid FundId { get; private set; }

    public Guid? ProjectId { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string Place { get; private set; } = string.Empty;

    public DateOnly Date { get; private set; }

    /// <summary>The cash box that the takings go into.</summary>
    public Guid CashAccountId { get; private set; }

    /// <summary>Where payments by QR code arrive; null when only cash is taken.</summary>
    public Guid? QrAccountId { get; private set; }

    public BazaarState State { get; private set; } = BazaarState.Open;

    /// <summary>What the provider of the QR code says came in that day.</summary>
    public long? QrTotalFen { get; private set; }

    public Guid? EntryId { get; private set; }

    public int? EntryNumber { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public IReadOnlyCollection<Stall> Stalls => _stalls;

    public Stall AddStall(string name, Guid? keeperPersonId)
    {
        EnsureOpen();
        if (_stalls.Exists(stall => stall.Name == name))
        {
            throw new BusinessException(FundsErrors.StallThere);
        }

        var stall = new Stall(Id, name, keeperPersonId);
        _stalls.Add(stall);
        Changed();
        return stall;
    }

    /// <summary>Sheets that come back from a phone later still count until it is settled.</summary>
    public void EnsureTakesSheets()
    {
        if (State is BazaarState.Settled)
        {
            throw WrongState();
        }
    }

    public void StopSelling(long? qrTotalFen)
    {
        EnsureTakesSheets();
        if (QrAccountId is null && qrTotalFen > 0)
        {
            throw new BusinessException(FundsErrors.NoQrAccount);
        }

        (State, QrTotalFen) = (BazaarState.Counting, QrAccountId is null ? null : qrTotalFen);
        Changed();
    }

    public void EnsureCounting()
    {
        if (State is not BazaarState.Counting)
        {
            throw WrongState();
        }
    }

    public void Settle(DateTimeOffset now)
    {
        EnsureCounting();
        (State, SettledAt) = (BazaarState.Settled, now);
        Changed();
    }

    public void Posted(PostedEntry entry) => (EntryId, EntryNumber) = (entry.Id, entry.Number);

    private void EnsureOpen()
    {
        if (State is not BazaarState.Open)
        {
            throw WrongState();
        }
    }

    private BusinessException WrongState() => new BusinessException(FundsErrors.BazaarState).With("state", State.ToString());
}

internal sealed class Stall : TenantEntity
{
    public Stall(Guid bazaarId, string name, Guid? keeperPersonId) => (BazaarId, Name, KeeperPersonId) = (bazaarId, name, keeperPersonId);

    private Stall()
    {
    }

    public Guid BazaarId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The volunteer who writes the stall's sheet.</summary>
    public Guid? KeeperPersonId { get; private set; }
}

/// <summary>One sale on a stall's sheet, written on a phone that may be offline; its id comes from there.</summary>
[NotAudited]
internal sealed class Sale : TenantEntity
{
    public Sale(Guid bazaarId, Guid stallId, Guid clientId, SaleLine line, Guid byPersonId, DateTimeOffset now)
    {
        (BazaarId, StallId, ClientId, ByPersonId, ReceivedAt) = (bazaarId, stallId, clientId, byPersonId, now);
        (Item, Quantity, Fen, Payment, SoldAt) = (line.Item, line.Quantity, line.Fen, line.Payment, line.SoldAt);
    }

    private Sale()
    {
    }

    public Guid BazaarId { get; private set; }

    public Guid StallId { get; private set; }

    public Guid ClientId { get; private set; }

    public string Item { get; private set; } = string.Empty;

    public int Quantity { get; private set; }

    public long Fen { get; private set; }

    public SalePayment Payment { get; private set; }

    public DateTimeOffset SoldAt { get; private set; }

    public Guid ByPersonId { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Struck out on the sheet; the line stays readable.</summary>
    public DateTimeOffset? StruckAt { get; private set; }

    public void Strike(DateTimeOffset now) => StruckAt ??= now;

    public bool SaysTheSame(Guid stallId, SaleLine line) =>
        StallId == stallId && (Item, Quantity, Fen, Payment) == (line.Item, line.Quantity, line.Fen, line.Payment);
}

internal sealed record SaleLine(string Item, int Quantity, long Fen, SalePayment Payment, DateTimeOffset SoldAt);

/// <summary>One person's count of the cash, by denomination. Two people count, each alone.</summary>
internal sealed class CashCount : TenantEntity
{
    public CashCount(Guid bazaarId, Guid personId, string pieces, long fen, DateTimeOffset now) => (BazaarId, PersonId, Pieces, Fen, CountedAt) = (bazaarId, personId, pieces, fen, now);

    private CashCount()
    {
    }

    public Guid BazaarId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>Fen of the denomination and number of pieces, largest first, e.g. <c>10000x3;5000x1</c>.</summary>
    public string Pieces { get; private set; } = string.Empty;

    public long Fen { get; private set; }

    public DateTimeOffset CountedAt { get; private set; }

    public void CountAgain(string pieces, long fen, DateTimeOffset now) => (Pieces, Fen, CountedAt) = (pieces, fen, now);
}

internal sealed class BazaarMapping : IEntityTypeConfiguration<Bazaar>
{
    public void Configure(EntityTypeBuilder<Bazaar> bazaar)
    {
        bazaar.ToTable("funds_bazaars");
        bazaar.Property(b => b.Title).HasMaxLength(100);
        bazaar.Property(b => b.Place).HasMaxLength(200);
        bazaar.HasIndex(b => new { b.TenantId, b.CampaignId }).IsUnique();
        bazaar.HasOne<Campaigns.Campaign>().WithMany().HasForeignKey(b => new { b.TenantId, b.CampaignId }).OnDelete(DeleteBehavior.Restrict);
        bazaar.HasMany(b => b.Stalls).WithOne().HasForeignKey(s => new { s.TenantId, s.BazaarId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StallMapping : IEntityTypeConfiguration<Stall>
{
    public void Configure(EntityTypeBuilder<Stall> stall)
    {
        stall.ToTable("funds_stalls");
        stall.Property(s => s.Name).HasMaxLength(60);
        stall.HasIndex(s => new { s.TenantId, s.BazaarId, s.Name }).IsUnique();
    }
}

internal sealed class SaleMapping : IEntityTypeConfiguration<Sale>
{
    public void Configure(EntityTypeBuilder<Sale> sale)
    {
        sale.ToTable("funds_sales", table => table.HasCheckConstraint("ck_funds_sales_fen", "fen > 0"));
        sale.Property(s => s.Item).HasMaxLength(100);

        // Synced twice is once.
        sale.HasIndex(s => new { s.TenantId, s.BazaarId, s.ClientId }).IsUnique();
        sale.HasOne<Bazaar>().WithMany().HasForeignKey(s => new { s.TenantId, s.BazaarId }).OnDelete(DeleteBehavior.Restrict);
        sale.HasOne<Stall>().WithMany().HasForeignKey(s => new { s.TenantId, s.StallId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CashCountMapping : IEntityTypeConfiguration<CashCount>
{
    public void Configure(EntityTypeBuilder<CashCount> count)
    {
        count.ToTable("funds_cash_counts");
        count.Property(c => c.Pieces).HasMaxLength(300);
        count.HasIndex(c => new { c.TenantId, c.BazaarId, c.PersonId }).IsUnique();
        count.HasOne<Bazaar>().WithMany().HasForeignKey(c => new { c.TenantId, c.BazaarId }).OnDelete(DeleteBehavior.Restrict);
    }
}
