namespace Volunteer.Funds;

public static partial class FundsErrors
{
    // What can be wrong inside a statement file.
    public const string StatementHeaderUnknown = "Funds:StatementHeaderUnknown";
    public const string StatementColumnsUnknown = "Funds:StatementColumnsUnknown";
    public const string StatementDateUnclear = "Funds:StatementDateUnclear";
    public const string StatementDateAmbiguous = "Funds:StatementDateAmbiguous";
    public const string StatementTimeUnclear = "Funds:StatementTimeUnclear";
    public const string StatementAmountUnclear = "Funds:StatementAmountUnclear";
    public const string StatementAmountMissing = "Funds:StatementAmountMissing";
    public const string StatementBothColumns = "Funds:StatementBothColumns";
    public const string StatementDirectionUnclear = "Funds:StatementDirectionUnclear";
    public const string StatementNumberSpoilt = "Funds:StatementNumberSpoilt";
    public const string StatementFormula = "Funds:StatementFormula";
    public const string StatementTextCleaned = "Funds:StatementTextCleaned";
    public const string StatementSeveralCurrencies = "Funds:StatementSeveralCurrencies";
    public const string StatementSeveralAccounts = "Funds:StatementSeveralAccounts";
    public const string StatementEmpty = "Funds:StatementEmpty";
    public const string StatementLineMissing = "Funds:StatementLineMissing";
    public const string StatementPageMissing = "Funds:StatementPageMissing";
    public const string StatementDoesNotAddUp = "Funds:StatementDoesNotAddUp";
    public const string StatementCreditTotal = "Funds:StatementCreditTotal";
    public const string StatementDebitTotal = "Funds:StatementDebitTotal";
    public const string StatementCount = "Funds:StatementCount";
    public const string StatementWrongAccount = "Funds:StatementWrongAccount";
    public const string StatementWrongCurrency = "Funds:StatementWrongCurrency";
    public const string StatementFuture = "Funds:StatementFuture";
    public const string StatementGapBefore = "Funds:StatementGapBefore";
    public const string StatementOverlap = "Funds:StatementOverlap";
    public const string StatementNothingNew = "Funds:StatementNothingNew";

    // What can be done with a statement.
    public const string StatementEncoding = "Funds:StatementEncoding";
    public const string StatementMapping = "Funds:StatementMapping";
    public const string StatementNeedsConfirmation = "Funds:StatementNeedsConfirmation";
    public const string StatementCommitted = "Funds:StatementCommitted";
    public const string StatementExpired = "Funds:StatementExpired";
    public const string StatementNotImported = "Funds:StatementNotImported";
    public const string StatementInUse = "Funds:StatementInUse";
    public const string BankAccountClosed = "Funds:BankAccountClosed";

    // Matching.
    public const string LineTaken = "Funds:LineTaken";
    public const string ItemTaken = "Funds:ItemTaken";
    public const string LineNotIgnored = "Funds:LineNotIgnored";
    public const string MatchLegs = "Funds:MatchLegs";
    public const string MatchOneSided = "Funds:MatchOneSided";
    public const string MatchDifference = "Funds:MatchDifference";
    public const string MatchDifferenceFund = "Funds:MatchDifferenceFund";
    public const string MatchWhole = "Funds:MatchWhole";
    public const string MatchUndone = "Funds:MatchUndone";
    public const string BookingSum = "Funds:BookingSum";

    // The month-end statement with the host charity.
    public const string HostStatementMonth = "Funds:HostStatementMonth";
    public const string HostStatementDifference = "Funds:HostStatementDifference";
    public const string HostStatementExists = "Funds:HostStatementExists";
    public const string HostStatementState = "Funds:HostStatementState";
    public const string HostStatementSamePerson = "Funds:HostStatementSamePerson";
    public const string HostStatementBalance = "Funds:HostStatementBalance";

    /// <summary>Lines of a statement are open, or a difference has no name.</summary>
    public const string MonthNotReconciled = "Funds:MonthNotReconciled";
    public const string StatementMissing = "Funds:StatementMissing";
}
