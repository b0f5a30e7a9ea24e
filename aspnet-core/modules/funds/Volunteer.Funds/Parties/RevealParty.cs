using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Parties;

/// <summary>Shows who a donor or payee is. That it was looked at, by whom and why, is on record before it leaves the server.</summary>
internal static class RevealParty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/parties/{partyId:guid}/reveal", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<Response>> HandleAsync(Guid partyId, Request request, VolunteerDbContext db, PartyDirectory parties, AuditTrail audit, CancellationToken cancellationToken)
    {
        var party = await parties.GetAsync(partyId, cancellationToken);
        db.Add(audit.Note(nameof(Party), partyId, "Revealed", new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = request.Reason.Trim() }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(party.Name, party.CreditCode, party.Phone, party.Email, party.BankName, party.BankAccount));
    }

    /// <param name="Reason">Goes on record word for word.</param>
    public sealed record Request(string Reason);

    public sealed record Response(string Name, string? CreditCode, string? Phone, string? Email, string? BankName, string? BankAccount);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).Must(reason => reason.Trim().Length is >= 2 and <= 200);
    }
}
