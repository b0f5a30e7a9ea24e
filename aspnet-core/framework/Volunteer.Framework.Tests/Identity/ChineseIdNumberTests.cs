using Volunteer.Identity;

namespace Volunteer.Framework.Tests.Identity;

/// <summary>All numbers are made up: an invented birth date and order number with the check character that belongs to them.</summary>
internal sealed class ChineseIdNumberTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [TestCase("110101195302280010", Sex.Male)]
    [TestCase("110101195302280029", Sex.Female)]
    [TestCase("11010119530228007X", Sex.Male)]
    public void O1_a_sound_number_tells_birth_date_sex_and_region(string typed, Sex sex)
    {
        var number = Parse(typed);

        Assert.Multiple(() =>
        {
            Assert.That(number.Value, Is.EqualTo(typed));
            Assert.That(number.BirthDate, Is.EqualTo(new DateOnly(1953, 2, 28)));
            Assert.That(number.Sex, Is.EqualTo(sex));
            Assert.That(number.Region, Is.EqualTo("110101"));
            Assert.That(number.WasFifteenDigits, Is.False);
        });
    }

    [TestCase("11010119530228007x")]
    [TestCase("１１０１０１１９５３０２２８００７Ｘ")]
    [TestCase(" 110101 19530228 007X ")]
    [TestCase("110101-19530228-007X")]
    [TestCase("'11010119530228007X")]
    [TestCase("\u200B11010119530228007X\u3000")]
    public void O1_full_width_digits_spaces_and_small_x_make_no_other_number(string typed)
    {
        Assert.That(Parse(typed).Value, Is.EqualTo("11010119530228007X"));
    }

    [Test]
    public void O1_an_old_number_of_15_digits_becomes_one_of_18()
    {
        var number = Parse("110101530228001");

        Assert.Multiple(() =>
        {
            Assert.That(number.Value, Is.EqualTo("110101195302280010"));
            Assert.That(number.WasFifteenDigits, Is.True);
        });
    }

    [Test]
    public void A_leap_day_and_a_residence_permit_are_sound()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Parse("110101195202290019").BirthDate, Is.EqualTo(new DateOnly(1952, 2, 29)));
            Assert.That(Parse("810000195302280014").Region, Is.EqualTo("810000"));
        });
    }

    [TestCase(null, IdentityErrors.IdMissing)]
    [TestCase("  ", IdentityErrors.IdMissing)]
    [TestCase("110101195302280011", IdentityErrors.IdChecksum)]
    [TestCase("110101195302280019", IdentityErrors.IdChecksum)]
    [TestCase("110101195302290016", IdentityErrors.IdBirthDate)]
    [TestCase("110101195313280016", IdentityErrors.IdBirthDate)]
    [TestCase("110101530229001", IdentityErrors.IdBirthDate)]
    [TestCase("110101189902280013", IdentityErrors.IdBirthDate)]
    [TestCase("110101202701010010", IdentityErrors.IdBirthDate)]
    [TestCase("100101195302280019", IdentityErrors.IdRegion)]
    [TestCase("000101195302280019", IdentityErrors.IdRegion)]
    [TestCase("11010119530228001", IdentityErrors.IdLength)]
    [TestCase("1101011953022800100", IdentityErrors.IdLength)]
    [TestCase("无", IdentityErrors.IdLength)]
    [TestCase("1101011953O2280010", IdentityErrors.IdCharacter)]
    [TestCase("11010119530228X010", IdentityErrors.IdCharacter)]
    [TestCase("11010119530228001Y", IdentityErrors.IdCharacter)]
    [TestCase("11010153022800X", IdentityErrors.IdCharacter)]
    [TestCase("110101********0010", IdentityErrors.IdMasked)]
    [TestCase("110101＊＊＊＊0010", IdentityErrors.IdMasked)]
    [TestCase("110101xxxxxxxx0010", IdentityErrors.IdMasked)]
    [TestCase("110101●●●●●●●●0010", IdentityErrors.IdMasked)]
    [TestCase("1.10101E+17", IdentityErrors.IdRounded)]
    [TestCase("110101195302280000", IdentityErrors.IdRounded)]
    [TestCase("110101\0195302280010", "Text:ControlCharacter")]
    public void O1_an_unsound_number_is_refused_with_its_reason(string? typed, string code)
    {
        var accepted = ChineseIdNumber.TryParse(typed, Today, out var number, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.False);
            Assert.That(number, Is.Null);
            Assert.That(problem, Is.EqualTo(code));
        });
    }

    [Test]
    public void O1_every_single_mistyped_digit_is_noticed()
    {
        const string Sound = "110101195302280010";
        Assert.Multiple(() =>
        {
            for (var i = 0; i < Sound.Length; i++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                {
                    var typed = Sound[..i] + digit + Sound[(i + 1)..];
                    var accepted = ChineseIdNumber.TryParse(typed, Today, out _, out _);
                    Assert.That(accepted, Is.EqualTo(digit == Sound[i]), typed);
                }
            }
        });
    }

    [Test]
    public void Born_today_is_possible_and_born_tomorrow_is_not()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ChineseIdNumber.TryParse("110101202701010010", new DateOnly(2027, 1, 1), out _, out _), Is.True);
            Assert.That(ChineseIdNumber.TryParse("110101202701010010", new DateOnly(2026, 12, 31), out _, out _), Is.False);
        });
    }

    [Test]
    public void Printing_a_number_never_shows_it()
    {
        var number = Parse("110101195302280010");

        Assert.That($"{number}", Is.EqualTo("110***********0010"));
    }

    [Test]
    public void The_old_and_the_new_form_are_the_same_person()
    {
        Assert.That(Parse("110101530228001").Value, Is.EqualTo(Parse("110101195302280010").Value));
    }

    private static ChineseIdNumber Parse(string typed) =>
        ChineseIdNumber.TryParse(typed, Today, out var number, out var problem) ? number : throw new BusinessException(problem);
}
