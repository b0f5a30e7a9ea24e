using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Volunteer.Platform.People;

/// <summary>ID numbers (PIPL art. 51): encrypted for storage, and a keyed hash to find the same number again within one community.</summary>
internal sealed class IdNumberVault(IDataProtectionProvider protection, IndexKey key, ICurrentTenant tenant)
{
    private readonly IDataProtector _protector = protection.CreateProtector("platform.id-number");

    public byte[] Encrypt(string number) => _protector.Protect(Encoding.ASCII.GetBytes(number));

    /// <summary>For the person's own export only.</summary>
    public string Decrypt(byte[] number) => Encoding.ASCII.GetString(_protector.Unprotect(number));

    public byte[] Index(string number) => HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes($"{tenant.Id:N}:{number}"));
}

/// <summary>The secret behind blind indexes; from <c>Security:IndexKey</c> (base64, 32 bytes), or made once beside the database.</summary>
internal sealed record IndexKey(byte[] Value);
