using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Volunteer.Volunteering.Attendance;

/// <param name="Step">Which half minute since 1970 it belongs to.</param>
internal sealed record CheckInCode(string Token, string SixDigits, long Step, DateTimeOffset ExpiresAt);

/// <param name="IsFresh">Of this half minute or the one beside it.</param>
internal sealed record ReadToken(Guid ShiftId, long Step, bool IsFresh);

/// <summary>
/// The code on the leader's phone: HMAC over community, shift and half minute. Nothing is stored, every host makes the
/// same, and a photo of it is worthless a minute later.
/// </summary>
internal sealed class CheckInCodes(CheckInKey key, TimeProvider clock)
{
    public const int StepSeconds = 30;
    private const int IdsLength = 32;
    private const int StepLength = 8;
    private const int MacLength = 16;
    private const int DigitsRange = 1_000_000;

    public CheckInCode Now(Guid tenantId, Guid shiftId)
    {
        var step = CurrentStep();
        return new CheckInCode(
            Token(tenantId, shiftId, step),
            Digits(tenantId, shiftId, step),
            step,
            DateTimeOffset.FromUnixTimeSeconds((step + 1) * StepSeconds));
    }

    /// <summary>Null for whatever is no code of this community: made up, broken, or another's.</summary>
    public ReadToken? Read(string token, Guid tenantId)
    {
        Span<byte> bytes = stackalloc byte[IdsLength + StepLength + MacLength];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done
            || length != bytes.Length
            || new Guid(bytes[..16], bigEndian: true) != tenantId)
        {
            return null;
        }

        var shiftId = new Guid(bytes[16..IdsLength], bigEndian: true);
        var step = BinaryPrimitives.ReadInt64BigEndian(bytes[IdsLength..]);
        return CryptographicOperations.FixedTimeEquals(bytes[^MacLength..], Mac(tenantId, shiftId, "token", step).AsSpan(0, MacLength))
            ? new ReadToken(shiftId, step, Math.Abs(CurrentStep() - step) <= 1)
            : null;
    }

    /// <summary>The step that these six digits belong to now; null when to none.</summary>
    public long? StepOf(string sixDigits, Guid tenantId, Guid shiftId)
    {
        var now = CurrentStep();
        foreach (var step in (long[])[now, now - 1, now + 1])
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Digits(tenantId, shiftId, step)), Encoding.UTF8.GetBytes(sixDigits)))
            {
                return step;
            }
        }

        return null;
    }

    private string Token(Guid tenantId, Guid shiftId, long step)
    {
        Span<byte> bytes = stackalloc byte[IdsLength + StepLength + MacLength];
        tenantId.TryWriteBytes(bytes, bigEndian: true, out _);
        shiftId.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[IdsLength..], step);
        Mac(tenantId, shiftId, "token", step).AsSpan(0, MacLength).CopyTo(bytes[^MacLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    private string Digits(Guid tenantId, Guid shiftId, long step) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Mac(tenantId, shiftId, "digits", step)) % DigitsRange).ToString("D6", CultureInfo.InvariantCulture);

    private byte[] Mac(Guid tenantId, Guid shiftId, string purpose, long step)
    {
        var secret = HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"check-in:{tenantId:N}:{shiftId:N}"));
        return HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}:{step}")));
    }

    private long CurrentStep() => clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
}

/// <summary>The host's secret behind check-in codes: from <c>Security:IndexKey</c>, or made once beside the data.</summary>
internal sealed record CheckInKey(byte[] Value)
{
    private const int Length = 32;

    public static CheckInKey Load(IConfiguration configuration)
    {
        if (configuration["Security:IndexKey"] is { Length: > 0 } text)
        {
            return new CheckInKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(text), Length, info: "volunteering.check-in"u8.ToArray()));
        }

        // One process on one machine: the key lies beside the data. More hosts share the setting.
        var file = Path.Combine(configuration["Security:KeyFolder"] ?? ".data/keys", "check-in.key");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(Length));
        }

        return new CheckInKey(File.ReadAllBytes(file));
    }
}
