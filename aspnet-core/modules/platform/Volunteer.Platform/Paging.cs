namespace Volunteer.Platform;

internal static class Paging
{
    private const int LastPage = 1_000_000;

    /// <summary>Rows before the page; a page number out of range shows the first or an empty page, never an error.</summary>
    public static int Skip(int page, int size) => (Math.Clamp(page, 1, LastPage) - 1) * size;
}
