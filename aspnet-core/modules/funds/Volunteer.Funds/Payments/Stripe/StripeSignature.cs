using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>
/// The header <c>Stripe-Signature: t=…,v1=…[,v1=…]</c>: HMAC-SHA256 over "t.body" with the endpoint's secret as it is written.
/// Several v1 stand there while a secret is being changed; one good one is enough. Other schemes are ignored.
/// </summary>
internal static class StripeSignature
{
    public const string Header = "Stripe-Signature";
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const int LongestHeader = 4096;
    private const int MostSignatures = 16;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether one of the secrets signed exactly these bytes, not more than five minutes away from <paramref name="now"/>.</summary>
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (!TryRead(header, out var stamp, out var seconds, out var signatures) || !IsText(body))
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(stamp + "."), .. body];
        var valid = false;
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var signature in signatures)
            {
                // No early end: how long it takes says nothing about which one was nearly right.
                valid |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return valid && Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= (decimal)Tolerance.TotalSeconds;
    }

    /// <summary>What Stripe would send; for tests and their fake.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret, long seconds)
    {
        var stamp = seconds.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(stamp + "."), .. body];
        return $"t={stamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    private static bool TryRead(string? header, out string stamp, out long seconds, out List<byte[]> signatures)
    {
        (stamp, seconds, signatures) = (string.Empty, 0, []);
        if (string.IsNullOrEmpty(header) || header.Length > LongestHeader)
        {
            return false;
        }

        foreach (var part in header.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                return false;
            }

            var (name, value) = (part[..equals].Trim(), part[(equals + 1)..]);
            if (name == "t")
            {
                if (stamp.Length > 0 || value.Length == 0)
                {
                    return false;
                }

                stamp = value;
            }
            else if (name == "v1" && signatures.Count < MostSignatures && Hash(value) is { } hash)
            {
                signatures.Add(hash);
            }
        }

        return signatures.Count > 0 && long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    /// <summary>Sixty-four lower-case hexadecimal digits, or nothing.</summary>
    private static byte[]? Hash(string value) =>
        value.Length == HMACSHA256.HashSizeInBytes * 2 && value.All(digit => char.IsAsciiDigit(digit) || digit is >= 'a' and <= 'f') ? Convert.FromHexString(value) : null;

    private static bool IsText(ReadOnlySpan<byte> body)
    {
        try
        {
            Strict.GetCharCount(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
