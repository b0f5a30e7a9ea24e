using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Tests.Ledger;

internal sealed class AmountsTests
{
    [TestCase(1001005, "壹万零壹拾元零伍分")]
    [TestCase(0, "零元整")]
    [TestCase(5, "伍分")]
    [TestCase(50, "伍角")]
    [TestCase(100, "壹元整")]
    [TestCase(105, "壹元零伍分")]
    [TestCase(150, "壹元伍角")]
    [TestCase(1000_00, "壹仟元整")]
    [TestCase(1680_32, "壹仟陆佰捌拾元叁角贰分")]
    [TestCase(107000_53, "壹拾万柒仟元伍角叁分")]
    [TestCase(100000001_00, "壹亿零壹元整")]
    [TestCase(1_0000_0000_0000_00, "壹万亿元整")]
    [TestCase(2_0050_0000_0100_00, "贰万零伍拾亿零壹佰元整")]
    [TestCase(-16409_02, "负壹万陆仟肆佰零玖元零贰分")]
    public void F36_an_amount_is_written_in_capital_numerals(long fen, string words) => Assert.That(YuanWords.Of(fen), Is.EqualTo(words));

    [Test]
    public void F36_no_two_amounts_have_the_same_words()
    {
        var amounts = Enumerable.Range(0, 20_000).Select(step => (long)step * step * 37).Distinct().ToList();

        Assert.That(amounts.Select(YuanWords.Of).Distinct().Count(), Is.EqualTo(amounts.Count));
    }

    [Test]
    public void F09_hundred_yuan_among_three_are_33_34_and_twice_33_33() =>
        Assert.That(FenSplit.Evenly(100_00, 3), Is.EqualTo(new[] { 33_34, 33_33, 33_33 }));

    [Test]
    public void F09_a_negative_amount_is_split_as_the_mirror_image() =>
        Assert.That(FenSplit.Evenly(-100_00, 3), Is.EqualTo(new[] { -33_34, -33_33, -33_33 }));

    [TestCase(100_00, new long[] { 1, 2, 4 })]
    [TestCase(1, new long[] { 5, 5, 5, 5 })]
    [TestCase(-7, new long[] { 0, 1, 0, 2 })]
    [TestCase(999_999_999_999_999, new long[] { 1_000_000_007, 3, 999_999_937 })]
    public void F09_parts_always_add_up_and_lie_within_one_fen_of_their_share(long fen, long[] weights)
    {
        var parts = FenSplit.By(fen, weights);

        Assert.That(parts.Sum(), Is.EqualTo(fen));
        foreach (var (index, part) in parts.Index())
        {
            Assert.That(Math.Abs(part - ((decimal)fen * weights[index] / weights.Sum())), Is.LessThan(1m));
        }
    }
}
