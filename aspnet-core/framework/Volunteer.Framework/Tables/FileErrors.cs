namespace Volunteer.Tables;

/// <summary>Why an uploaded file is refused. Each code is also the key of its text in the translation files.</summary>
public static class FileErrors
{
    public const string Empty = "Files:Empty";
    public const string TooLarge = "Files:TooLarge";
    public const string NotASpreadsheet = "Files:NotASpreadsheet";
    public const string Broken = "Files:Broken";
    public const string ZipBomb = "Files:ZipBomb";
    public const string TooManyRows = "Files:TooManyRows";
    public const string TooManyColumns = "Files:TooManyColumns";
    public const string CellTooLong = "Files:CellTooLong";
    public const string MacrosNotAllowed = "Files:MacrosNotAllowed";
    public const string EncodingUnknown = "Files:EncodingUnknown";
    public const string EncryptedNotAllowed = "Files:EncryptedNotAllowed";
    public const string OldXls = "Files:OldXls";
}
