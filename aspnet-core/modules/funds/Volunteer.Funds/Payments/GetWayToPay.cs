using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Payments;

/// <summary>What the page for giving shows: to whom the money goes, and for what.</summary>
internal static class GetWayToPay
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/pay/{key}", HandleAsync)
        .AllowEveryone("Who wants to give need not be registered; it shows only what the charity publishes about itself.");

    private static async Task<Ok<Response>> HandleAsync(string key, VolunteerDbContext db, ICurrentTenant tenant, PaymentStart start, CancellationToken cancellationToken)
    {
        if (!PaymentAccount.TryReadKey(key, out var tenantId, out var accountId))
        {
            throw new NotFoundException();
        }

        return await db.InTenantAsync(
            tenant,
            tenantId,
            async () =>
            {
                var (account, book) = await start.OpenAsync(accountId, cancellationToken);
                var funds = await start.FundsAsync(book.Id, cancellationToken);
                return TypedResults.Ok(new Response(
                    account.Provider,
                    [.. account.MethodList],
                    book.Name,
                    book.Host.Name,
                    book.Host.NameEn,
                    book.Host.CreditCode,
                    book.Host.Certificate,
                    book.Host.Phone,
                    StartPayment.SmallestFen,
                    StartPayment.LargestFen,
                    [.. funds.Select(fund => new FundCard(fund.Id, fund.Name, fund.NameEn, fund.Purpose))]));
            },
            cancellationToken);
    }

    public sealed record Response(
        PaymentProviderKind Provider,
        List<string> Methods,
        string BookName,
        string HostCharity,
        string HostCharityEn,
        string HostCreditCode,
        string? HostCertificate,
        string HostPhone,
        long SmallestFen,
        long LargestFen,
        List<FundCard> Funds);

    public sealed record FundCard(Guid Id, string Name, string NameEn, string Purpose);
}
