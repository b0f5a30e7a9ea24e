using System.Text;
using Volunteer.Text;

namespace Volunteer.Framework.Tests.Text;

internal sealed class TextRulesTests
{
    [TestCase("a\0b", TextErrors.ControlCharacter)]
    [TestCase("a\u0007", TextErrors.ControlCharacter)]
    [TestCase("a\u007F", TextErrors.ControlCharacter)]
    [TestCase("a\u0085", TextErrors.ControlCharacter)]
    [TestCase("a\nb", TextErrors.ControlCharacter)]
    [TestCase("Bcc: x\r\nTo: y", TextErrors.ControlCharacter)]
    [TestCase("\u202Egnp.exe", TextErrors.HiddenDirection)]
    [TestCase("a\u2066b", TextErrors.HiddenDirection)]
    [TestCase("a\u2069", TextErrors.HiddenDirection)]
    public void C2_text_that_could_harm_is_refused(string text, string code)
    {
        Assert.That(TextRules.Check(text), Is.EqualTo(code));
    }

    /// <summary>Half characters cannot be written as test arguments: the runner's own report would not be valid text.</summary>
    [Test]
    public void C2_half_characters_are_refused()
    {
        char[][] broken = [['a', '\uD840'], ['\uD840', 'a'], ['\uDC00', 'a'], ['\uDC00', '\uD840'], ['\uFFFE'], ['\uFFFF']];

        Assert.That(broken.Select(text => TextRules.Check(text)), Is.All.EqualTo(TextErrors.BrokenCharacter));
    }

    [TestCase("王秀英")]
    [TestCase("𠜎𰻝")]
    [TestCase("👨‍👩‍👧‍👦")]
    [TestCase("'; drop table --")]
    [TestCase("{{7*7}}<svg onload=alert(1)>")]
    [TestCase("=cmd|")]
    [TestCase("e\u0301 é")]
    [TestCase("")]
    public void C2_text_that_only_looks_dangerous_is_accepted(string text)
    {
        Assert.That(TextRules.Check(text), Is.Null);
    }

    [Test]
    public void Line_feed_and_tab_are_fine_where_several_lines_are()
    {
        Assert.Multiple(() =>
        {
            Assert.That(TextRules.Check("一\n\t二", multiLine: true), Is.Null);
            Assert.That(TextRules.Check("一\r二", multiLine: true), Is.EqualTo(TextErrors.ControlCharacter));
            Assert.That(TextRules.Check("一\0二", multiLine: true), Is.EqualTo(TextErrors.ControlCharacter));
        });
    }

    [TestCase("  王　 秀英 ", "王 秀英")]
    [TestCase("\uFEFF幸福里\u200B", "幸福里")]
    [TestCase("a\n b\t\tc", "a b c")]
    [TestCase("e\u0301", "é")]
    [TestCase(" \u3000 ", "")]
    public void Normalised_text_is_composed_trimmed_and_has_single_spaces(string text, string expected)
    {
        Assert.That(TextRules.Normalise(text).ToCharArray(), Is.EqualTo(expected.ToCharArray()));
    }

    [TestCase("１２３ＡＢＣ　（５）", "123ABC(5)")]
    [TestCase(" 京A·12 345 ", "京A·12345")]
    public void Identifiers_become_half_width_without_spaces(string text, string expected)
    {
        Assert.That(TextRules.NormaliseIdentifier(text), Is.EqualTo(expected));
    }

    [Test]
    public void Normalising_refuses_what_cannot_be_composed()
    {
        var half = new string(['a', '\uD840']);

        Assert.Multiple(() =>
        {
            Assert.That(() => TextRules.Normalise(half), Refused.With(TextErrors.BrokenCharacter));
            Assert.That(() => TextRules.NormaliseIdentifier(half), Refused.With(TextErrors.BrokenCharacter));
        });
    }

    [TestCase("王 秀英", "王秀英")]
    [TestCase("王　　英", "王英")]
    [TestCase(" 王秀英\u200B", "王秀英")]
    [TestCase("阿依古丽•买买提", "阿依古丽·买买提")]
    [TestCase("阿依古丽 ・ 买买提", "阿依古丽·买买提")]
    [TestCase("阿依古丽.买买提", "阿依古丽·买买提")]
    [TestCase("李𠮷", "李𠮷")]
    [TestCase("王𰻝", "王𰻝")]
    [TestCase("㛃〇", "㛃〇")]
    [TestCase("Mary  Lin", "Mary Lin")]
    [TestCase("J. Lin", "J. Lin")]
    [TestCase("O'Neil-Wang", "O'Neil-Wang")]
    [TestCase("Ｍａｒｙ", "Mary")]
    public void O1_names_are_stored_the_way_their_owners_write_them(string typed, string stored)
    {
        var accepted = PersonName.TryNormalise(typed, out var name, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.True);
            Assert.That(name, Is.EqualTo(stored));
            Assert.That(problem, Is.Null);
        });
    }

    [TestCase(null, TextErrors.NameEmpty)]
    [TestCase(" \u3000", TextErrors.NameEmpty)]
    [TestCase("王秀英2", TextErrors.NameCharacter)]
    [TestCase("王**", TextErrors.NameCharacter)]
    [TestCase("王?英", TextErrors.NameCharacter)]
    [TestCase("王\uFFFD", TextErrors.NameCharacter)]
    [TestCase("王\uE000", TextErrors.NameCharacter)]
    [TestCase("·王", TextErrors.NameCharacter)]
    [TestCase("王·", TextErrors.NameCharacter)]
    [TestCase("阿··提", TextErrors.NameCharacter)]
    [TestCase("=王", TextErrors.NameCharacter)]
    [TestCase("王\0", TextErrors.ControlCharacter)]
    public void O1_what_is_no_name_is_refused_with_a_reason(string? typed, string code)
    {
        var accepted = PersonName.TryNormalise(typed, out var name, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.False);
            Assert.That(name, Is.Empty);
            Assert.That(problem, Is.EqualTo(code));
        });
    }

    [Test]
    public void A_name_of_51_characters_is_too_long()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PersonName.TryNormalise(new string('王', 50), out _, out _), Is.True);
            PersonName.TryNormalise(new string('王', 51), out _, out var problem);
            Assert.That(problem, Is.EqualTo(TextErrors.NameTooLong));
        });
    }

    [Test]
    public void Han_is_known_on_every_plane()
    {
        Assert.That("王〇㐀𠮷𰻝".EnumerateRunes().Select(TextRules.IsHan), Is.All.True);
        Assert.That(TextRules.IsHan(new Rune('a')), Is.False);
    }
}
