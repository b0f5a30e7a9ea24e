namespace Volunteer.Funds;

/// <summary>Pages of lists; a number out of range shows the first or an empty page, never an error.</summary>
internal static class Paging
{
    private const int Largest = 200;
    private const int LastPage = 100_000;

    public static int Size(int pageSize) => Math.Clamp(pageSize, 1, Largest);

    public static int Skip(int page, int pageSize) => (Math.Clamp(page, 1, LastPage) - 1) * Size(pageSize);
}
