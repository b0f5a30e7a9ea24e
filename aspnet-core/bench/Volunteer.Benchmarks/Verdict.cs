namespace Volunteer.Benchmarks;

/// <summary>What had to hold afterwards, and whether it did.</summary>
internal sealed class Verdict
{
    private int _violations;

    public int ExitCode => _violations == 0 ? 0 : 1;

    public void Equal(string what, long found, long wanted) => Check(found == wanted, found == wanted ? $"{what} = {found:N0}" : $"{what} = {found:N0}, must be {wanted:N0}");

    public void Check(bool holds, string what)
    {
        _violations += holds ? 0 : 1;
        Console.WriteLine($"  {(holds ? "holds   " : "VIOLATED")} {what}");
    }

    public int Close()
    {
        Console.WriteLine(_violations == 0 ? "All invariants hold." : $"{_violations} invariants are violated.");
        return ExitCode;
    }
}
