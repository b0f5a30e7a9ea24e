using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Reconciliation;

internal enum HostStatementState
{
    /// <summary>Drawn up; no side has confirmed.</summary>
    Drawn,

    /// <summary>Our side has confirmed; waits for the host charity.</summary>
    Confirmed,

    /// <summary>Both sides agree.</summary>
    SignedOff,

    /// <summary>Taken back before both sides had agreed; another may be drawn up.</summary>
    Withdrawn,
}

/// <summary>
/// The month-end statement between the community's books and the host charity, in whose account the money lies (双方对账单).
/// Its figures are those of the day it was drawn up and never change.
/// </summary>
internal sealed class HostStatement : AggregateRoot
{
    public HostStatement(Guid moneyAccountId, DateOnly month, ReconciliationFigures figures, string funds, Guid drawnBy, DateTimeOffset now)
    {
        (MoneyAccountId, Month, Funds, DrawnBy, DrawnAt) = (moneyAccountId, month, funds, drawnBy, now);
        (StatementFen, StatementSource, LedgerFen) = (figures.StatementFen, figures.StatementSource, figures.LedgerFen);
        (OpenLineCount, OpenLineFen, OpenItemCount, OpenItemFen, IgnoredFen) = (figures.OpenLineCount, figures.OpenLineFen, figures.OpenItemCount, figures.OpenItemFen, figures.IgnoredFen);
    }

    private HostStatement()
    {
    }

    public Guid MoneyAccountId { get; private set; }

    /// <summary>The first of the month.</summary>
    public DateOnly Month { get; private set; }

    public HostStatementState State { get; private set; }

    public long StatementFen { get; private set; }

    public string StatementSource { get; private set; } = string.Empty;

    public long LedgerFen { get; private set; }

    public int OpenLineCount { get; private set; }

    public long OpenLineFen { get; private set; }

    public int OpenItemCount { get; private set; }

    public long OpenItemFen { get; private set; }

    public long IgnoredFen { get; private set; }

    /// <summary>Fund by fund what of the account's money is whose, as JSON: one account serves many funds.</summary>
    public string Funds { get; private set; } = string.Empty;

    public Guid DrawnBy { get; private set; }

    public DateTimeOffset DrawnAt { get; private set; }

    public Guid? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Who at the host charity said so.</summary>
    [PersonalData]
    public string? HostContact { get; private set; }

    /// <summary>Who wrote the host's answer down.</summary>
    public Guid? HostRecordedBy { get; private set; }

    public DateTimeOffset? HostConfirmedAt { get; private set; }

    public void Confirm(Guid by, DateTimeOffset now)
    {
        Require(HostStatementState.Drawn);
        (State, ConfirmedBy, ConfirmedAt) = (HostStatementState.Confirmed, by, now);
        Changed();
    }

    public void ConfirmForHost(Guid by, string contact, long balanceFen, DateTimeOffset now)
    {
        Require(HostStatementState.Confirmed);
        if (by == ConfirmedBy)
        {
            throw new BusinessException(FundsErrors.HostStatementSamePerson);
        }

        if (balanceFen != LedgerFen)
        {
            throw new BusinessException(FundsErrors.HostStatementBalance).With("differenceFen", balanceFen - LedgerFen).With("amount", Statements.StatementChecks.Yuan(balanceFen - LedgerFen));
        }

        (State, HostRecordedBy, HostContact, HostConfirmedAt) = (HostStatementState.SignedOff, by, contact, now);
        Changed();
    }

    public void Withdraw()
    {
        if (State is not (HostStatementState.Drawn or HostStatementState.Confirmed))
        {
            throw new BusinessException(FundsErrors.HostStatementState);
        }

        State = HostStatementState.Withdrawn;
        Changed();
    }

    private void Require(HostStatementState state)
    {
        if (State != state)
        {
            throw new BusinessException(FundsErrors.HostStatementState);
        }
    }
}

internal sealed class HostStatementMapping : IEntityTypeConfiguration<HostStatement>
{
    public void Configure(EntityTypeBuilder<HostStatement> statement)
    {
        statement.ToTable("funds_host_statements");
        statement.Property(s => s.StatementSource).HasMaxLength(40);
        statement.Property(s => s.HostContact).HasMaxLength(100);
        statement.HasIndex(s => new { s.TenantId, s.MoneyAccountId, s.Month }).IsUnique().HasFilter("state <> 'Withdrawn'").HasDatabaseName("ux_funds_host_statements_month");
        statement.HasOne<MoneyAccount>().WithMany().HasForeignKey(s => new { s.TenantId, s.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
