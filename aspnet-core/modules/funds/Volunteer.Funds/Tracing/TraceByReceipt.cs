using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Tracing;

/// <summary>A donor without an account follows a gift with the number and the code on the confirmation.</summary>
internal static class TraceByReceipt
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/communities/{communityCode}/traces", HandleAsync)
        .AllowEveryone("Donors without an account prove themselves by the number and the ten-letter code on their confirmation.")
        .WithMetadata(new NotIdempotent());

    private static async Task<Ok<GiftTraceView>> HandleAsync(
        string communityCode,
        Request request,
        VolunteerDbContext db,
        GiftTrace trace,
        ICommunityDirectory communities,
        ICurrentTenant tenant,
        CancellationToken cancellationToken)
    {
        var communityId = await communities.FindAsync(communityCode, cancellationToken) ?? throw new NotFoundException();
        using var entered = tenant.Change(communityId);
        var (year, number) = ReadNumber(request.ReceiptNumber);
        var code = ReceiptCodes.Plain(request.Code);

        // A wrong number, a wrong code and a voided confirmation are the same 404.
        var receipts = await db.Set<Receipt>().AsNoTracking().Where(r => r.Year == year && r.Number == number && r.State == ReceiptState.Issued).ToListAsync(cancellationToken);
        var receipt = receipts.Find(r => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(r.Code), Encoding.UTF8.GetBytes(code))) ?? throw new NotFoundException();
        return TypedResults.Ok(await trace.OfAsync(await db.GetGiftAsync(receipt.GiftId, cancellationToken), cancellationToken));
    }

    private static (int Year, int Number) ReadNumber(string text)
    {
        var parts = text.Trim().Split('-');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (year, number)
            : (0, 0);
    }

    public sealed record Request(string ReceiptNumber, string Code);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ReceiptNumber).OneLine(20);
            RuleFor(request => request.Code).OneLine(20);
        }
    }
}
