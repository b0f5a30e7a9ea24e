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
}
