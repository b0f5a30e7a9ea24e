using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Volunteer.Platform.Sessions;

/// <summary>Random bearer secrets and their hashes.</summary>
internal static class SessionTokens
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
