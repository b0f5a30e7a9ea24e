using System.Text.Json;

namespace Volunteer;

/// <summary>The folder <c>etc/seed</c>: one JSON file a thing.</summary>
public sealed class SeedFolder(string path)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>Any other file, by its whole name.</summary>
    public Task<byte[]> ReadBytesAsync(string fileName, CancellationToken cancellationToken) => File.ReadAllBytesAsync(Path.Combine(path, fileName), cancellationToken);

    /// <summary>Reads <c>{name}.json</c>; a missing file is an error, since half a demo is none.</summary>
    public async Task<T> ReadAsync<T>(string name, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(path, name + ".json"));
        return await JsonSerializer.DeserializeAsync<T>(file, Format, cancellationToken)
            ?? throw new InvalidDataException($"{name}.json is empty.");
    }
}
