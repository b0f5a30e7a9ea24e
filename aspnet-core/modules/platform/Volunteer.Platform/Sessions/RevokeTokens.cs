using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Sessions;

/// <summary>An API client says good-bye (RFC 7009: the answer is the same for an unknown token).</summary>
internal static class RevokeTokens
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/tokens/revoke", HandleAsync)
        .AllowEveryone("The refresh token is the permission.")
        .WithMetadata(new NotIdempotent());

    private static async Task<NoContent> HandleAsync(Request request, VolunteerDbContext db, SignIns signIns, CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(request.RefreshToken);
        if (await db.Set<RefreshToken>().Where(t => t.Hash == hash).Select(t => (Guid?)t.SessionId).SingleOrDefaultAsync(cancellationToken) is { } sessionId)
        {
            await signIns.EndAsync(sessionId, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    public sealed record Request(string RefreshToken);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.RefreshToken).NotEmpty().MaximumLength(100);
    }
}
