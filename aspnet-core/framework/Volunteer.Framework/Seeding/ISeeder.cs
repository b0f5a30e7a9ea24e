namespace Volunteer;

/// <summary>
/// One module's part of the demo data. The migrator runs all of them by <see cref="Order"/>, on the host side: a seeder
/// enters the community itself. A second run finds its rows by <see cref="SeedIds"/> and changes nothing.
/// </summary>
public interface ISeeder
{
    /// <summary>platform 100, organizations 200, volunteering 300 …</summary>
    int Order { get; }

    Task SeedAsync(SeedFolder folder, CancellationToken cancellationToken);
}
