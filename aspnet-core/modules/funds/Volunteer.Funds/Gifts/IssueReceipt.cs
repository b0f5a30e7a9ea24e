using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Gifts;

/// <summary>Writes the numbered confirmation of a gift.</summary>
internal static class IssueReceipt
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/gifts/{giftId:guid}/receipts", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<ReceiptCard>> HandleAsync(Guid giftId, Request request, VolunteerDbContext db, Receipts receipts, CancellationToken cancellationToken)
    {
        var receipt = await db.AtomicallyAsync(
            async () => await receipts.IssueAsync(await db.GetGiftAsync(giftId, cancellationToken), request.Language ?? Texts.DefaultCulture, cancellationToken),
            cancellationToken);
        return TypedResults.Created($"/api/funds/receipts/{receipt.Id}/print", ReceiptCard.Of(receipt));
    }

    /// <param name="Language">zh-CN or en.</param>
    public sealed record Request(string? Language = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Language).Must(language => language is null || Texts.Cultures.Contains(language, StringComparer.Ordinal));
    }
}

/// <param name="Hash">SHA-256 of the page, in hex.</param>
internal sealed record ReceiptCard(
    Guid Id,
    Guid GiftId,
    string Number,
    string Code,
    ReceiptState State,
    DateTimeOffset IssuedAt,
    DateTimeOffset? VoidedAt,
    string? VoidReason,
    string Hash,
    FiscalReceiptState FiscalState,
    string? FiscalCode,
    string? FiscalNumber,
    string? FiscalCheckCode,
    DateOnly? FiscalDate)
{
    public static ReceiptCard Of(Receipt receipt) => new(
        receipt.Id,
        receipt.GiftId,
        receipt.FullNumber,
        receipt.Code,
        receipt.State,
        receipt.IssuedAt,
        receipt.VoidedAt,
        receipt.VoidReason,
        Convert.ToHexStringLower(receipt.Hash),
        receipt.FiscalState,
        receipt.FiscalCode,
        receipt.FiscalNumber,
        receipt.FiscalCheckCode,
        receipt.FiscalDate);
}
