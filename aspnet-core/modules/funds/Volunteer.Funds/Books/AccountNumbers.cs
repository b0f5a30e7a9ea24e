using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Volunteer.Text;

namespace Volunteer.Funds.Books;

/// <summary>Bank and wallet numbers: what is shown of them and how the same number is found again.</summary>
internal sealed class AccountNumbers(AccountNumberKey key, ICurrentTenant tenant)
{
    private const int Shown = 4;

    public AccountNumber Keep(string number) => new(Mask(number), Hash(number));

    public static string Mask(string number)
    {
        var plain = TextRules.NormaliseIdentifier(number);
        return plain.Length <= Shown ? new string('*', plain.Length) : $"****{plain[^Shown..]}";
    }

    public byte[] Hash(string number) =>
        HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{tenant.Id:N}:{TextRules.NormaliseIdentifier(number).ToUpperInvariant()}"));
}

/// <summary>The host's secret behind hashed account numbers: from <c>Security:IndexKey</c>, or made once beside the data.</summary>
internal sealed record AccountNumberKey(byte[] Value)
{
    private const int Length = 32;

    public static AccountNumberKey Load(IConfiguration configuration)
    {
        if (configuration["Security:IndexKey"] is { Length: > 0 } text)
        {
            return new AccountNumberKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(text), Length, info: "funds.account-number"u8.ToArray()));
        }

        // One process on one machine: the key lies beside the data. More hosts share the setting.
        var file = Path.Combine(configuration["Security:KeyFolder"] ?? ".data/keys", "account-number.key");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(Length));
        }

        return new AccountNumberKey(File.ReadAllBytes(file));
    }
}
