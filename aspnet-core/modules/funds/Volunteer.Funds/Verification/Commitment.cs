using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Volunteer.Funds.Verification;

/// <summary>
/// A sealed value: SHA-256 over salt, label and text. Whoever knows the salt can show what was sealed; who has thrown the
/// salt away can no longer, which is how a donor becomes anonymous without breaking the chain.
/// </summary>
internal static class Commitment
{
    public const int SaltLength = 16;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <param name="label">What kind of value it is, so that one cannot be passed off as another, e.g. <c>name</c>.</param>
    /// <returns>43 characters of base64url.</returns>
    public static string Of(byte[] salt, string label, string text)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes.", nameof(salt));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(label));
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }

    public static bool Opens(string commitment, byte[] salt, string label, string text) => Of(salt, label, text) == commitment;
}
