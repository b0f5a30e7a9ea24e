using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Volunteer.Benchmarks.Signups;

/// <param name="Body">Kept when something went wrong.</param>
internal readonly record struct SignupAnswer(int Status, bool IsWaitlisted, string? Body);

/// <summary>
/// One kept-alive connection that signs people up. Bare HTTP/1.1 on a socket: the generator must cost little, since the
/// host has to share the cores with it.
/// </summary>
internal sealed class SignupClient : IDisposable
{
    private const int StatusAt = 9;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly int _port;

    private SignupClient(int port) => _port = port;

    public static async Task<SignupClient> ConnectAsync(IPEndPoint host)
    {
        var client = new SignupClient(host.Port);
        await client._socket.ConnectAsync(host);
        return client;
    }

    public void Dispose() => _socket.Dispose();

    public Task<SignupAnswer> SignUpAsync(string token, Guid shiftId, string? idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync(token, $"/api/volunteering/shifts/{shiftId}/signups", "{}", idempotencyKey, cancellationToken);

    /// <param name="body">ASCII.</param>
    public async Task<SignupAnswer> PostAsync(string token, string path, string body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = idempotencyKey is null ? string.Empty : $"Idempotency-Key: {idempotencyKey}\r\n";
        var request = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost:{_port}\r\nAuthorization: Bearer {token}\r\n{key}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request.AsMemory(sent), cancellationToken);
        }

        var length = 0;
        while (!IsComplete(_buffer.AsSpan(0, length)))
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The host closed the connection in the middle of an answer, or the answer is too long.");
            }

            length += read;
        }

        return Read(_buffer.AsSpan(0, length));
    }

    private static SignupAnswer Read(ReadOnlySpan<byte> answer)
    {
        var status = int.Parse(answer.Slice(StatusAt, 3), provider: null);
        return new SignupAnswer(
            status,
            answer.IndexOf("\"Waitlisted\""u8) >= 0,
            status == (int)HttpStatusCode.OK ? null : Encoding.UTF8.GetString(answer));
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var body = answer[(end + 4)..];
        if (head.IndexOf("Transfer-Encoding: chunked"u8) >= 0)
        {
            return body.EndsWith("0\r\n\r\n"u8);
        }

        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
        {
            return true;
        }

        var digits = head[(at + name.Length)..];
        var lineEnd = digits.IndexOf((byte)'\r');
        return body.Length >= int.Parse(lineEnd < 0 ? digits : digits[..lineEnd], provider: null);
    }
}
