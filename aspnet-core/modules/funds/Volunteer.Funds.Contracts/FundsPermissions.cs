namespace Volunteer.Funds;

public static class FundsPermissions
{
    /// <summary>Read books, entries, statements and reconciliations.</summary>
    public const string ViewBooks = "Funds.ViewBooks";

    /// <summary>Set up books, funds, bank accounts and the chart; post and reverse by hand; close a month.</summary>
    public const string ManageBooks = "Funds.ManageBooks";

    /// <summary>The second person where two are needed: reopening a month, purpose changes, counting a bazaar's cash.</summary>
    public const string SuperviseBooks = "Funds.SuperviseBooks";

    /// <summary>Campaigns, pledges, gifts and confirmations.</summary>
    public const string RecordGifts = "Funds.RecordGifts";

    /// <summary>Ask for money to be paid out.</summary>
    public const string RequestDisbursements = "Funds.RequestDisbursements";

    /// <summary>Approve what others asked for; limits per role are settings.</summary>
    public const string ApproveDisbursements = "Funds.ApproveDisbursements";

    /// <summary>Import statements, match them, undo a match.</summary>
    public const string Reconcile = "Funds.Reconcile";
}
