using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class SecondFactorTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private Browser _browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _browser = new Browser(_app);
    }

    [TearDown]
    public void TearDown() => _browser.Dispose();

    /// <summary>RFC 6238, appendix B, cut to six digits.</summary>
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.That(Totp.Code(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.Step(DateTimeOffset.FromUnixTimeSeconds(seconds))), Is.EqualTo(code));

    /// <summary>RFC 4648, section 10.</summary>
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Seeds_are_written_as_base32(string text, string expected) =>
        Assert.That(Totp.Base32(Encoding.ASCII.GetBytes(text)), Is.EqualTo(expected));

    [Test]
    public async Task A_secretary_without_second_factor_may_only_set_one_up()
    {
        var account = await _community.NewAccountAsync(RoleNames.Secretary);
        using var required = Switch.RequireSecondFactor(_app);
        await _browser.SignInAsync(account.Phone, account.Password);

        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();
        var people = await _browser.GetAsync("/api/platform/people");
        var sessions = await _browser.GetAsync("/api/platform/me/sessions");
        var state = await (await _browser.GetAsync("/api/platform/me/second-factor")).JsonAsync();

        Assert.That(session.GetProperty("restriction").GetString(), Is.EqualTo(PlatformErrors.SecondFactorNeeded));
        Assert.That(session.GetProperty("permissions").GetArrayLength(), Is.Zero);
        Assert.That(state.GetProperty("isMissing").GetBoolean(), Is.True);
        await people.RefusedAsync(HttpStatusCode.Forbidden, PlatformErrors.SecondFactorNeeded);
        await sessions.RefusedAsync(HttpStatusCode.Forbidden, PlatformErrors.SecondFactorNeeded);
    }

    [Test]
    public async Task Setting_it_up_opens_the_role_at_the_next_request()
    {
        var account = await _community.NewAccountAsync(RoleNames.Secretary);
        using var required = Switch.RequireSecondFactor(_app);
        await _browser.SignInAsync(account.Phone, account.Password);

        var seed = await PrepareAsync(account);
        var confirmed = await (await ConfirmAsync(CodeOf(seed))).JsonAsync();
        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(confirmed.GetProperty("recoveryCodes").GetArrayLength(), Is.EqualTo(10));
            Assert.That(session.GetProperty("restriction").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(session.GetProperty("permissions").GetArrayLength(), Is.Positive);
        });
    }

    [Test]
    public async Task A_resident_needs_none()
    {
        var account = await _community.NewAccountAsync();
        using var required = Switch.RequireSecondFactor(_app);
        await _browser.SignInAsync(account.Phone, account.Password);

        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(session.GetProperty("restriction").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Sign_in_asks_for_the_code_and_takes_it()
    {
        var (account, seed, _) = await WithSecondFactorAsync();
        using var browser = new Browser(_app);

        var first = await (await browser.SignInAsync(account.Phone, account.Password)).JsonAsync();
        var between = await browser.IsSignedInAsync();
        var wrong = await browser.SignInAsync(account.Phone, account.Password, "000000");
        await (await browser.SignInAsync(account.Phone, account.Password, CodeOf(seed))).JsonAsync();

        Assert.That(first.GetProperty("needsSecondFactor").GetBoolean(), Is.True);
        Assert.That((between, await browser.IsSignedInAsync()), Is.EqualTo((false, true)));
        await wrong.RefusedAsync(PlatformErrors.SignInFailed);
    }

    [Test]
    public async Task A_code_does_not_count_twice()
    {
        var (account, seed, _) = await WithSecondFactorAsync();
        using var browser = new Browser(_app);
        var code = CodeOf(seed);
        await (await browser.SignInAsync(account.Phone, account.Password, code)).JsonAsync();
        using var onlooker = new Browser(_app);

        await (await onlooker.SignInAsync(account.Phone, account.Password, code)).RefusedAsync(PlatformErrors.SignInFailed);
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        await (await onlooker.SignInAsync(account.Phone, account.Password, code)).RefusedAsync(PlatformErrors.SignInFailed);
    }

    [Test]
    public async Task A_phone_half_a_minute_late_is_forgiven_and_a_minute_is_not()
    {
        var (account, seed, _) = await WithSecondFactorAsync();
        using var browser = new Browser(_app);
        var code = CodeOf(seed);
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        await (await browser.SignInAsync(account.Phone, account.Password, code)).JsonAsync();
        var later = CodeOf(seed);
        _app.Clock.Advance(TimeSpan.FromSeconds(90));

        await (await browser.SignInAsync(account.Phone, account.Password, later)).RefusedAsync(PlatformErrors.SignInFailed);
    }

    [Test]
    public async Task Knowing_the_password_does_not_buy_more_guesses_at_the_code()
    {
        var (account, seed, _) = await WithSecondFactorAsync();
        using var browser = new Browser(_app);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await browser.SignInAsync(account.Phone, account.Password);
            await browser.SignInAsync(account.Phone, account.Password, "000000");
        }

        await (await browser.SignInAsync(account.Phone, account.Password, CodeOf(seed))).RefusedAsync(PlatformErrors.SignInFailed);
    }

    [Test]
    public async Task A_recovery_code_works_once()
    {
        var (account, _, codes) = await WithSecondFactorAsync();
        using var browser = new Browser(_app);

        await (await browser.SignInAsync(account.Phone, account.Password, codes[0])).JsonAsync();
        var again = await browser.SignInAsync(account.Phone, account.Password, codes[0]);
        await (await browser.SignInAsync(account.Phone, account.Password, codes[1].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).JsonAsync();

        await again.RefusedAsync(PlatformErrors.SignInFailed);
        var state = await (await browser.GetAsync("/api/platform/me/second-factor")).JsonAsync();
        Assert.That(state.GetProperty("recoveryCodesLeft").GetInt32(), Is.EqualTo(8));
    }

    [Test]
    public async Task The_seed_is_encrypted_in_the_database()
    {
        var (account, seed, _) = await WithSecondFactorAsync();

        var stored = await _app.InTenantAsync(null, services =>
            services.GetRequiredService<VolunteerDbContext>().Set<Account>().Where(a => a.Id == account.Id).Select(a => a.SecondFactorSeed).SingleAsync());

        Assert.That(stored, Is.Not.Null);
        Assert.That(stored!.AsSpan().IndexOf(seed), Is.EqualTo(-1));
    }

    [Test]
    public async Task Setting_it_up_takes_the_password_and_a_right_code()
    {
        var account = await _community.NewAccountAsync();
        await _browser.SignInAsync(account.Phone, account.Password);

        var withoutPassword = await _browser.PostAsync("/api/platform/me/second-factor", new { password = "not the password" });
        await PrepareAsync(account);
        var wrongCode = await ConfirmAsync("000000");

        await withoutPassword.RefusedAsync(PlatformErrors.SignInFailed);
        await wrongCode.RefusedAsync(PlatformErrors.SecondFactorCodeWrong);
    }

    [Test]
    public async Task An_active_one_is_not_replaced_silently_and_is_removed_with_password_and_code()
    {
        var (account, seed, _) = await WithSecondFactorAsync();
        var replaced = await _browser.PostAsync("/api/platform/me/second-factor", new { password = account.Password });
        var withoutCode = await _browser.PostAsync("/api/platform/me/second-factor/removal", new { password = account.Password, code = "000000" });
        var removed = await _browser.PostAsync("/api/platform/me/second-factor/removal", new { password = account.Password, code = CodeOf(seed) });
        using var browser = new Browser(_app);

        await replaced.RefusedAsync(PlatformErrors.SecondFactorActive);
        await withoutCode.RefusedAsync(PlatformErrors.SecondFactorCodeWrong);
        Assert.That(removed.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await browser.SignInAsync(account.Phone, account.Password);
        Assert.That(await browser.IsSignedInAsync(), Is.True);
    }

    private async Task<(TestAccount Account, byte[] Seed, IReadOnlyList<string> RecoveryCodes)> WithSecondFactorAsync()
    {
        var account = await _community.NewAccountAsync();
        await _browser.SignInAsync(account.Phone, account.Password);
        var seed = await PrepareAsync(account);
        var answer = await (await ConfirmAsync(CodeOf(seed))).JsonAsync();

        // The code that set it up is used; the next one comes with the next half minute.
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        return (account, seed, [.. answer.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private async Task<byte[]> PrepareAsync(TestAccount account)
    {
        var prepared = await (await _browser.PostAsync("/api/platform/me/second-factor", new { password = account.Password })).JsonAsync();
        Assert.That(prepared.GetProperty("qrSvg").GetString(), Does.StartWith("<svg"));
        Assert.That(prepared.GetProperty("uri").GetString(), Does.Contain(prepared.GetProperty("secret").GetString()!));
        return FromBase32(prepared.GetProperty("secret").GetString()!);
    }

    private Task<HttpResponseMessage> ConfirmAsync(string code) => _browser.PostAsync("/api/platform/me/second-factor/confirmation", new { code });

    private string CodeOf(byte[] seed) => Totp.Code(seed, Totp.Step(_app.Clock.GetUtcNow()));

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
