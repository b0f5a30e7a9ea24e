using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Benchmarks.Signups;
using Volunteer.Funds.Verification;

namespace Volunteer.Benchmarks.Ledger;

/// <summary>Kills the host's process while vouchers are posted; what it acknowledged must stand, and nothing twice.</summary>
internal sealed class KillHarness
{
    /// <summary>Milliseconds after the first answer: before it a host is only warming up.</summary>
    private const int LongestLife = 1_500;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly LedgerStage _stage;
    private readonly string _path;
    private readonly string _body;
    private readonly ConcurrentQueue<string> _open = new();
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _sent = new(StringComparer.Ordinal);
    private TaskCompletionSource _firstAnswer = new();
    private string? _refusal;

    private KillHarness(LedgerStage stage, DateOnly date)
    {
        _stage = stage;
        _path = $"/api/funds/books/{stage.Books[0].BookId}/entries";
        _body = LedgerStage.Body(stage.Books[0], date);
    }

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var kills = arguments.Number("kills", 100);
        var clients = arguments.Number("clients", 8);
        var postgres = arguments.Text("postgres");
        var random = new Random(arguments.Seed);
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        Console.WriteLine($"{kills} times SIGKILL to the host while {clients} clients post; {database.Provider}.");
        KillHarness harness;
        await using (var host = await BenchHost.StartAsync(database, TimeProvider.System))
        {
            harness = new KillHarness(await LedgerStage.SetAsync(host, books: 1), DateOnly.FromDateTime(host.Now.UtcDateTime));
        }

        for (var kill = 1; kill <= kills; kill++)
        {
            await harness.LifeAsync(database, clients, TimeSpan.FromMilliseconds(random.Next(LongestLife)));
            if (kill % 10 == 0 || kill == kills)
            {
                Console.WriteLine($"  {kill} kills: {harness._acknowledged.Count:N0} acknowledged, {harness._open.Count} open");
            }
        }

        // Once more, undisturbed: whatever nobody answered is asked again under its old key.
        await harness.LifeAsync(database, clients, life: null);
        return await harness.CheckAsync(database);
    }

    /// <summary>The process that gets killed.</summary>
    public static async Task<int> ServeAsync(Arguments arguments)
    {
        var provider = Enum.Parse<DatabaseProvider>(arguments.Text("provider") ?? throw new UsageException("serve is started by kill."));
        var database = BenchDatabase.Existing(provider, arguments.Text("connection")!, arguments.Text("folder")!);
        var port = arguments.Number("port", 0);
        arguments.Complete();
        await using var host = BenchHost.Serve(database, TimeProvider.System, port);
        await Console.Out.WriteLineAsync("ready");

        // Whoever started it is gone when nothing more can come from there.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <param name="life">How long the host may live; null until nothing is open.</param>
    private async Task LifeAsync(BenchDatabase database, int clients, TimeSpan? life)
    {
        var port = FreePort();
        using var host = Start(database, port);
        try
        {
            while (await host.StandardOutput.ReadLineAsync() is { } line && line != "ready")
            {
            }

            if (host.HasExited)
            {
                throw new InvalidOperationException("The host did not start.");
            }

            _ = host.StandardOutput.ReadToEndAsync();
            using var stop = new CancellationTokenSource();
            _firstAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var work = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => ClientAsync(port, isLast: life is null, stop.Token)));
            if (life is { } span)
            {
                await _firstAnswer.Task.WaitAsync(LongestStart, CancellationToken.None);
                await Task.Delay(span, CancellationToken.None);
                host.Kill();
                await stop.CancelAsync();
            }

            await work;
        }
        finally
        {
            if (!host.HasExited)
            {
                host.Kill();
            }

            await host.WaitForExitAsync();
        }
    }

    private async Task ClientAsync(int port, bool isLast, CancellationToken stop)
    {
        try
        {
            using var connection = await SignupClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            while (!stop.IsCancellationRequested)
            {
                if (!_open.TryDequeue(out var key))
                {
                    if (isLast)
                    {
                        return;
                    }

                    key = Guid.NewGuid().ToString();
                    _sent[key] = true;
                }

                var answered = false;
                try
                {
                    var answer = await connection.PostAsync(_stage.Token, _path, _body, key, stop);
                    answered = answer.Status == 201;
                    if (answered)
                    {
                        _acknowledged[key] = true;
                        _firstAnswer.TrySetResult();
                    }
                    else
                    {
                        _refusal ??= answer.Body;
                    }
                }
                finally
                {
                    if (!answered)
                    {
                        _open.Enqueue(key);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The host is gone; the key is open and asked again in the next life.
        }
    }

    private async Task<int> CheckAsync(BenchDatabase database)
    {
        var verdict = new Verdict();
        await using (var connection = await database.OpenAsync())
        {
            verdict.Equal("entries, one for each key", await connection.CountAsync("SELECT count(*) FROM funds_entries"), _sent.Count);
            verdict.Equal("kept answers", await connection.CountAsync("SELECT count(*) FROM platform_idempotent_answers WHERE status = 201"), _sent.Count);
        }

        verdict.Equal("keys acknowledged in the end", _acknowledged.Count, _sent.Count);
        verdict.Equal("keys left open", _open.Count, 0);
        verdict.Check(_refusal is null, $"no voucher was refused{(_refusal is null ? string.Empty : $": {_refusal}")}");
        await LedgerStage.CheckAsync(verdict, database);
        await using var host = BenchHost.Serve(BenchDatabase.Existing(database.Provider, database.ConnectionString, database.Folder), TimeProvider.System, port: 0);
        await host.InTenantAsync(_stage.TenantId, async (services, _) =>
        {
            var result = await services.GetRequiredService<BookVerification>().VerifyAsync(_stage.Books[0].BookId, CancellationToken.None);
            verdict.Check(result.IsWhole, $"the chain is whole over {result.Entries:N0} entries{(result.IsWhole ? string.Empty : $": {result.Damage} at {result.BrokenSeq}")}");
        });
        return verdict.Close();
    }

    private static Process Start(BenchDatabase database, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(KillHarness).Assembly.Location);
        }

        foreach (var argument in new[] { "serve", "--provider", database.Provider.ToString(), "--connection", database.ConnectionString, "--folder", database.Folder, "--port", port.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
