namespace Volunteer.Funds;

/// <summary>Codes of this module's refusals; their texts stand in its Localization folder.</summary>
public static partial class FundsErrors
{
}
