using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Tests.Tracing;

internal sealed class LargestRemainderTests
{
    private static readonly long[] Thirds = [1, 1, 1];
    private static readonly long[] Uneven = [50_00, 12_34, 99_99];

    [Test]
    public void F09_a_hundred_yuan_in_three_parts_add_up() =>
        Assert.That(LargestRemainder.Split(100_00, Thirds), Is.EqualTo(new long[] { 33_34, 33_33, 33_33 }));

    [Test]
    public void F09_negative_wholes_are_the_mirror_image() =>
        Assert.That(LargestRemainder.Split(-100_00, Thirds), Is.EqualTo(new long[] { -33_34, -33_33, -33_33 }));

    [TestCase(1)]
    [TestCase(999_999_999_999)]
    [TestCase(250)]
    public void F09_parts_add_up_to_the_fen(long whole) => Assert.That(LargestRemainder.Split(whole, Uneven).Sum(), Is.EqualTo(whole));

    [Test]
    public void F09_a_part_without_weight_gets_nothing() => Assert.That(LargestRemainder.Split(10, [0, 3]), Is.EqualTo(new long[] { 0, 10 }));
}
