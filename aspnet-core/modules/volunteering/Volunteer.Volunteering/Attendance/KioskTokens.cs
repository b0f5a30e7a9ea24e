using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Attendance;

/// <summary>The token of a tablet: which community and kiosk, and a secret of which only the hash is kept.</summary>
internal static class KioskTokens
{
    private const int GuidLength = 16;
    private const int SecretLength = 24;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    public static byte[] Hash(ReadOnlySpan<byte> secret) => SHA256.HashData(secret);

    public static string Write(Guid tenantId, Guid kioskId, byte[] secret) =>
        Base64Url.EncodeToString([.. tenantId.ToByteArray(bigEndian: true), .. kioskId.ToByteArray(bigEndian: true), .. secret]);

    public static bool TryRead(string token, out Guid tenantId, out Guid kioskId, out byte[] secretHash)
    {
        Span<byte> bytes = stackalloc byte[GuidLength + GuidLength + SecretLength];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done || length != bytes.Length)
        {
            (tenantId, kioskId, secretHash) = (Guid.Empty, Guid.Empty, []);
            return false;
        }

        (tenantId, kioskId) = (new Guid(bytes[..GuidLength], bigEndian: true), new Guid(bytes[GuidLength..(2 * GuidLength)], bigEndian: true));
        secretHash = Hash(bytes[(2 * GuidLength)..]);
        return true;
    }
}

/// <summary>Lets a tablet in: nobody is signed in on it, so the token says which community it belongs to.</summary>
internal sealed class KioskDoor(VolunteerDbContext db, ICurrentTenant tenant, AttemptLimiter limiter, TimeProvider clock)
{
    private const int MostCalls = 120;
    private const int MostMisses = 15;
    private static readonly TimeSpan CallWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MissWindow = TimeSpan.FromMinutes(5);

    /// <summary>Acts inside the kiosk's community. A token that is wrong, over or revoked finds nothing, whoever asks.</summary>
    public async Task<T> EnterAsync<T>(string token, Func<Kiosk, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!KioskTokens.TryRead(token, out var tenantId, out var kioskId, out var hash))
        {
            throw new NotFoundException();
        }

        using var entered = tenant.Change(tenantId);
        var kiosk = await db.Set<Kiosk>().SingleOrDefaultAsync(k => k.Id == kioskId, cancellationToken);
        return kiosk is not null && CryptographicOperations.FixedTimeEquals(kiosk.SecretHash, hash) && kiosk.IsOpen(clock.GetUtcNow())
            ? await work(kiosk)
            : throw new NotFoundException();
    }

    /// <summary>False when the tablet asks too often, or has tried too many codes that nobody has.</summary>
    public bool MayTry(Kiosk kiosk) => limiter.TryTake($"kiosk:{kiosk.Id:N}", MostCalls, CallWindow) && limiter.TryTake($"kiosk-miss:{kiosk.Id:N}", MostMisses, MissWindow);

    /// <summary>The code was somebody's.</summary>
    public void Found(Kiosk kiosk) => limiter.Forget($"kiosk-miss:{kiosk.Id:N}");
}
