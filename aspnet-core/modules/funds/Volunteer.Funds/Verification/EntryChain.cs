using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Volunteer.Funds.Verification;

/// <summary>
/// How a book's entries hang together. An entry's hash is SHA-256 over the hash before it, its own content's hash, and the
/// numbers the database gave it, all big-endian. The PostgreSQL function that posts computes the same.
/// </summary>
internal static class EntryChain
{
    public const int HashLength = 32;
    private const int LeafLength = HashLength + 8 + 4 + 4;

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Genesis(Guid bookId) => SHA256.HashData(Encoding.ASCII.GetBytes($"volunteer-ledger-1:{bookId}"));

    public static byte[] Link(byte[] previous, byte[] contentHash, long seq, int year, int number)
    {
        Span<byte> bytes = stackalloc byte[HashLength + LeafLength];
        previous.CopyTo(bytes);
        WriteLeaf(bytes[HashLength..], contentHash, seq, year, number);
        return SHA256.HashData(bytes);
    }

    /// <summary>What the Merkle tree is built over: the content's hash with seq, year and number.</summary>
    public static byte[] Leaf(byte[] contentHash, long seq, int year, int number)
    {
        var bytes = new byte[LeafLength];
        WriteLeaf(bytes, contentHash, seq, year, number);
        return bytes;
    }

    private static void WriteLeaf(Span<byte> bytes, byte[] contentHash, long seq, int year, int number)
    {
        contentHash.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[HashLength..], seq);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(HashLength + 8)..], year);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(HashLength + 12)..], number);
    }
}
