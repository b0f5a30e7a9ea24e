using Microsoft.Extensions.Configuration;

namespace Volunteer;

/// <summary>Blobs of the current tenant under random names; the row that names a blob is written after the blob.</summary>
public interface IFileStore
{
    Task<Guid> SaveAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Null when the current tenant has no such file.</summary>
    Stream? Open(Guid id);

    void Delete(Guid id);
}

internal sealed class FolderFileStore(ICurrentTenant tenant, IConfiguration configuration) : IFileStore
{
    public async Task<Guid> SaveAsync(Stream content, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".part";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
            return id;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public Stream? Open(Guid id)
    {
        var path = PathOf(id);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.Asynchronous) : null;
    }

    public void Delete(Guid id) => File.Delete(PathOf(id));

    private string PathOf(Guid id)
    {
        var owner = tenant.Id ?? throw new InvalidOperationException("Files belong to a tenant.");
        return Path.Combine(configuration["Files:Folder"] ?? ".data/files", owner.ToString("N"), id.ToString("N")[^2..], id.ToString("N"));
    }
}
