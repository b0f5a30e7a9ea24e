using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests.Telemetry;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class TelemetryTests(DatabaseProvider database)
{
    [Test]
    public async Task A_span_names_the_route_and_nobody()
    {
        var app = await TestApp.ForAsync(database);
        using var seen = new Seen();
        using var traces = Host.Telemetry.Traces().AddProcessor(seen).Build();
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("somebodys-phone/1.0");

        await client.GetAsync("/api/platform/invitations/a-secret-token?name=somebody");
        traces.ForceFlush();

        Assert.Multiple(() =>
        {
            Assert.That(seen.Spans.Select(span => span.Name), Does.Contain("GET /api/platform/invitations/{token}"));
            Assert.That(seen.Spans.SelectMany(span => span.Tags), Has.None.Contains("a-secret-token").And.None.Contains("somebody"));
            Assert.That(seen.Spans.SelectMany(span => span.Tags), Has.None.Contains("SELECT"), "a statement may carry a value");
        });
    }

    private sealed class Seen : BaseProcessor<Activity>
    {
        public ConcurrentQueue<(string Name, IReadOnlyList<string> Tags)> Spans { get; } = new();

        public override void OnEnd(Activity data) => Spans.Enqueue((data.DisplayName, [data.DisplayName, .. data.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")]));
    }
}
