using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Tests.Gifts;

internal sealed class NoteCodeTests
{
    [Test]
    public void F28_a_code_is_read_in_any_case_and_with_spaces()
    {
        var code = NoteCodes.New();

        Assert.That(NoteCodes.Read($" {code[..3].ToLowerInvariant()} {code[3..]}-"), Is.EqualTo(code));
    }

    [Test]
    public void F28_most_codes_with_one_wrong_letter_are_no_codes()
    {
        var code = NoteCodes.New();
        var wrong = Enumerable.Range(0, NoteCodes.Length)
            .SelectMany(place => "ABCDEFGHJKMNPQRSTVWXYZ23456789".Where(letter => letter != code[place]).Select(letter => code[..place] + letter + code[(place + 1)..]))
            .ToList();

        Assert.That(wrong.Count(text => NoteCodes.Read(text) is not null), Is.LessThan(wrong.Count / 10));
    }

    [Test]
    public void F28_letters_that_look_alike_are_not_used() =>
        Assert.That(Enumerable.Range(0, 200).Select(_ => NoteCodes.New()), Has.None.Matches<string>(code => code!.Any("01ILOU".Contains)));
}
