using System.Security.Cryptography;
using System.Text;

namespace Volunteer;

/// <summary>
/// The id of a seeded thing follows from its key in the files, so that modules need not ask each other and a second run finds
/// what the first one made: <c>SeedIds.Person("huaixiangli", "wang-xiuying")</c>.
/// </summary>
public static class SeedIds
{
    public static Guid Community(string code) => Of("community", code);

    public static Guid Person(string community, string key) => Of("person", $"{community}/{key}");

    public static Guid Club(string community, string key) => Of("club", $"{community}/{key}");

    /// <param name="kind">What it is, e.g. <c>duty</c>; keys need to differ within a kind only.</param>
    public static Guid Of(string kind, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"volunteer-seed:{kind}:{key}"), hash);

        // Version 8 (RFC 9562): made from something of one's own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
