namespace Volunteer.Funds;

public static partial class FundsErrors
{
    /// <summary>Debits and credits, in all or inside one fund, do not cancel out.</summary>
    public const string Unbalanced = "Funds:Unbalanced";

    public const string TooFewLines = "Funds:TooFewLines";
    public const string TooManyLines = "Funds:TooManyLines";
    public const string ZeroLine = "Funds:ZeroLine";
    public const string AmountTooLarge = "Funds:AmountTooLarge";
    public const string TextMissing = "Funds:TextMissing";
    public const string AccountUnknown = "Funds:AccountUnknown";
    public const string BookHalted = "Funds:BookHalted";
    public const string MonthClosed = "Funds:MonthClosed";
    public const string DateInFuture = "Funds:DateInFuture";

    /// <summary>A fund has less free money than the entry or the reservation takes.</summary>
    public const string FundShort = "Funds:FundShort";

    public const string AlreadyReversed = "Funds:AlreadyReversed";
    public const string ReversalOfReversal = "Funds:ReversalOfReversal";
    public const string BookNameTaken = "Funds:BookNameTaken";
    public const string FundCodeTaken = "Funds:FundCodeTaken";
    public const string MoneyAccountKnown = "Funds:MoneyAccountKnown";
    public const string CurrencyMixed = "Funds:CurrencyMixed";
    public const string AccountCodeTaken = "Funds:AccountCodeTaken";
    public const string OpeningPosted = "Funds:OpeningPosted";

    /// <summary>Money leaves a restricted fund's purpose without the donors' consent or a new filing on record.</summary>
    public const string ConsentNotOnRecord = "Funds:ConsentNotOnRecord";

    public const string SecondPersonNeeded = "Funds:SecondPersonNeeded";
    public const string PeriodRequestDecided = "Funds:PeriodRequestDecided";
    public const string PeriodRequestWaiting = "Funds:PeriodRequestWaiting";
    public const string MonthNotClosed = "Funds:MonthNotClosed";
    public const string MonthAlreadyClosed = "Funds:MonthAlreadyClosed";
    public const string MonthsInOrder = "Funds:MonthsInOrder";
    public const string MonthNotOver = "Funds:MonthNotOver";
    public const string BookUnsound = "Funds:BookUnsound";
    public const string NotPublishedYet = "Funds:NotPublishedYet";
}
