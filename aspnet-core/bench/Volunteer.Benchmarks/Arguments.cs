using System.Globalization;

namespace Volunteer.Benchmarks;

/// <summary>The person at the keyboard asked for something that does not exist.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>A command and its <c>--name value</c> pairs. Every name must be asked for, so that a misspelt one is not ignored.</summary>
internal sealed class Arguments
{
    public const string Usage =
        """
        storm      [--clients 500] [--places 20] [--rounds 3] [--postgres <connection>]
        signups    [--postgres <connection>] [--clients 32] [--seconds 5] [--rounds 5] [--warmups 12] [--shifts 1000] [--people 1000]
                   [--hot yes] [--idempotency yes] [--pgbench <program>]
        checkins   --postgres <connection> [--clients 32] [--seconds 4] [--rounds 5] [--warmups 5] [--shifts 200] [--people 60000] [--pgbench <program>]
        generate   [--communities 1000] [--duties 20] [--weeks 8] [--rounds 5] [--postgres <connection>]
        recurrence [--rules 10000] [--rounds 5]
        match      [--lines 100000] [--rounds 7]
        postings   --postgres <connection> [--clients 32] [--seconds 5] [--rounds 5] [--warmups 6] [--books 200] [--pgbench <program>]
        trial      --postgres <connection> [--entries 1000000] [--rounds 5] [--tools hledger,ledger]
        kill       [--kills 100] [--clients 8] [--postgres <connection>]
        All take [--seed 1]. <connection> may create databases, e.g. "Host=localhost;Username=postgres".
        """;

    private readonly Dictionary<string, string> _values;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private Arguments(string command, Dictionary<string, string> values) => (Command, _values) = (command, values);

    public string Command { get; }

    public int Seed => Number("seed", 1, least: 0);

    public static Arguments Read(IReadOnlyList<string> args)
    {
        if (args.Count == 0)
        {
            throw new UsageException("Which benchmark?");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 1; index < args.Count; index += 2)
        {
            if (!args[index].StartsWith("--", StringComparison.Ordinal) || index + 1 == args.Count)
            {
                throw new UsageException($"'{args[index]}' is no --name with a value.");
            }

            values[args[index][2..]] = args[index + 1];
        }

        return new Arguments(args[0], values);
    }

    public string? Text(string name)
    {
        _asked.Add(name);
        return _values.GetValueOrDefault(name);
    }

    public int Number(string name, int byDefault, int least = 1) => Text(name) switch
    {
        null => byDefault,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least => number,
        { } text => throw new UsageException($"--{name} {text} is no number from {least} on."),
    };

    /// <summary>Call after the last question.</summary>
    public void Complete()
    {
        if (_values.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown)
        {
            throw new UsageException($"{Command} takes no --{unknown}.");
        }
    }
}
