using System.Diagnostics;

namespace Volunteer.Benchmarks.Signups;

/// <summary>Everybody wants the same shift at the same moment.</summary>
internal static class SignupStorm
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var clients = arguments.Number("clients", 500);
        var places = arguments.Number("places", 20);
        var rounds = arguments.Number("rounds", 3);
        var postgres = arguments.Text("postgres");
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        await using var host = await BenchHost.StartAsync(database, TimeProvider.System);
        Console.WriteLine($"Sign-up storm on {database.Provider}: {clients:N0} people at once for {places:N0} places, each round another shift, the first one on a cold host. {Figures.SharedMachine}");
        var stage = await SignupStage.SetAsync(host, clients, [.. Enumerable.Repeat(places, rounds)]);
        using var stop = new CancellationTokenSource(Patience);
        var connections = await Task.WhenAll(stage.Tokens.Select(_ => SignupClient.ConnectAsync(host.EndPoint)));
        try
        {
            var verdict = new Verdict();
            for (var shift = 1; shift <= rounds; shift++)
            {
                var (answers, seconds) = await StormAsync(stage, shift, connections, stop.Token);
                Console.WriteLine($"Round {shift}");
                Print(answers, seconds);
                await CheckAsync(verdict, database, stage, shift, answers, places, clients);
            }

            return verdict.Close();
        }
        finally
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    private static async Task<((SignupAnswer Answer, double Milliseconds)[] Answers, double Seconds)> StormAsync(SignupStage stage, int shift, SignupClient[] connections, CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = connections.Select((connection, index) => Task.Run(
            async () =>
            {
                await gate.Task;
                var from = Stopwatch.GetTimestamp();
                var answer = await connection.SignUpAsync(stage.Tokens[index], SignupStage.ShiftId(shift), idempotencyKey: null, cancellationToken);
                return (answer, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            },
            cancellationToken)).ToList();
        var start = Stopwatch.GetTimestamp();
        gate.SetResult();
        var answers = await Task.WhenAll(waiting);
        return (answers, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static void Print((SignupAnswer Answer, double Milliseconds)[] answers, double seconds)
    {
        var times = answers.Select(answer => answer.Milliseconds).Order().ToList();
        Console.WriteLine($"  all answered after {seconds:F2} s ({answers.Length / seconds:N0}/s): p50 {Figures.Percentile(times, 0.5):N0} ms, p99 {Figures.Percentile(times, 0.99):N0} ms, longest {times[^1]:N0} ms");
        foreach (var group in answers.GroupBy(answer => answer.Answer.Status).OrderBy(group => group.Key))
        {
            Console.WriteLine($"  HTTP {group.Key}: {group.Count():N0}{(group.First().Answer.Body is { } body ? $", e.g. {body[(body.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]}" : string.Empty)}");
        }
    }

    /// <summary>Reads the database and nothing else; the answers are compared with it at the end.</summary>
    private static async Task CheckAsync(Verdict verdict, BenchDatabase database, SignupStage stage, int number, (SignupAnswer Answer, double Milliseconds)[] answers, int places, int clients)
    {
        await using var connection = await database.OpenAsync();
        const string OfShift = "FROM volunteering_signups WHERE tenant_id = @tenant AND shift_id = @shift";
        (string Name, object Value)[] shift = [("tenant", stage.TenantId), ("shift", SignupStage.ShiftId(number))];
        var sure = Math.Min(places, clients);
        var queued = clients - sure;
        var confirmed = await connection.CountAsync($"SELECT count(*) {OfShift} AND state = 'Confirmed'", shift);
        var waitlisted = await connection.CountAsync($"SELECT count(*) {OfShift} AND state = 'Waitlisted'", shift);
        verdict.Equal("confirmed", confirmed, sure);
        verdict.Equal("waitlisted", waitlisted, queued);
        verdict.Equal("different waitlist numbers from 1 on", await connection.CountAsync($"SELECT count(DISTINCT waitlist_number) {OfShift} AND waitlist_number BETWEEN 1 AND {queued}", shift), queued);
        verdict.Equal("different people", await connection.CountAsync($"SELECT count(DISTINCT person_id) {OfShift}", shift), clients);
        verdict.Equal("sign-ups in all", await connection.CountAsync($"SELECT count(*) {OfShift}", shift), clients);
        verdict.Equal(
            "taken (confirmed and offered)",
            await connection.CountAsync("SELECT taken FROM volunteering_shifts WHERE tenant_id = @tenant AND id = @shift", shift),
            await connection.CountAsync($"SELECT count(*) {OfShift} AND state IN ('Confirmed', 'Offered')", shift));
        verdict.Equal("last waitlist number given", await connection.CountAsync("SELECT waitlist_last FROM volunteering_shifts WHERE tenant_id = @tenant AND id = @shift", shift), queued);
        verdict.Equal("answers other than 200", answers.Count(answer => answer.Answer.Status != 200), 0);
        verdict.Equal("people told that the place is sure", answers.Count(answer => answer.Answer is { Status: 200, IsWaitlisted: false }), confirmed);
    }
}
