namespace Volunteer.Framework.Tests;

/// <summary>Test data that lies beside the repository, because other projects check themselves against it too.</summary>
internal static class SharedData
{
    private const string Variable = "VOLUNTEER_SHARED";

    /// <summary>The text of a shared file. A missing file fails the test: an absent check must not look like a passed one.</summary>
    public static string Read(string name)
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
            .Select(folder => Path.Combine(folder!, "data", name))
            .FirstOrDefault(File.Exists);
        return file is null
            ? throw new AssertionException($"{name} is neither under {Variable} nor in a 'shared/data' folder beside the repository.")
            : File.ReadAllText(file);
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
