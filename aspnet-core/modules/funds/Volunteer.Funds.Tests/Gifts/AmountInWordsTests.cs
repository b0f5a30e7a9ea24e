using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Tests.Gifts;

internal sealed class AmountInWordsTests
{
    [TestCase(0, "零元整")]
    [TestCase(1, "壹分")]
    [TestCase(10, "壹角整")]
    [TestCase(5000, "伍拾元整")]
    [TestCase(1_001_005, "壹万零壹拾元零伍分")]
    [TestCase(123_456, "壹仟贰佰叁拾肆元伍角陆分")]
    [TestCase(100_050, "壹仟元零伍角整")]
    [TestCase(10_000_100, "壹拾万零壹元整")]
    [TestCase(1_000_000_000_000, "壹佰亿元整")]
    [TestCase(10_000_000_001, "壹亿元零壹分")]
    [TestCase(-250, "负贰元伍角整")]
    public void F36_amounts_are_written_in_capital_numerals(long fen, string words) => Assert.That(AmountInWords.Of(fen), Is.EqualTo(words));
}
