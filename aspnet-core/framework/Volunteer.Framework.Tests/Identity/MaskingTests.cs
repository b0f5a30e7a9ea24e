using Volunteer.Identity;

namespace Volunteer.Framework.Tests.Identity;

internal sealed class MaskingTests
{
    [TestCase("王秀英", "王**")]
    [TestCase("王英", "王*")]
    [TestCase("欧阳秀英", "欧**")]
    [TestCase("阿依古丽·买买提", "阿**")]
    [TestCase("𠮷田英", "𠮷**")]
    [TestCase("王", "*")]
    [TestCase("Mary Lin", "M**")]
    [TestCase(" ", "")]
    [TestCase(null, "")]
    public void A_name_keeps_its_first_character(string? name, string expected)
    {
        Assert.That(Masking.Name(name), Is.EqualTo(expected));
    }

    [TestCase("19900000001", "199****0001")]
    [TestCase("+8619900000001", "199****0001")]
    [TestCase("+861080000001", "********01")]
    [TestCase("12", "**")]
    [TestCase(null, "")]
    public void A_phone_keeps_enough_to_recognise_it(string? phone, string expected)
    {
        Assert.That(Masking.Phone(phone), Is.EqualTo(expected));
    }

    [TestCase("110101195302280010", "110***********0010")]
    [TestCase("1234567", "*******")]
    public void An_id_keeps_three_and_four_and_what_is_too_short_keeps_nothing(string number, string expected)
    {
        Assert.That(Masking.IdNumber(number), Is.EqualTo(expected));
    }

    [TestCase("幸福路12号3单元501室", "幸福路**")]
    [TestCase("幸福路１２号", "幸福路**")]
    [TestCase("幸福里三号楼二单元", "幸福里**")]
    [TestCase("幸福里甲座五层", "幸福里**")]
    [TestCase("三里屯幸福里东院西头老槐树旁边", "三里屯幸福里**")]
    [TestCase("5号楼", "**")]
    [TestCase(null, "")]
    public void An_address_ends_before_the_first_number(string? address, string expected)
    {
        Assert.That(Masking.Address(address), Is.EqualTo(expected));
    }

    [TestCase("6222000000000000001", "***************0001")]
    public void An_account_keeps_its_last_four(string number, string expected)
    {
        Assert.That(Masking.BankAccount(number), Is.EqualTo(expected));
    }

    [TestCase("xiuying@example.org", "x***@example.org")]
    [TestCase("nonsense", "********")]
    [TestCase(null, "")]
    public void A_mail_address_keeps_its_first_letter_and_its_host(string? address, string expected)
    {
        Assert.That(Masking.Email(address), Is.EqualTo(expected));
    }
}
