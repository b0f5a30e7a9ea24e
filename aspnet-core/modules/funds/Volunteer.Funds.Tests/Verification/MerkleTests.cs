using System.Text;
using Volunteer.Funds.Verification;

namespace Volunteer.Funds.Tests.Verification;

internal sealed class MerkleTests
{
    /// <summary>The leaves that Certificate Transparency's own tests use; the roots below are published with them.</summary>
    private static readonly byte[][] Known =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(hex => Merkle.LeafHash(Convert.FromHexString(hex))),
    ];

    [TestCase(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [TestCase(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [TestCase(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_root_is_that_of_rfc_6962(int size, string root) =>
        Assert.That(Convert.ToHexStringLower(Merkle.Root(Known.AsSpan(0, size))), Is.EqualTo(root));

    [Test]
    public void Every_leaf_of_every_tree_up_to_40_is_proved_and_no_other()
    {
        var leaves = Leaves(40);
        for (var size = 1; size <= leaves.Length; size++)
        {
            var tree = leaves[..size];
            var root = Merkle.Root(tree);
            for (var index = 0; index < size; index++)
            {
                var path = Merkle.Inclusion(index, tree);
                Assert.That(Merkle.IsIncluded(leaves[index], index, size, path, root), Is.True, $"{index} of {size}");
                Assert.That(Merkle.IsIncluded(Merkle.LeafHash([1]), index, size, path, root), Is.False, $"another leaf at {index} of {size}");
                Assert.That(Merkle.IsIncluded(leaves[index], index + 1, size, path, root), Is.False, $"{index} of {size} at the next place");
            }
        }
    }

    [Test]
    public void Every_tree_up_to_40_is_the_beginning_of_every_larger_one_and_of_no_other()
    {
        var leaves = Leaves(40);
        var others = Leaves(40, "other");
        for (var second = 1; second <= leaves.Length; second++)
        {
            var root = Merkle.Root(leaves.AsSpan(0, second));
            for (var first = 1; first <= second; first++)
            {
                var path = Merkle.Consistency(first, leaves.AsSpan(0, second));
                Assert.That(Merkle.IsConsistent(first, Merkle.Root(leaves.AsSpan(0, first)), second, root, path), Is.True, $"{first} in {second}");
                Assert.That(Merkle.IsConsistent(first, Merkle.Root(others.AsSpan(0, first)), second, root, path), Is.False, $"another {first} in {second}");
            }
        }
    }

    [Test]
    public void Peaks_fold_to_the_root()
    {
        var leaves = Leaves(40);
        for (var size = 1; size <= leaves.Length; size++)
        {
            var peaks = Merkle.Peaks(leaves.AsSpan(0, size));

            Assert.That(Enumerable.Reverse(peaks).Aggregate((right, left) => Merkle.NodeHash(left, right)), Is.EqualTo(Merkle.Root(leaves.AsSpan(0, size))));
        }
    }

    private static byte[][] Leaves(int count, string name = "leaf") => [.. Enumerable.Range(0, count).Select(index => Merkle.LeafHash(Encoding.ASCII.GetBytes($"{name} {index}")))];
}
