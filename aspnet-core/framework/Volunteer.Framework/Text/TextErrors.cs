namespace Volunteer.Text;

/// <summary>Why a text may not enter the system. Each code is also the key of its text in the translation files.</summary>
public static class TextErrors
{
    public const string ControlCharacter = "Text:ControlCharacter";
    public const string BrokenCharacter = "Text:BrokenCharacter";
    public const string HiddenDirection = "Text:HiddenDirection";
    public const string NameEmpty = "Text:NameEmpty";
    public const string NameTooLong = "Text:NameTooLong";
    public const string NameCharacter = "Text:NameCharacter";
}
