using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Volunteer.Organizations.Rosters;

/// <summary>Packs the rows of a preview for storage: compressed, and readable only with the keys of this installation and community.</summary>
internal sealed class RosterVault(IDataProtectionProvider protection, ICurrentTenant tenant)
{
    private IDataProtector Protector => protection.CreateProtector("organizations.roster-preview", tenant.Id?.ToString("N") ?? throw new InvalidOperationException("Rosters belong to a tenant."));

    public byte[] Pack(IReadOnlyList<RosterRow> rows)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, rows);
        }

        return Protector.Protect(packed.ToArray());
    }

    /// <summary>Null when they are gone, or the key is.</summary>
    public List<RosterRow>? Unpack(byte[]? packed)
    {
        if (packed is null)
        {
            return null;
        }

        try
        {
            using var zip = new GZipStream(new MemoryStream(Protector.Unprotect(packed)), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<List<RosterRow>>(zip);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
