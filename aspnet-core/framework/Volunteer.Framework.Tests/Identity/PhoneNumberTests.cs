using Volunteer.Identity;

namespace Volunteer.Framework.Tests.Identity;

internal sealed class PhoneNumberTests
{
    [TestCase("19900000001")]
    [TestCase(" 199 0000 0001 ")]
    [TestCase("199-0000-0001")]
    [TestCase("+86 199 0000 0001")]
    [TestCase("+86-19900000001")]
    [TestCase("0086 19900000001")]
    [TestCase("8619900000001")]
    [TestCase("(+86)19900000001")]
    [TestCase("019900000001")]
    [TestCase("１９９００００ ０００１")]
    [TestCase("＋８６１９９００００ ０００１")]
    [TestCase("'19900000001")]
    [TestCase("\u200B19900000001")]
    public void O1_one_mobile_number_in_all_its_spellings(string typed)
    {
        Assert.That(PhoneNumber.TryParse(typed, out var number, out _), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(number!.Value, Is.EqualTo("+8619900000001"));
            Assert.That(number.Kind, Is.EqualTo(PhoneKind.Mobile));
            Assert.That(number.Local, Is.EqualTo("19900000001"));
        });
    }

    [TestCase("010-80000001", "+861080000001", "010-80000001")]
    [TestCase("(010) 8000 0001", "+861080000001", "010-80000001")]
    [TestCase("（0571）80000001", "+8657180000001", "0571-80000001")]
    [TestCase("057180000001", "+8657180000001", "0571-80000001")]
    [TestCase("0310-3000001", "+863103000001", "0310-3000001")]
    [TestCase("+86 21 8000-0001", "+862180000001", "021-80000001")]
    [TestCase("0086-571-80000001", "+8657180000001", "0571-80000001")]
    [TestCase("0571-80000001-801", "+8657180000001;ext=801", "0571-80000001-801")]
    [TestCase("0571-80000001转801", "+8657180000001;ext=801", "0571-80000001-801")]
    [TestCase("0571-80000001 分机 801", "+8657180000001;ext=801", "0571-80000001-801")]
    public void O1_landlines_keep_area_code_and_extension(string typed, string value, string local)
    {
        Assert.That(PhoneNumber.TryParse(typed, out var number, out _), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(number!.Value, Is.EqualTo(value));
            Assert.That(number.Kind, Is.EqualTo(PhoneKind.Landline));
            Assert.That(number.Local, Is.EqualTo(local));
        });
    }

    [TestCase(null, IdentityErrors.PhoneMissing)]
    [TestCase(" ", IdentityErrors.PhoneMissing)]
    [TestCase("1990000000", IdentityErrors.PhoneFormat)]
    [TestCase("199000000011", IdentityErrors.PhoneFormat)]
    [TestCase("12900000001", IdentityErrors.PhoneFormat)]
    [TestCase("无", IdentityErrors.PhoneFormat)]
    [TestCase("19900000001a", IdentityErrors.PhoneFormat)]
    [TestCase("199****0001", IdentityErrors.PhoneMasked)]
    [TestCase("199xxxx0001", IdentityErrors.PhoneMasked)]
    [TestCase("19900000001/19900000002", IdentityErrors.PhoneSeveral)]
    [TestCase("19900000001、19900000002", IdentityErrors.PhoneSeveral)]
    [TestCase("19900000001 19900000002", IdentityErrors.PhoneSeveral)]
    [TestCase("+852 5000 0001", IdentityErrors.PhoneForeign)]
    [TestCase("0049 30 9018200", IdentityErrors.PhoneForeign)]
    [TestCase("80000001", IdentityErrors.PhoneAreaCode)]
    [TestCase("3000001", IdentityErrors.PhoneAreaCode)]
    [TestCase("199\00000001", "Text:ControlCharacter")]
    public void O1_what_is_no_number_is_refused_with_its_reason(string? typed, string code)
    {
        var accepted = PhoneNumber.TryParse(typed, out var number, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.False);
            Assert.That(number, Is.Null);
            Assert.That(problem, Is.EqualTo(code));
        });
    }

    [Test]
    public void O1_a_phone_shared_by_a_household_is_equal_and_no_error()
    {
        Assert.That(PhoneNumber.TryParse("199 0000 0001", out var mother, out _), Is.True);
        Assert.That(PhoneNumber.TryParse("+8619900000001", out var son, out _), Is.True);

        Assert.That(mother, Is.EqualTo(son));
    }

    [Test]
    public void Printing_a_number_never_shows_it()
    {
        Assert.That(PhoneNumber.TryParse("19900000001", out var number, out _), Is.True);

        Assert.That($"{number}", Is.EqualTo("199****0001"));
    }
}
