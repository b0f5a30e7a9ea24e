using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>Keeps the files themselves: compressed, and readable only with the keys of this installation and community.</summary>
internal sealed class StatementVault(IFileStore files, IDataProtectionProvider protection, ICurrentTenant tenant)
{
    private IDataProtector Protector => protection.CreateProtector("funds.statement-file", tenant.Id?.ToString("N") ?? throw new InvalidOperationException("Statements belong to a tenant."));

    public async Task<Guid> KeepAsync(byte[] content, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(content, cancellationToken);
        }

        using var closed = new MemoryStream(Protector.Protect(packed.ToArray()));
        return await files.SaveAsync(closed, cancellationToken);
    }

    public async Task<byte[]> OpenAsync(Guid blobId, CancellationToken cancellationToken)
    {
        await using var stored = files.Open(blobId) ?? throw new BusinessException(FundsErrors.StatementExpired);
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        try
        {
            await using var zip = new GZipStream(new MemoryStream(Protector.Unprotect(bytes.ToArray())), CompressionMode.Decompress);
            using var content = new MemoryStream();
            await zip.CopyToAsync(content, cancellationToken);
            return content.ToArray();
        }
        catch (CryptographicException)
        {
            throw new BusinessException(FundsErrors.StatementExpired);
        }
    }

    public void Forget(Guid blobId) => files.Delete(blobId);
}
