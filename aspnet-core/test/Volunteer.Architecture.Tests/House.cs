using System.Reflection;

namespace Volunteer.Architecture.Tests;

/// <summary>What the rules are checked against: the modules of the host, in the order of who may know whom.</summary>
internal static class House
{
    /// <summary>A module may know the contracts of those before it (design, section 1).</summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Order =
    [
        ["Platform"],
        ["Communities"],
        ["Organizations"],
        ["Volunteering", "Funds"],
        ["Projects", "Cases", "Activities", "Governance"],
        ["Insights"],
    ];

    public static IReadOnlyList<Assembly> Modules { get; } = [.. ModuleList.All.Select(module => module.GetType().Assembly)];

    public static IReadOnlyList<Assembly> Contracts { get; } =
        [.. Modules.Select(module => Assembly.Load($"{module.GetName().Name}.Contracts"))];

    public static DirectoryInfo Root { get; } = FindRoot();

    public static string NameOf(Assembly module) => module.GetName().Name!.Split('.')[1];

    public static int RankOf(string module) => Order.Index().Single(rank => rank.Item.Contains(module, StringComparer.Ordinal)).Index;

    /// <summary>C# files of the product, without generated migrations and tests.</summary>
    public static IEnumerable<FileInfo> Sources(bool withTests) => Root.GetDirectories("aspnet-core").Single()
        .EnumerateFiles("*.cs", SearchOption.AllDirectories)
        .Where(file => !file.FullName.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Migrations"))
        .Where(file => withTests || !file.FullName.Contains("Test", StringComparison.Ordinal));

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Volunteer.sln")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new InvalidOperationException("Volunteer.sln is in no folder above the tests.");
    }
}
