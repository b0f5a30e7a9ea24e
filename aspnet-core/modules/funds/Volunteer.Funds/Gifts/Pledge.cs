using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

internal enum PledgeState
{
    Open,
    Fulfilled,
    Cancelled,
}

/// <summary>
/// A promise to give. Not in the books (it is no income until it comes); its code or its odd fen let the statement's line be
/// found without guessing.
/// </summary>
internal sealed class Pledge : AggregateRoot
{
    public Pledge(NewPledge pledge, string noteCode, int? suffixFen, DateTimeOffset now)
    {
        (BookId, FundId, ProjectId, CampaignId, PartyId) = (pledge.BookId, pledge.FundId, pledge.ProjectId, pledge.CampaignId, pledge.PartyId);
        (Fen, SuffixFen, PayableFen, NoteCode) = (pledge.Fen, suffixFen, pledge.Fen + (suffixFen ?? 0), noteCode);
        (Display, DisplayName) = (pledge.Display, pledge.Display is DonorDisplay.Alias ? pledge.DisplayName ?? throw new BusinessException(FundsErrors.AliasNeeded) : null);
        (DueOn, IsMonthly, IsEnforceable, CreatedAt, RemindedMonth) = (pledge.DueOn, pledge.IsMonthly, pledge.IsEnforceable, now, (now.Year * 100) + now.Month);
    }

    private Pledge()
    {
    }

    public Guid BookId { get; private set; }

    public Guid FundId { get; private set; }

    public Guid? ProjectId { get; private set; }

    public Guid? CampaignId { get; private set; }

    public Guid PartyId { get; private set; }

    public long Fen { get; private set; }

    /// <summary>One to ninety-nine fen on top, so that no other open pledge of the book asks for the same sum.</summary>
    public int? SuffixFen { get; private set; }

    public long PayableFen { get; private set; }

    /// <summary>To be written in the transfer's note.</summary>
    public string NoteCode { get; private set; } = string.Empty;

    public DonorDisplay Display { get; private set; }

    [PersonalData]
    public string? DisplayName { get; private set; }

    public DateOnly? DueOn { get; private set; }

    /// <summary>Every month anew: the donor is reminded, nothing is drawn.</summary>
    public bool IsMonthly { get; private set; }

    /// <summary>Publicly promised or agreed in writing: may be asked for (慈善法 art. 41).</summary>
    public bool IsEnforceable { get; private set; }

    /// <summary>The last month the donor was reminded of, e.g. 202603; the month a pledge is made in needs no reminder.</summary>
    public int RemindedMonth { get; private set; }

    public long ReceivedFen { get; private set; }

    public PledgeState State { get; private set; } = PledgeState.Open;

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A gift for it arrived; a monthly pledge stays open for the next.</summary>
    public void Receive(long fen)
    {
        ReceivedFen += fen;
        if (!IsMonthly && State is PledgeState.Open && ReceivedFen >= Fen)
        {
            State = PledgeState.Fulfilled;
        }

        Changed();
    }

    /// <summary>The gift went back, so the promise stands again.</summary>
    public void GiveBack(long fen)
    {
        ReceivedFen -= fen;
        if (State is PledgeState.Fulfilled && ReceivedFen < Fen)
        {
            // The odd fen may be another pledge's by now; the note code is still this one's.
            (State, SuffixFen, PayableFen) = (PledgeState.Open, null, Fen);
        }

        Changed();
    }

    public void Remind(int month)
    {
        RemindedMonth = month;
        Changed();
    }

    public void Cancel()
    {
        if (State is not PledgeState.Open)
        {
            throw new BusinessException(FundsErrors.PledgeState).With("state", State.ToString());
        }

        State = PledgeState.Cancelled;
        Changed();
    }
}

internal sealed record NewPledge(Guid BookId, Guid FundId, Guid? ProjectId, Guid? CampaignId, Guid PartyId, long Fen, DonorDisplay Display, string? DisplayName, DateOnly? DueOn, bool IsMonthly, bool IsEnforceable);

internal sealed class PledgeMapping : IEntityTypeConfiguration<Pledge>
{
    public void Configure(EntityTypeBuilder<Pledge> pledge)
    {
        pledge.ToTable("funds_pledges");
        pledge.Property(p => p.NoteCode).HasMaxLength(NoteCodes.Length);
        pledge.Property(p => p.DisplayName).HasMaxLength(GiftRules.LongestAlias);
        pledge.HasIndex(p => new { p.TenantId, p.NoteCode }).IsUnique();

        // Two open pledges never ask for the same odd sum.
        pledge.HasIndex(p => new { p.TenantId, p.BookId, p.PayableFen }).IsUnique().HasFilter("suffix_fen IS NOT NULL AND state = 'Open'");
        pledge.HasIndex(p => new { p.TenantId, p.State, p.IsMonthly });
        pledge.HasIndex(p => new { p.TenantId, p.PartyId });
        pledge.HasOne<Party>().WithMany().HasForeignKey(p => new { p.TenantId, p.PartyId }).OnDelete(DeleteBehavior.Restrict);
        pledge.HasOne<Campaigns.Campaign>().WithMany().HasForeignKey(p => new { p.TenantId, p.CampaignId }).OnDelete(DeleteBehavior.Restrict);
    }
}
