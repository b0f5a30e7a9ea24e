using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>
/// The answer given to a POST with an <c>Idempotency-Key</c>, kept so that a retry gets the same bytes. Written in
/// the transaction of the effect: no answer without effect, no effect without answer.
/// </summary>
[NotAudited]
public sealed class IdempotentAnswer
{
    public IdempotentAnswer(Guid owner, string key, byte[] requestHash, DateTimeOffset createdAt)
    {
        Owner = owner;
        Key = key;
        RequestHash = requestHash;
        CreatedAt = createdAt;
    }

    private IdempotentAnswer()
    {
    }

    /// <summary>The account that sent it (empty for nobody), so that one person's key cannot collide with another's.</summary>
    public Guid Owner { get; private set; }

    public string Key { get; private set; } = string.Empty;

    public byte[] RequestHash { get; private set; } = [];

    public int Status { get; set; }

    public byte[] Body { get; set; } = [];

    public string? ContentType { get; set; }

    public DateTimeOffset CreatedAt { get; private set; }
}

internal sealed class IdempotentAnswerMapping : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> answer)
    {
        answer.ToTable("platform_idempotent_answers");
        answer.HasKey(a => new { a.Owner, a.Key });
        answer.Property(a => a.Key).HasMaxLength(255);
        answer.HasIndex(a => a.CreatedAt);
    }
}

/// <summary>Marks a POST that is safe to repeat by itself or streams its body, e.g. sign-in or a preview of a file.</summary>
public sealed record NotIdempotent;

/// <summary>
/// Marks a POST whose write keeps the answer itself, in its own transaction: it finds the <see cref="IdempotencyKey"/>
/// among the request's features.
/// </summary>
public sealed record KeepsItsAnswer;

/// <summary>What a retry of this request will be known by.</summary>
/// <param name="Owner">The account that sent it.</param>
public sealed record IdempotencyKey(Guid Owner, string Key, ReadOnlyMemory<byte> RequestHash)
{
    /// <summary>The row to write with the effect.</summary>
    public IdempotentAnswer Keep(int status, byte[] body, string? contentType, DateTimeOffset now) =>
        new(Owner, Key, RequestHash.ToArray(), now) { Status = status, Body = body, ContentType = contentType };

    /// <summary>The answer that was given to this key before, whatever the request was.</summary>
    public Task<IdempotentAnswer?> FindAsync(VolunteerDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<IdempotentAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.Owner == Owner && a.Key == Key, cancellationToken);
    }

    /// <summary>Gives the same bytes again, or 422 when the key was used for another request.</summary>
    public async Task AnswerAgainAsync(HttpContext http, IdempotentAnswer earlier)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(earlier);
        if (!CryptographicOperations.FixedTimeEquals(earlier.RequestHash, RequestHash.Span))
        {
            await Problems.WriteAsync(http, StatusCodes.Status422UnprocessableEntity, FrameworkErrors.IdempotencyKeyReused);
            return;
        }

        http.Response.StatusCode = earlier.Status;
        http.Response.ContentType = earlier.ContentType;
        await http.Response.Body.WriteAsync(earlier.Body, http.RequestAborted);
    }
}

/// <summary>
/// Same key and same request: same answer. Same key and another request: 422. Refusals and failures are not kept,
/// because nothing happened and the person may try again.
/// </summary>
internal sealed class Idempotency(RequestDelegate next)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    public async Task InvokeAsync(HttpContext http, ICurrentUser user, TimeProvider clock)
    {
        if (!HttpMethods.IsPost(http.Request.Method)
            || !http.Request.Headers.TryGetValue(Header, out var header)
            || http.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<NotIdempotent>() is not null)
        {
            await next(http);
            return;
        }

        var key = header.ToString();
        if (key.Length is 0 or > LongestKey || StrictJson.HasForbiddenCharacter(key))
        {
            await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, FrameworkErrors.IdempotencyKeyInvalid);
            return;
        }

        var request = new IdempotencyKey(user.IsSignedIn ? user.AccountId : Guid.Empty, key, await HashAsync(http));
        if (endpoint.Metadata.GetMetadata<KeepsItsAnswer>() is not null)
        {
            http.Features.Set(request);
            await next(http);
            return;
        }

        await KeepAsync(http, request, clock.GetUtcNow());
    }

    private async Task KeepAsync(HttpContext http, IdempotencyKey request, DateTimeOffset now)
    {
        var db = http.RequestServices.GetRequiredService<VolunteerDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        if (await request.FindAsync(db, http.RequestAborted) is { } earlier)
        {
            await request.AnswerAgainAsync(http, earlier);
            return;
        }

        db.Add(request.Keep(status: 0, [], contentType: null, now));
        try
        {
            await db.SaveChangesAsync(http.RequestAborted);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            // The same request arrived twice at once and the other one has just finished: give its answer.
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            if (await request.FindAsync(db, http.RequestAborted) is { } first)
            {
                await request.AnswerAgainAsync(http, first);
            }
            else
            {
                await Problems.WriteAsync(http, StatusCodes.Status409Conflict, FrameworkErrors.Stale);
            }

            return;
        }

        var wire = http.Response.Body;
        await using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }

        if (http.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            var (status, body, contentType) = (http.Response.StatusCode, buffer.ToArray(), http.Response.ContentType);
            await db.Set<IdempotentAnswer>()
                .Where(a => a.Owner == request.Owner && a.Key == request.Key)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(a => a.Status, status).SetProperty(a => a.Body, body).SetProperty(a => a.ContentType, contentType),
                    CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            db.AfterCommit();
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(wire, http.RequestAborted);
    }

    private static async Task<byte[]> HashAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Path}{http.Request.QueryString}\n"));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            sha.AppendData(chunk, 0, read);
        }

        http.Request.Body.Position = 0;
        return sha.GetHashAndReset();
    }
}
