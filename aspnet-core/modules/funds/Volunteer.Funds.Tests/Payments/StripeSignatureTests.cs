using System.Text;
using Volunteer.Funds.Payments.Stripe;

namespace Volunteer.Funds.Tests.Payments;

internal sealed class StripeSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private const string Body = """{"id":"evt_test_1","object":"event"}""";
    private const string Good = "29ab30b7065c11b28e53ac114fac5d6c492ed811a12d11ed2c2aad5bb4cf9809";
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Test]
    public void F18_the_published_vector_is_accepted() => Assert.That(IsValid($"t=1700000000,v1={Good}"), Is.True);

    [Test]
    public void F18_what_we_would_sign_is_the_vector() =>
        Assert.That(StripeSignature.Sign(Encoding.UTF8.GetBytes(Body), Secret, 1_700_000_000), Is.EqualTo($"t=1700000000,v1={Good}"));

    [Test]
    public void F18_one_good_signature_among_several_is_enough() =>
        Assert.That(IsValid($"t=1700000000,v1={new string('0', 64)},v1={Good},v0=abc"), Is.True);

    [Test]
    public void F18_while_the_secret_changes_the_old_one_counts() =>
        Assert.That(StripeSignature.IsValid($"t=1700000000,v1={Good}", Encoding.UTF8.GetBytes(Body), ["whsec_new", Secret], Then), Is.True);

    [TestCase(0)]
    [TestCase(300)]
    [TestCase(-300)]
    public void F18_five_minutes_either_way_are_accepted(int seconds) => Assert.That(IsValid($"t=1700000000,v1={Good}", now: Then.AddSeconds(seconds)), Is.True);

    [TestCase(301)]
    [TestCase(-301)]
    [TestCase(86_400)]
    public void F18_more_than_five_minutes_are_refused(int seconds) => Assert.That(IsValid($"t=1700000000,v1={Good}", now: Then.AddSeconds(seconds)), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("t=1700000000")]
    [TestCase("v1=" + Good)]
    [TestCase("t=,v1=" + Good)]
    [TestCase("t=abc,v1=" + Good)]
    [TestCase("t=-1,v1=" + Good)]
    [TestCase("t=1700000000,v0=" + Good)]
    [TestCase("t=1700000000,v1")]
    [TestCase("t=1700000000,v1=xyz")]
    [TestCase("t=1700000000,v1=29AB30B7065C11B28E53AC114FAC5D6C492ED811A12D11ED2C2AAD5BB4CF9809")]
    [TestCase("t=1700000000,t=1700000001,v1=" + Good)]
    [TestCase("t=99999999999999999999,v1=" + Good)]
    public void F18_a_broken_header_is_refused(string? header) => Assert.That(IsValid(header), Is.False);

    [Test]
    public void F18_a_stamp_after_2038_is_read()
    {
        const long Late = 4_102_444_800;
        var body = Encoding.UTF8.GetBytes(Body);

        Assert.That(StripeSignature.IsValid(StripeSignature.Sign(body, Secret, Late), body, [Secret], DateTimeOffset.FromUnixTimeSeconds(Late)), Is.True);
    }

    [TestCase("""{"id":"evt_test_2","object":"event"}""")]
    [TestCase("""{"id": "evt_test_1","object":"event"}""")]
    [TestCase("\uFEFF" + Body)]
    [TestCase(Body + "\n")]
    public void F18_a_changed_body_is_refused(string body) =>
        Assert.That(StripeSignature.IsValid($"t=1700000000,v1={Good}", Encoding.UTF8.GetBytes(body), [Secret], Then), Is.False);

    [Test]
    public void F18_bytes_that_are_no_text_are_refused()
    {
        byte[] body = [0x7b, 0xff, 0xfe, 0x7d];

        Assert.That(StripeSignature.IsValid(StripeSignature.Sign(body, Secret, 1_700_000_000), body, [Secret], Then), Is.False);
    }

    [Test]
    public void F18_a_wrong_or_missing_secret_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(StripeSignature.IsValid($"t=1700000000,v1={Good}", Encoding.UTF8.GetBytes(Body), ["whsec_other"], Then), Is.False);
        Assert.That(StripeSignature.IsValid($"t=1700000000,v1={Good}", Encoding.UTF8.GetBytes(Body), [], Then), Is.False);
        Assert.That(StripeSignature.IsValid($"t=1700000000,v1={Good}", Encoding.UTF8.GetBytes(Body), [string.Empty], Then), Is.False);
    });

    [Test]
    public void F18_a_header_of_sixty_four_kilobytes_is_refused() => Assert.That(IsValid("t=1700000000," + string.Join(',', Enumerable.Repeat("v1=" + Good, 1000))), Is.False);

    private static bool IsValid(string? header, DateTimeOffset? now = null) => StripeSignature.IsValid(header, Encoding.UTF8.GetBytes(Body), [Secret], now ?? Then);
}
