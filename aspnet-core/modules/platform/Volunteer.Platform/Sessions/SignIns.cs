using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>Starts and ends sessions.</summary>
internal sealed class SignIns(VolunteerDbContext db, Antiforgery antiforgery, SessionCache cache, AuditTrail audit, TimeProvider clock)
{
    public static readonly TimeSpan LongestCookie = TimeSpan.FromDays(7);
    public static readonly TimeSpan LongestBearer = TimeSpan.FromDays(30);
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(10);
    private const int LongestDevice = 200;

    /// <summary>A new session in a cookie, whatever cookie was there before. Saves; call it outside a transaction, because a new key may have to be written.</summary>
    public async Task StartCookieAsync(HttpContext http, Account account, Guid? membershipId, CancellationToken cancellationToken, bool isStrong = false)
    {
        if (http.Features.Get<UserSession>() is { IsBearer: false } former)
        {
            await EndAsync(former.SessionId, cancellationToken);
        }

        var token = SessionTokens.New();
        var session = await NewAsync(http, account, membershipId, token, isBearer: false, LongestCookie, cancellationToken);
        session.Proved(isStrong || account.TwoFactorEnabled);
        await db.SaveChangesAsync(cancellationToken);
        SessionCookie.Write(http, token, LongestCookie);
        antiforgery.Issue(http, session.Id);
    }

    /// <summary>A new session for an API client. Saves.</summary>
    public async Task<Tokens> StartBearerAsync(HttpContext http, Account account, CancellationToken cancellationToken)
    {
        var session = await NewAsync(http, account, membershipId: null, SessionTokens.New(), isBearer: true, LongestBearer, cancellationToken);
        session.Proved(account.TwoFactorEnabled);
        var tokens = Renew(session);
        await db.SaveChangesAsync(cancellationToken);
        return tokens;
    }

    /// <summary>The next pair of tokens, in the caller's unit of work.</summary>
    public Tokens Renew(Session session)
    {
        var (access, refresh, now) = (SessionTokens.New(), SessionTokens.New(), clock.GetUtcNow());
        session.Renew(SessionTokens.Hash(access), now, now + AccessToken);
        db.Add(new RefreshToken(session.Id, SessionTokens.Hash(refresh), now));
        cache.ForgetSession(session.Id);
        return new Tokens(access, (int)AccessToken.TotalSeconds, refresh);
    }

    public async Task EndAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Set<Session>().Where(s => s.Id == sessionId && s.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancellationToken);
        cache.ForgetSession(sessionId);
    }

    /// <summary>Ends all of an account's sessions, but for the one that asks.</summary>
    public async Task EndAllAsync(Guid accountId, Guid? but, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Set<Session>().Where(s => s.AccountId == accountId && s.RevokedAt == null && s.Id != but)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancellationToken);
        cache.ForgetAccount(accountId);
    }

    private async Task<Session> NewAsync(HttpContext http, Account account, Guid? membershipId, string token, bool isBearer, TimeSpan longest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new Session(account.Id, membershipId ?? await OnlyMembershipAsync(account.Id, cancellationToken), SessionTokens.Hash(token), isBearer, now, now + longest);
        session.NameDevice(Device(http));
        db.Add(session);
        db.Add(audit.Note(nameof(Account), account.Id, "SignedIn"));
        return session;
    }

    /// <summary>Who has one place needs not choose it.</summary>
    private async Task<Guid?> OnlyMembershipAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var places = await db.Set<Membership>()
            .Where(m => m.AccountId == accountId && m.State == MembershipState.Active)
            .Select(m => m.Id).Take(2).ToListAsync(cancellationToken);
        return places.Count == 1 ? places[0] : null;
    }

    private static string? Device(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return agent.Length == 0 || StrictJson.HasForbiddenCharacter(agent) ? null : agent[..Math.Min(agent.Length, LongestDevice)];
    }
}

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record Tokens(string AccessToken, int ExpiresIn, string RefreshToken);
