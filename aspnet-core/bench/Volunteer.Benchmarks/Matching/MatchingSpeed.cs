using System.Diagnostics;
using System.Globalization;
using Volunteer.Benchmarks.Generation;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Benchmarks.Matching;

/// <summary>Matching lines of statements with open items, against a plain hash join on amount and date of the same rows.</summary>
internal static class MatchingSpeed
{
    private const int MostWarmUps = 20;
    private const double GoalRatio = 3;
    private const double GoalMegabytes = 300;

    private static readonly DateOnly From = new(2026, 1, 1);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var count = arguments.Number("lines", 100_000, least: 100);
        var rounds = arguments.Number("rounds", 7);
        var made = new MadeStatement(arguments.Seed, count);
        arguments.Complete();
        Console.WriteLine($"{count:N0} lines against {count:N0} open items, on one core, in turn with a plain hash join on amount and date.");

        var warmUps = new List<double>();
        while (warmUps.Count < MostWarmUps && !Figures.IsSteady(warmUps))
        {
            HashJoin(made);
            warmUps.Add(Match(made).Milliseconds);
        }

        var (ours, theirs) = (new List<double>(), new List<double>());
        IReadOnlyList<CertainMatch> found = [];
        var pairs = 0;
        for (var round = 0; round < rounds; round++)
        {
            (found, var mine) = Match(made);
            (pairs, var join) = HashJoin(made);
            ours.Add(mine);
            theirs.Add(join);
        }

        string memory;
        double most;
        await using (var watch = new MemoryWatch())
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            found = Match(made).Found;
            most = (GC.GetTotalMemory(forceFullCollection: false) - before) / (1024.0 * 1024);
            memory = watch.Summary;
        }

        var ratio = Figures.Median(ours) / Figures.Median(theirs);
        Console.WriteLine($"ours      {Figures.Summary(ours, "N1", "ms")}, {found.Count:N0} certain matches");
        Console.WriteLine($"hash join {Figures.Summary(theirs, "N1", "ms")}, {pairs:N0} pairs: ours takes {ratio.ToString("N2", CultureInfo.InvariantCulture)} times as long");
        Console.WriteLine($"memory    {most:N0} MB for one run; {memory}");

        var verdict = new Verdict();
        verdict.Check(ratio <= GoalRatio, $"at most {GoalRatio} times the hash join");
        verdict.Check(most <= GoalMegabytes, $"at most {GoalMegabytes} MB");
        verdict.Equal("wrong matches", found.LongCount(match => made.TruthOf(match.Line) != match.Item.Id), 0);
        verdict.Equal("lines matched twice", found.Count - found.Select(match => match.Line.Id).Distinct().LongCount(), 0);
        verdict.Equal("items matched twice", found.Count - found.Select(match => match.Item.Id).Distinct().LongCount(), 0);
        verdict.Equal("ambiguous lines matched", found.LongCount(match => made.IsAmbiguous(match.Line)), 0);
        verdict.Equal("clear lines matched", found.Count, made.ClearLines);
        return verdict.Close();
    }

    private static (IReadOnlyList<CertainMatch> Found, double Milliseconds) Match(MadeStatement made)
    {
        var start = Stopwatch.GetTimestamp();
        var found = new MatchingEngine(MatchPolicy.Default).FindCertain(made.Lines, made.Items);
        return (found, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static (int Pairs, double Milliseconds) HashJoin(MadeStatement made)
    {
        var start = Stopwatch.GetTimestamp();
        var items = made.Items.ToLookup(item => (item.Fen, item.Date));
        var pairs = 0;
        foreach (var line in made.Lines)
        {
            foreach (var item in items[(line.Fen, line.Date)])
            {
                pairs += item.Fen == line.Fen ? 1 : 0;
            }
        }

        return (pairs, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>
    /// A tenth by the bank's number, three tenths by note code, four tenths by amount and name, the rest in groups of three
    /// that nobody could tell apart.
    /// </summary>
    private sealed class MadeStatement
    {
        private readonly Dictionary<Guid, Guid> _truth = [];
        private readonly HashSet<Guid> _ambiguous = [];

        public MadeStatement(int seed, int count)
        {
            var random = new Random(seed);
            var (lines, items) = (new List<BankLine>(count), new List<OpenItem>(count));
            var firstAlike = Enumerable.Range(0, count).First(index => index * 10L / count >= 8);
            for (var index = 0; index < count; index++)
            {
                var (fen, day) = (random.NextInt64(1, 200) * 1000, From.AddDays(random.Next(365)));
                var kind = index * 10L / count;
                var name = $"居民{index}";
                var code = string.Create(CultureInfo.InvariantCulture, $"JK{index:D6}");
                var alike = kind >= 8;
                if (alike)
                {
                    // What is left at the end joins the last group of three.
                    var group = Math.Min((index - firstAlike) / 3, ((count - firstAlike) / 3) - 1);
                    (fen, day, name) = (10_000, From.AddDays(group % 365), $"同名{group}");
                }

                var line = new BankLine
                {
                    Id = Guid.CreateVersion7(),
                    Fen = fen,
                    Date = day,
                    Counterparty = name,
                    Memo = kind is >= 1 and < 4 ? $"捐款 {code}" : "转账",
                    Serial = string.Create(CultureInfo.InvariantCulture, $"2026{index:D10}"),
                };
                var item = new OpenItem
                {
                    Kind = OpenItemKind.LedgerLine,
                    Id = Guid.CreateVersion7(),
                    Fen = fen,
                    Date = alike ? day : day.AddDays(-random.Next(4)),
                    Counterparty = kind is >= 4 ? name : string.Empty,
                    NoteCode = kind is >= 1 and < 4 ? code : string.Empty,
                    ExternalIds = kind == 0 ? [line.Serial] : [],
                };
                lines.Add(line);
                items.Add(item);
                _truth[line.Id] = item.Id;
                if (alike)
                {
                    _ambiguous.Add(line.Id);
                }
            }

            ClearLines = count - _ambiguous.Count;
            (Lines, Items) = (lines, [.. items.OrderBy(_ => random.Next())]);
        }

        public IReadOnlyList<BankLine> Lines { get; }

        public IReadOnlyList<OpenItem> Items { get; }

        public int ClearLines { get; }

        public Guid TruthOf(BankLine line) => _truth[line.Id];

        public bool IsAmbiguous(BankLine line) => _ambiguous.Contains(line.Id);
    }
}
