using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PasskeyTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
    }

    [Test]
    public async Task A_passkey_signs_in_without_password_or_code()
    {
        var (account, device) = await WithPasskeyAsync();
        using var browser = new Browser(_app);

        var answer = await SignInAsync(browser, device);
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(session.GetProperty("user").GetProperty("id").GetGuid(), Is.EqualTo(account.Id));
    }

    [Test]
    public async Task For_a_secretary_it_is_the_second_factor_and_the_password_alone_is_not()
    {
        var (account, device) = await WithPasskeyAsync(RoleNames.Secretary);
        using var required = Switch.RequireSecondFactor(_app);
        using var byPasskey = new Browser(_app);
        using var byPassword = new Browser(_app);

        await SignInAsync(byPasskey, device);
        await byPassword.SignInAsync(account.Phone, account.Password);
        var takeover = await byPassword.PostAsync("/api/platform/me/second-factor", new { password = account.Password });
        var anotherKey = await byPassword.PostAsync("/api/platform/me/passkeys/options", new { password = account.Password });

        await (await byPasskey.GetAsync("/api/platform/people")).JsonAsync();
        await (await byPassword.GetAsync("/api/platform/people")).RefusedAsync(HttpStatusCode.Forbidden, PlatformErrors.SecondFactorNeeded);
        await takeover.RefusedAsync(HttpStatusCode.Forbidden, PlatformErrors.SecondFactorNeeded);
        await anotherKey.RefusedAsync(HttpStatusCode.Forbidden, PlatformErrors.SecondFactorNeeded);
    }

    [Test]
    public async Task An_answer_for_another_site_is_refused()
    {
        var (_, device) = await WithPasskeyAsync();
        using var browser = new Browser(_app);

        await (await SignInAsync(browser, device, origin: "https://evil.example")).RefusedAsync(PlatformErrors.PasskeyRefused);

        Assert.That(await browser.IsSignedInAsync(), Is.False);
    }

    [Test]
    public async Task An_answer_without_finger_or_code_is_refused()
    {
        var (_, device) = await WithPasskeyAsync();
        using var browser = new Browser(_app);

        await (await SignInAsync(browser, device, flags: Device.UserPresent)).RefusedAsync(PlatformErrors.PasskeyRefused);
    }

    [Test]
    public async Task An_old_answer_does_not_fit_a_new_question()
    {
        var (_, device) = await WithPasskeyAsync();
        using var browser = new Browser(_app);
        var question = await (await browser.PostAsync("/api/platform/sign-in/passkey/options", new { })).JsonAsync();
        var answer = device.Show(question, "https://localhost", Device.UserPresent | Device.UserVerified);
        await browser.PostAsync("/api/platform/sign-in/passkey/options", new { });

        await (await browser.PostAsync("/api/platform/sign-in/passkey", new { credential = answer })).RefusedAsync(PlatformErrors.PasskeyRefused);
    }

    [Test]
    public async Task Nonsense_and_an_answer_nobody_asked_for_are_refused()
    {
        using var browser = new Browser(_app);
        var unasked = await browser.PostAsync("/api/platform/sign-in/passkey", new { credential = new { id = "x" } });
        await browser.PostAsync("/api/platform/sign-in/passkey/options", new { });
        var nonsense = await browser.PostAsync("/api/platform/sign-in/passkey", new { credential = new { id = "x" } });
        await browser.PostAsync("/api/platform/sign-in/passkey/options", new { });
        var number = await browser.PostAsync("/api/platform/sign-in/passkey", new { credential = 7 });

        await unasked.RefusedAsync(PlatformErrors.PasskeyRefused);
        await nonsense.RefusedAsync(PlatformErrors.PasskeyRefused);
        await number.RefusedAsync(PlatformErrors.PasskeyRefused);
    }

    [Test]
    public async Task A_removed_passkey_signs_nobody_in_and_only_its_owner_removes_it()
    {
        var (_, device) = await WithPasskeyAsync();
        using var owner = new Browser(_app);
        await SignInAsync(owner, device);
        var id = (await (await owner.GetAsync("/api/platform/me/passkeys")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        var stranger = await _community.NewMemberAsync();

        var foreign = await stranger.Http.DeleteAsync(new Uri($"/api/platform/me/passkeys/{id}", UriKind.Relative));
        var removed = await owner.DeleteAsync($"/api/platform/me/passkeys/{id}");
        using var browser = new Browser(_app);

        await foreign.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        Assert.That(removed.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await SignInAsync(browser, device)).RefusedAsync(PlatformErrors.PasskeyRefused);
    }

    private async Task<(TestAccount Account, Device Device)> WithPasskeyAsync(params string[] roles)
    {
        var account = await _community.NewAccountAsync(roles);
        var device = new Device();
        using var browser = new Browser(_app);
        await browser.SignInAsync(account.Phone, account.Password);
        var question = await (await browser.PostAsync("/api/platform/me/passkeys/options", new { password = account.Password })).JsonAsync();
        await (await browser.PostAsync("/api/platform/me/passkeys", new { name = "我的手机", credential = device.Make(question, "https://localhost") })).JsonAsync();
        return (account, device);
    }

    private static async Task<HttpResponseMessage> SignInAsync(
        Browser browser,
        Device device,
        string origin = "https://localhost",
        byte flags = Device.UserPresent | Device.UserVerified)
    {
        var question = await (await browser.PostAsync("/api/platform/sign-in/passkey/options", new { })).JsonAsync();
        return await browser.PostAsync("/api/platform/sign-in/passkey", new { credential = device.Show(question, origin, flags) });
    }

    /// <summary>What a phone does in WebAuthn, with one key (ES256) and no attestation.</summary>
    private sealed class Device
    {
        public const byte UserPresent = 0x01;
        public const byte UserVerified = 0x04;
        private const byte HasCredential = 0x40;
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
        private string _owner = string.Empty;
        private uint _count;

        public object Make(JsonElement question, string origin)
        {
            _owner = question.GetProperty("user").GetProperty("id").GetString()!;
            var point = _key.ExportParameters(includePrivateParameters: false).Q;

            // COSE key: kty EC2, alg ES256, crv P-256, x, y.
            byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
            byte[] data = [.. AuthenticatorData(question.GetProperty("rp").GetProperty("id").GetString()!, UserPresent | UserVerified | HasCredential), .. new byte[16], 0, 32, .. _id, .. publicKey];

            // CBOR map: fmt "none", attStmt {}, authData.
            byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
            return Credential(new
            {
                clientDataJSON = Text(ClientData("webauthn.create", question, origin)),
                attestationObject = Text(attestation),
                transports = new[] { "internal" },
            });
        }

        public object Show(JsonElement question, string origin, byte flags)
        {
            var client = ClientData("webauthn.get", question, origin);
            var data = AuthenticatorData(question.GetProperty("rpId").GetString()!, flags);
            var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            return Credential(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = _owner });
        }

        private object Credential(object response) =>
            new { id = Text(_id), rawId = Text(_id), type = "public-key", clientExtensionResults = new { }, authenticatorAttachment = "platform", response };

        private byte[] AuthenticatorData(string domain, byte flags)
        {
            var count = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(count, ++_count);
            return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. count];
        }

        private static byte[] ClientData(string type, JsonElement question, string origin) =>
            JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = question.GetProperty("challenge").GetString(), origin, crossOrigin = false });

        private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
    }
}
