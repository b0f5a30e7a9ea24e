using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>A single-use link that was mailed to an account's address. Only the token's hash is kept. Host side.</summary>
internal sealed class PasswordReset(Guid accountId, byte[] tokenHash, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid AccountId { get; private set; } = accountId;

    public byte[] TokenHash { get; private set; } = tokenHash;

    public DateTimeOffset IssuedAt { get; private set; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; private set; } = expiresAt;

    /// <summary>Used, or overtaken by another one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
}

internal sealed class PasswordResetMapping : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> reset)
    {
        reset.ToTable("platform_password_resets");
        reset.HasKey(r => r.Id);
        reset.Property(r => r.Id).ValueGeneratedNever();
        reset.HasIndex(r => r.TokenHash).IsUnique();
        reset.HasIndex(r => r.AccountId);
        reset.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>
/// Requests wait here, so that the answer takes as long for a stranger's name as for an account's. In memory: whoever
/// gets no mail asks again.
/// </summary>
internal sealed class PasswordResetQueue
{
    private const int Most = 1000;
    private readonly Channel<(string Identifier, string Culture)> _waiting =
        Channel.CreateBounded<(string Identifier, string Culture)>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<(string Identifier, string Culture)> Waiting => _waiting.Reader;

    public void Add(string identifier, string culture) => _waiting.Writer.TryWrite((identifier, culture));
}

/// <summary>Makes the links and mails them.</summary>
internal sealed partial class PasswordResetMailer(
    PasswordResetQueue queue,
    IServiceScopeFactory scopes,
    IMailSender mail,
    Texts texts,
    PortalAddress portal,
    TimeProvider clock,
    ILogger<PasswordResetMailer> logger) : BackgroundService
{
    /// <summary>Deals with what waits now.</summary>
    public async Task SendWaitingAsync(CancellationToken cancellationToken)
    {
        while (queue.Waiting.TryRead(out var request))
        {
            try
            {
                await SendAsync(request.Identifier, request.Culture, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // One bad address or a mail server that is away must not end the loop.
                LogFailure(exception.GetType().Name);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Waiting.WaitToReadAsync(stoppingToken))
        {
            await SendWaitingAsync(stoppingToken);
        }
    }

    private async Task SendAsync(string identifier, string culture, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        if (await scope.ServiceProvider.GetRequiredService<Credentials>().FindAsync(identifier, cancellationToken) is not { Email: { } address } account)
        {
            return;
        }

        var (token, now) = (SessionTokens.New(), clock.GetUtcNow());
        var reset = new PasswordReset(account.Id, SessionTokens.Hash(token), now, now + PasswordReset.Lifetime);
        await db.Set<PasswordReset>().Where(r => r.AccountId == account.Id && r.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosedAt, now), cancellationToken);
        db.Add(reset);
        await db.SaveChangesAsync(cancellationToken);

        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["minutes"] = (int)PasswordReset.Lifetime.TotalMinutes };
        var body = texts.Get("Platform.Mail.PasswordReset.Body", culture, values);
        var link = portal.Link($"/password-reset/{token}");
        await mail.SendAsync(
            new Mail(
                reset.Id.ToString("N", CultureInfo.InvariantCulture),
                address,
                texts.Get("Platform.Mail.PasswordReset.Subject", culture, null),
                $"<p>{WebUtility.HtmlEncode(body)}</p><p><a href=\"{link}\">{link}</a></p>",
                $"{body}\n\n{link}\n"),
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail for a new password could not be sent: {Reason}")]
    private partial void LogFailure(string reason);
}
