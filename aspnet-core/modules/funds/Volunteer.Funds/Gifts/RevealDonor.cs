using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Shows who gave, even where the donor stays anonymous to others: for a refund, or for the tax office. On record first.</summary>
internal static class RevealDonor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/gifts/{giftId:guid}/donor-reveal", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<Response>> HandleAsync(Guid giftId, Request request, VolunteerDbContext db, PartyDirectory parties, AuditTrail audit, CancellationToken cancellationToken)
    {
        var gift = await db.GetGiftAsync(giftId, cancellationToken);
        if (gift.PartyId is not { } partyId)
        {
            throw new BusinessException(FundsErrors.DonorUnknown);
        }

        var party = await parties.GetAsync(partyId, cancellationToken);
        db.Add(audit.Note(nameof(Gift), giftId, "DonorRevealed", new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = request.Reason.Trim() }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(party.Id, party.Name, party.Phone, party.BankName, party.BankAccount));
    }

    /// <param name="Reason">Goes on record word for word.</param>
    public sealed record Request(string Reason);

    public sealed record Response(Guid PartyId, string Name, string? Phone, string? BankName, string? BankAccount);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).Must(reason => reason.Trim().Length is >= 2 and <= 200);
    }
}
