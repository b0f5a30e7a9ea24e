using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Volunteer.TestBase;

/// <summary>
/// A real SMTP server on a free port of this machine: EHLO, STARTTLS with a certificate of its own, AUTH LOGIN and PLAIN in
/// either case, 8BITMIME, SMTPUTF8. What it says to a sender, a recipient or a mail can be scripted.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    public const string UserName = "volunteer";
    public const string Password = "mail-secret";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly ConcurrentDictionary<Task, bool> _talks = new();
    private readonly Task _accepting;

    public SmtpServer()
    {
        Certificate = MakeCertificate();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Self-signed, for localhost.</summary>
    public X509Certificate2 Certificate { get; }

    public IReadOnlyCollection<ReceivedMail> Received => _received;

    /// <summary>The answer to RCPT TO, e.g. <c>550 no such user</c>; null accepts.</summary>
    public Func<string, string?> OnRecipient { get; set; } = _ => null;

    /// <summary>The answer to MAIL FROM, e.g. <c>421 come back later</c>; null accepts.</summary>
    public Func<string, string?> OnSender { get; set; } = _ => null;

    /// <summary>How many times somebody signed in.</summary>
    public int SignIns { get; private set; }

    /// <summary>How many times a connection was encrypted.</summary>
    public int Encryptions { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_talks.Keys);
        Certificate.Dispose();
        _stop.Dispose();
        _listener.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));

        // TLS looks at the real clock.
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var talk = TalkAsync(client);
            _talks.TryAdd(talk, true);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var talk = new Talk(this, client.GetStream());
                await talk.RunAsync(_stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away in the middle, as clients do.
        }
    }

    private sealed class Talk(SmtpServer server, NetworkStream network) : IAsyncDisposable
    {
        private Stream _stream = network;
        private bool _encrypted;
        private bool _signedIn;
        private string _from = string.Empty;
        private List<string> _to = [];

        public ValueTask DisposeAsync() => _stream.DisposeAsync();

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await SayAsync("220 localhost ready", cancellationToken);
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                var verb = line.Split(' ', 2)[0].ToUpperInvariant();
                switch (verb)
                {
                    case "EHLO":
                        await SayAsync(_encrypted ? "250-localhost\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH LOGIN PLAIN" : "250-localhost\r\n250-8BITMIME\r\n250 STARTTLS", cancellationToken);
                        break;
                    case "HELO":
                        await SayAsync("250 localhost", cancellationToken);
                        break;
                    case "STARTTLS":
                        await EncryptAsync(cancellationToken);
                        break;
                    case "AUTH":
                        await SignInAsync(line, cancellationToken);
                        break;
                    case "MAIL":
                        await TakeSenderAsync(line, cancellationToken);
                        break;
                    case "RCPT":
                        await TakeRecipientAsync(line, cancellationToken);
                        break;
                    case "DATA":
                        await TakeMailAsync(cancellationToken);
                        break;
                    case "RSET" or "NOOP":
                        await SayAsync("250 ok", cancellationToken);
                        break;
                    case "QUIT":
                        await SayAsync("221 bye", cancellationToken);
                        return;
                    default:
                        await SayAsync("500 what?", cancellationToken);
                        break;
                }
            }
        }

        private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

        private async Task EncryptAsync(CancellationToken cancellationToken)
        {
            await SayAsync("220 go ahead", cancellationToken);
            var tls = new SslStream(_stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellationToken);
            (_stream, _encrypted) = (tls, true);
            server.Encryptions++;
        }

        private async Task SignInAsync(string line, CancellationToken cancellationToken)
        {
            if (!_encrypted)
            {
                await SayAsync("538 encrypt first", cancellationToken);
                return;
            }

            var words = line.Split(' ');
            string user;
            string password;
            if (words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
            {
                var parts = Decode(words.Length > 2 ? words[2] : await AskAsync(string.Empty, cancellationToken)).Split('\0');
                (user, password) = (parts[1], parts[2]);
            }
            else
            {
                user = Decode(words.Length > 2 ? words[2] : await AskAsync("VXNlcm5hbWU6", cancellationToken));
                password = Decode(await AskAsync("UGFzc3dvcmQ6", cancellationToken));
            }

            _signedIn = user == UserName && password == Password;
            server.SignIns += _signedIn ? 1 : 0;
            await SayAsync(_signedIn ? "235 welcome" : "535 wrong name or password", cancellationToken);
        }

        private async Task TakeSenderAsync(string line, CancellationToken cancellationToken)
        {
            (_from, _to) = (Address(line), []);
            await SayAsync(_signedIn ? server.OnSender(_from) ?? "250 ok" : "530 sign in first", cancellationToken);
        }

        private async Task TakeRecipientAsync(string line, CancellationToken cancellationToken)
        {
            var to = Address(line);
            var answer = server.OnRecipient(to);
            if (answer is null)
            {
                _to.Add(to);
            }

            await SayAsync(answer ?? "250 ok", cancellationToken);
        }

        private async Task TakeMailAsync(CancellationToken cancellationToken)
        {
            await SayAsync("354 end with a dot", cancellationToken);
            var text = new StringBuilder();
            while (await ReadLineAsync(cancellationToken) is { } line && line != ".")
            {
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            server._received.Enqueue(new ReceivedMail(_from, [.. _to], text.ToString()));
            await SayAsync("250 taken", cancellationToken);
        }

        private async Task<string> AskAsync(string question, CancellationToken cancellationToken)
        {
            await SayAsync("334 " + question, cancellationToken);
            return await ReadLineAsync(cancellationToken) ?? throw new IOException("Gone.");
        }

        private async Task SayAsync(string answer, CancellationToken cancellationToken) =>
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), cancellationToken);

        /// <summary>Byte by byte, so that nothing of the TLS handshake is read too early.</summary>
        private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, cancellationToken) == 1)
            {
                if (one[0] == '\n')
                {
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(one[0]);
            }

            return null;
        }
    }
}
