using Volunteer.Identity;

namespace Volunteer.Framework.Tests.Identity;

internal sealed class LooseDateTests
{
    [TestCase("1953-02-28")]
    [TestCase("1953-2-28")]
    [TestCase("1953/2/28")]
    [TestCase("1953.2.28")]
    [TestCase("1953.02.28.")]
    [TestCase("1953年2月28日")]
    [TestCase("1953 年 2 月 28 日")]
    [TestCase("1953年02月28号")]
    [TestCase("1953、2、28")]
    [TestCase("19530228")]
    [TestCase("１９５３－２－２８")]
    [TestCase("１９５３．２．２８")]
    [TestCase(" '1953-02-28 ")]
    [TestCase("1953-02-28T00:00:00")]
    [TestCase("1953/2/28 0:00")]
    [TestCase("19418")]
    public void O1_one_day_in_all_its_spellings(string typed)
    {
        var accepted = LooseDate.TryParse(typed, out var day, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.True);
            Assert.That(day, Is.EqualTo(new DateOnly(1953, 2, 28)));
            Assert.That(problem, Is.Null);
        });
    }

    [TestCase(null, IdentityErrors.DateMissing)]
    [TestCase(" ", IdentityErrors.DateMissing)]
    [TestCase("1953.2.29", IdentityErrors.DateNoSuchDay)]
    [TestCase("19530229", IdentityErrors.DateNoSuchDay)]
    [TestCase("1953年2月30日", IdentityErrors.DateNoSuchDay)]
    [TestCase("1953-13-01", IdentityErrors.DateNoSuchDay)]
    [TestCase("1953-0-1", IdentityErrors.DateNoSuchDay)]
    [TestCase("1953-1-0", IdentityErrors.DateNoSuchDay)]
    [TestCase("0001-01-01", IdentityErrors.DateOutOfRange)]
    [TestCase("9999-12-31", IdentityErrors.DateOutOfRange)]
    [TestCase("1953", IdentityErrors.DateIncomplete)]
    [TestCase("1953年", IdentityErrors.DateIncomplete)]
    [TestCase("1953.2", IdentityErrors.DateIncomplete)]
    [TestCase("1953年2月", IdentityErrors.DateIncomplete)]
    [TestCase("195302", IdentityErrors.DateIncomplete)]
    [TestCase("农历1953年2月3日", IdentityErrors.DateLunar)]
    [TestCase("1953年正月初三", IdentityErrors.DateLunar)]
    [TestCase("28/2/1953", IdentityErrors.DateFormat)]
    [TestCase("53-2-28", IdentityErrors.DateFormat)]
    [TestCase("昨天", IdentityErrors.DateFormat)]
    [TestCase("1953-2-28x", IdentityErrors.DateFormat)]
    [TestCase("19５3-2-\0", "Text:ControlCharacter")]
    public void O1_what_is_no_day_is_refused_with_its_reason(string? typed, string code)
    {
        var accepted = LooseDate.TryParse(typed, out var day, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.False);
            Assert.That(day, Is.EqualTo(default(DateOnly)));
            Assert.That(problem, Is.EqualTo(code));
        });
    }

    [TestCase("1952-02-29", true)]
    [TestCase("2000-02-29", true)]
    [TestCase("1900-02-29", false)]
    public void Leap_days_follow_the_calendar_and_not_Excel(string typed, bool exists)
    {
        Assert.That(LooseDate.TryParse(typed, out _, out _), Is.EqualTo(exists));
    }

    [TestCase(0)]
    [TestCase(60)]
    [TestCase(-1)]
    [TestCase(int.MaxValue)]
    public void Serial_numbers_that_are_no_day_are_refused(int serial)
    {
        Assert.That(LooseDate.TryFromExcelSerial(serial, out _, out _), Is.False);
    }
}
