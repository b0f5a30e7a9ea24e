using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Reconciliation;

internal enum MatchOrigin
{
    /// <summary>Somebody put the legs together.</summary>
    ByHand,

    /// <summary>Somebody confirmed a proposal.</summary>
    Proposed,

    /// <summary>Certain, taken together with others.</summary>
    Certain,

    /// <summary>The entry was written from the line.</summary>
    NewEntry,
}

/// <summary>
/// Lines of the bank and legs of the books that are the same money. Both sides of it add up; undone matches stay as history.
/// </summary>
internal sealed class BankMatch : AggregateRoot
{
    public BankMatch(Guid moneyAccountId, MatchOrigin origin, Guid madeBy, DateTimeOffset madeAt, DateOnly latestDate) =>
        (MoneyAccountId, Origin, MadeBy, MadeAt, LatestDate) = (moneyAccountId, origin, madeBy, madeAt, latestDate);

    private BankMatch()
    {
    }

    public Guid MoneyAccountId { get; private set; }

    public MatchOrigin Origin { get; private set; }

    public string? Kind { get; private set; }

    public int? Score { get; private set; }

    /// <summary>As the engine gave them, e.g. <c>NoteCode:JK248848 SameAmount SameDay</c>.</summary>
    [PersonalData]
    public string? Reasons { get; private set; }

    /// <summary>Version of the engine's rules.</summary>
    public int? PolicyVersion { get; private set; }

    public string? DifferenceReason { get; private set; }

    public long DifferenceFen { get; private set; }

    public Guid MadeBy { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>The latest day of all its legs: before it, the match does not count.</summary>
    public DateOnly LatestDate { get; private set; }

    public Guid? UndoneBy { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public string? UndoReason { get; private set; }

    public void Explain(string kind, int score, string reasons, int policyVersion) => (Kind, Score, Reasons, PolicyVersion) = (kind, score, reasons, policyVersion);

    public void Differ(long fen, string reason) => (DifferenceFen, DifferenceReason) = (fen, reason);

    /// <summary>One of its legs is of that day.</summary>
    public void Reach(DateOnly date) => LatestDate = date > LatestDate ? date : LatestDate;

    public void Undo(Guid by, string reason, DateTimeOffset now)
    {
        if (UndoneAt is not null)
        {
            throw new BusinessException(FundsErrors.MatchUndone);
        }

        (UndoneBy, UndoneAt, UndoReason) = (by, now, reason);
        Changed();
    }
}

/// <summary>So much of a line, or of a leg of the books. Written once with its match.</summary>
[NotAudited]
internal sealed class MatchLeg : TenantEntity
{
    public MatchLeg(Guid matchId, Guid? lineId, Guid? ledgerLineId, long fen) => (MatchId, LineId, LedgerLineId, Fen) = (matchId, lineId, ledgerLineId, fen);

    private MatchLeg()
    {
    }

    public Guid MatchId { get; private set; }

    public Guid? LineId { get; private set; }

    public Guid? LedgerLineId { get; private set; }

    public long Fen { get; private set; }
}

/// <summary>How much of a leg of the books active matches take; the books themselves are never written to. Same id as the leg.</summary>
[NotAudited]
internal sealed class LedgerLineUse : TenantEntity
{
    public const string NeverOver = "ck_funds_ledger_line_uses_never_over";

    public LedgerLineUse(Guid ledgerLineId, long fen, long matchedFen)
    {
        Id = ledgerLineId;
        (Fen, MatchedFen) = (fen, matchedFen);
    }

    private LedgerLineUse()
    {
    }

    public long Fen { get; private set; }

    public long MatchedFen { get; private set; }
}

internal sealed class BankMatchMapping : IEntityTypeConfiguration<BankMatch>
{
    public void Configure(EntityTypeBuilder<BankMatch> match)
    {
        match.ToTable("funds_bank_matches");
        match.Property(m => m.Kind).HasMaxLength(40);
        match.Property(m => m.Reasons).HasMaxLength(1000);
        match.Property(m => m.DifferenceReason).HasMaxLength(40);
        match.Property(m => m.UndoReason).HasMaxLength(300);
        match.HasIndex(m => new { m.TenantId, m.MoneyAccountId, m.MadeAt });
        match.HasOne<MoneyAccount>().WithMany().HasForeignKey(m => new { m.TenantId, m.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchLegMapping : IEntityTypeConfiguration<MatchLeg>
{
    public void Configure(EntityTypeBuilder<MatchLeg> leg)
    {
        leg.ToTable("funds_bank_match_legs", table => table.HasCheckConstraint("ck_funds_bank_match_legs_one_side", "fen <> 0 AND (line_id IS NULL) <> (ledger_line_id IS NULL)"));
        leg.HasIndex(l => new { l.TenantId, l.MatchId });
        leg.HasIndex(l => new { l.TenantId, l.LineId }).HasFilter("line_id IS NOT NULL");
        leg.HasIndex(l => new { l.TenantId, l.LedgerLineId }).HasFilter("ledger_line_id IS NOT NULL");
        leg.HasOne<BankMatch>().WithMany().HasForeignKey(l => new { l.TenantId, l.MatchId }).OnDelete(DeleteBehavior.Restrict);
        leg.HasOne<StatementLine>().WithMany().HasForeignKey(l => new { l.TenantId, l.LineId }).OnDelete(DeleteBehavior.Restrict);
        leg.HasOne<EntryLine>().WithMany().HasForeignKey(l => new { l.TenantId, l.LedgerLineId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LedgerLineUseMapping : IEntityTypeConfiguration<LedgerLineUse>
{
    public void Configure(EntityTypeBuilder<LedgerLineUse> use)
    {
        use.ToTable("funds_ledger_line_uses", table =>
            table.HasCheckConstraint(LedgerLineUse.NeverOver, "(fen > 0 AND matched_fen >= 0 AND matched_fen <= fen) OR (fen < 0 AND matched_fen <= 0 AND matched_fen >= fen)"));
        use.HasOne<EntryLine>().WithOne().HasForeignKey<LedgerLineUse>(u => new { u.TenantId, u.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
