using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Framework.Tests;

internal sealed class CoalescerTests
{
    private static readonly Guid Tenant = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    private readonly CurrentTenant _tenant = new();
    private Journal _journal = null!;
    private ServiceProvider _services = null!;
    private Coalescer<Wish, string> _coalescer = null!;

    [SetUp]
    public void SetUp()
    {
        _journal = new Journal();
        _services = new ServiceCollection()
            .AddSingleton<ICurrentTenant>(_tenant)
            .AddSingleton(_journal)
            .AddScoped<IBatchWriter<Wish, string>, Writer>()
            .BuildServiceProvider();
        _coalescer = new Coalescer<Wish, string>(_services.GetRequiredService<IServiceScopeFactory>(), _tenant, new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=unused"));
    }

    [TearDown]
    public async Task TearDown()
    {
        _coalescer.Dispose();
        _journal.Dispose();
        await _services.DisposeAsync();
    }

    [Test]
    public async Task What_waits_while_a_batch_is_written_is_the_next_batch_and_each_gets_its_own_answer()
    {
        _journal.Close();
        var first = Submit("door");
        var rest = Enumerable.Range(0, 20).Select(number => Submit($"{number}")).ToList();
        _journal.Open();

        Assert.That(await first, Is.EqualTo("door done"));
        Assert.That(await Task.WhenAll(rest), Is.EqualTo(Enumerable.Range(0, 20).Select(number => $"{number} done")));
        Assert.That(_journal.Batches.Select(batch => batch.Texts.Count), Is.EqualTo(new[] { 1, 20 }));
    }

    [Test]
    public async Task Wishes_of_one_person_follow_each_other()
    {
        var person = Guid.NewGuid();
        _journal.Close();
        var waiting = new List<Task<string>> { Submit("door") };
        waiting.AddRange(Enumerable.Range(0, 3).Select(number => Submit($"{number}", apart: person)));
        _journal.Open();
        await Task.WhenAll(waiting);

        Assert.That(_journal.Batches.Skip(1).Select(batch => string.Join(',', batch.Texts)), Is.EqualTo(new[] { "0", "1", "2" }));
    }

    [Test]
    public async Task A_refusal_is_its_callers_alone()
    {
        _journal.Close();
        var (door, good, bad) = (Submit("door"), Submit("good"), Submit("refused"));
        _journal.Open();

        Assert.That(await good, Is.EqualTo("good done"));
        Assert.That(async () => await bad, Refused.With("Test:No"));
        await door;
    }

    [Test]
    public async Task A_failed_batch_is_written_one_by_one_and_the_culprit_gets_its_explanation()
    {
        _journal.Close();
        var (door, good, bad) = (Submit("door"), Submit("good"), Submit("poison"));
        _journal.Open();

        Assert.That(await good, Is.EqualTo("good done"));
        Assert.That(async () => await bad, Refused.With("Test:Explained"));
        Assert.That(_journal.Batches.Select(batch => batch.Texts.Count), Is.EqualTo(new[] { 1, 2, 1, 1 }));
        await door;
    }

    [Test]
    public async Task What_a_writer_leaves_over_is_taken_up_again_by_what_it_is_about()
    {
        var thing = Guid.NewGuid();
        _journal.Close();
        var waiting = new[] { Submit("door"), Submit("left 1", together: thing), Submit("left 2", together: thing), Submit("left 3"), Submit("plain") };
        _journal.Open();

        Assert.That(await Task.WhenAll(waiting), Is.EqualTo(new[] { "door done", "left 1 done", "left 2 done", "left 3 done", "plain done" }));
        Assert.That(_journal.Batches.Skip(1).Select(batch => string.Join(',', batch.Texts)), Is.EqualTo(new[] { "left 1,left 2,left 3,plain", "left 1,left 2", "left 3" }));
    }

    [Test]
    public async Task Each_batch_runs_in_its_own_tenant()
    {
        _journal.Close();
        var waiting = new List<Task<string>> { Submit("door"), Submit("here") };
        using (_tenant.Change(Other))
        {
            waiting.Add(_coalescer.SubmitAsync(new Wish("there", Guid.NewGuid(), Guid.NewGuid()), CancellationToken.None));
        }

        _journal.Open();
        await Task.WhenAll(waiting);

        Assert.That(_journal.Batches.Single(batch => batch.Texts.Contains("there")), Has.Property("TenantId").EqualTo(Other).And.Property("Texts").EqualTo(new[] { "there" }));
        Assert.That(_journal.Batches.Single(batch => batch.Texts.Contains("here")).TenantId, Is.EqualTo(Tenant));
    }

    [Test]
    public async Task Whoever_has_gone_before_their_turn_is_not_written()
    {
        using var gone = new CancellationTokenSource();
        _journal.Close();
        var door = Submit("door");
        var left = Submit("left early", cancellationToken: gone.Token);
        await gone.CancelAsync();
        _journal.Open();

        Assert.That(async () => await left, Throws.InstanceOf<OperationCanceledException>());
        await door;
        Assert.That(_journal.Batches.SelectMany(batch => batch.Texts), Has.No.Member("left early"));
    }

    [Test]
    public void Nothing_is_taken_outside_a_tenant() =>
        Assert.That(() => _coalescer.SubmitAsync(new Wish("nowhere", Guid.NewGuid(), Guid.NewGuid()), CancellationToken.None), Throws.InvalidOperationException);

    private Task<string> Submit(string text, Guid? apart = null, Guid? together = null, CancellationToken cancellationToken = default)
    {
        Task<string> task;
        using (_tenant.Change(Tenant))
        {
            task = _coalescer.SubmitAsync(new Wish(text, apart ?? Guid.NewGuid(), together ?? Guid.NewGuid()), cancellationToken);
        }

        if (text == "door")
        {
            _journal.WaitUntilSomebodyIsIn();
        }

        return task;
    }

    private sealed record Wish(string Text, Guid Apart, Guid Together) : IWish;

    private sealed record Batch(Guid? TenantId, IReadOnlyList<string> Texts);

    /// <summary>What was written, and a door that holds the writers up.</summary>
    private sealed class Journal : IDisposable
    {
        private readonly SemaphoreSlim _inside = new(0);
        private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Batch> Batches { get; } = [];

        public void Dispose() => _inside.Dispose();

        public void Close() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open.SetResult();

        public void WaitUntilSomebodyIsIn() => Assert.That(_inside.Wait(TimeSpan.FromSeconds(30)));

        public async Task PassAsync(Batch batch)
        {
            lock (Batches)
            {
                Batches.Add(batch);
            }

            _inside.Release();
            await _open.Task;
        }
    }

    private sealed class Writer(Journal journal, ICurrentTenant tenant) : IBatchWriter<Wish, string>
    {
        public async Task<IReadOnlyList<Outcome<string>?>> WriteAsync(IReadOnlyList<Wish> wishes, CancellationToken cancellationToken)
        {
            await journal.PassAsync(new Batch(tenant.Id, [.. wishes.Select(wish => wish.Text)]));
            if (wishes.Any(wish => wish.Text == "poison"))
            {
                throw new InvalidOperationException("The whole batch fails.");
            }

            var mixed = wishes.Select(wish => wish.Together).Distinct().Count() > 1;
            return [.. wishes.Select(wish =>
                wish.Text == "refused" ? new Outcome<string>(null, new BusinessException("Test:No"))
                : mixed && wish.Text.StartsWith("left", StringComparison.Ordinal) ? null
                : new Outcome<string>($"{wish.Text} done", null))];
        }

        public Task<string> ExplainAsync(Wish wish, Exception failure, CancellationToken cancellationToken) =>
            Task.FromException<string>(failure is InvalidOperationException ? new BusinessException("Test:Explained") : failure);
    }
}
