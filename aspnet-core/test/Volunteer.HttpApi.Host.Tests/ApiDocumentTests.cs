using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests;

[TestFixture(DatabaseProvider.Sqlite)]
internal sealed class ApiDocumentTests(DatabaseProvider database)
{
    [Test]
    public async Task Every_operation_has_a_name_of_its_own()
    {
        var app = await TestApp.ForAsync(database);
        using var client = app.CreateClient();

        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

        var names = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("operationId", out _))
            .Select(operation => operation.Value.GetProperty("operationId").GetString())
            .ToList();
        Assert.That(names, Has.Count.GreaterThan(100).And.Unique);
    }
}
