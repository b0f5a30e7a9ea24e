using System.Text.Json;

namespace Volunteer.Funds.Tests.Banking;

/// <summary>Statement files that lie beside the repository with their truth, because other projects check themselves against them too.</summary>
internal static class SharedStatements
{
    private const string Variable = "VOLUNTEER_SHARED";

    public static IReadOnlyList<string> Names => ["bank-two-columns.csv", "bank-two-columns-overlap.csv", "bank-signed.csv", "wallet-a.csv", "wallet-b.csv"];

    public static Dictionary<string, JsonElement> Truth() => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Read("truth.json"))!;

    /// <summary>A missing file fails the test: an absent check must not look like a passed one.</summary>
    public static byte[] Read(string name)
    {
        var root = RepositoryRoot();
        string?[] folders =
        [
            Environment.GetEnvironmentVariable(Variable),
            Path.Combine(root, "..", "shared"),
            Path.Combine(root, "..", "..", "shared"),
        ];
        var file = folders
            .Where(folder => !string.IsNullOrEmpty(folder))
            .Select(folder => Path.Combine(folder!, "data", "statements", name))
            .FirstOrDefault(File.Exists);
        return file is null
            ? throw new AssertionException($"{name} is neither under {Variable} nor in a 'shared/data/statements' folder beside the repository.")
            : File.ReadAllBytes(file);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Volunteer.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new AssertionException("Volunteer.sln is in no folder above the tests.");
    }
}
