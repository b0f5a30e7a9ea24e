using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Keeps what the host charity did in the finance bureau's system: asked for, issued, taken back.</summary>
internal static class RecordFiscalReceipt
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/receipts/{receiptId:guid}/fiscal", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<ReceiptCard>> HandleAsync(Guid receiptId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var receipt = await db.Set<Receipt>().SingleOrDefaultAsync(r => r.Id == receiptId, cancellationToken) ?? throw new NotFoundException();
        receipt.RecordFiscal(request.FiscalState, PartyRules.Trimmed(request.Code), PartyRules.Trimmed(request.Number), PartyRules.Trimmed(request.CheckCode), request.Date);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ReceiptCard.Of(receipt));
    }

    /// <param name="Code">票据代码.</param>
    /// <param name="Number">票据号码.</param>
    /// <param name="CheckCode">校验码.</param>
    public sealed record Request(FiscalReceiptState FiscalState, string? Code = null, string? Number = null, string? CheckCode = null, DateOnly? Date = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Code).OptionalLine(40);
            RuleFor(request => request.Number).OptionalLine(40);
            RuleFor(request => request.CheckCode).OptionalLine(40);
        }
    }
}
