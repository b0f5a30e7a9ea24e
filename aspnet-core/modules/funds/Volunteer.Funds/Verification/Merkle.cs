using System.Numerics;
using System.Security.Cryptography;

namespace Volunteer.Funds.Verification;

/// <summary>
/// The Merkle tree of RFC 6962, section 2.1: leaves and nodes are hashed with different first bytes, so that neither can be
/// passed off as the other. Works on leaf hashes in order.
/// </summary>
internal static class Merkle
{
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    public static byte[] LeafHash(byte[] leaf) => SHA256.HashData([LeafMark, .. leaf]);

    public static byte[] NodeHash(byte[] left, byte[] right) => SHA256.HashData([NodeMark, .. left, .. right]);

    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        _ => NodeHash(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    /// <summary>The hashes that lead from a leaf to the root, lowest first.</summary>
    public static List<byte[]> Inclusion(int index, ReadOnlySpan<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        var path = index < split ? Inclusion(index, leaves[..split]) : Inclusion(index - split, leaves[split..]);
        path.Add(Root(index < split ? leaves[split..] : leaves[..split]));
        return path;
    }

    /// <summary>Shows that the tree over the first <paramref name="size"/> leaves is the beginning of the tree over all of them.</summary>
    public static List<byte[]> Consistency(int size, ReadOnlySpan<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, leaves.Length);
        return Part(size, leaves, isWhole: true);

        static List<byte[]> Part(int size, ReadOnlySpan<byte[]> leaves, bool isWhole)
        {
            if (size == leaves.Length)
            {
                return isWhole ? [] : [Root(leaves)];
            }

            var split = Split(leaves.Length);
            var path = size <= split ? Part(size, leaves[..split], isWhole) : Part(size - split, leaves[split..], isWhole: false);
            path.Add(Root(size <= split ? leaves[split..] : leaves[..split]));
            return path;
        }
    }

    /// <summary>The roots of the full subtrees that a tree of this size consists of, largest first: enough to go on from.</summary>
    public static List<byte[]> Peaks(ReadOnlySpan<byte[]> leaves)
    {
        var peaks = new List<byte[]>();
        while (leaves.Length > 0)
        {
            var size = 1 << BitOperations.Log2((uint)leaves.Length);
            peaks.Add(Root(leaves[..size]));
            leaves = leaves[size..];
        }

        return peaks;
    }

    public static bool IsIncluded(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    public static bool IsConsistent(long first, byte[] firstRoot, long second, byte[] secondRoot, IReadOnlyList<byte[]> path)
    {
        if (first == second)
        {
            return path.Count == 0 && firstRoot.AsSpan().SequenceEqual(secondRoot);
        }

        if (first < 1 || first > second || path.Count == 0)
        {
            return false;
        }

        IEnumerable<byte[]> steps = BitOperations.IsPow2(first) ? [firstRoot, .. path] : path;
        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        byte[]? small = null;
        byte[] large = [];
        foreach (var step in steps)
        {
            if (small is null)
            {
                (small, large) = (step, step);
                continue;
            }

            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (small, large) = (NodeHash(step, small), NodeHash(step, large));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                large = NodeHash(large, step);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && small is not null && small.AsSpan().SequenceEqual(firstRoot) && large.AsSpan().SequenceEqual(secondRoot);
    }

    /// <summary>The largest power of two below the count.</summary>
    private static int Split(int count) => 1 << BitOperations.Log2((uint)(count - 1));
}
