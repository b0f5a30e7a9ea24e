using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Payments;

/// <summary>What the page for giving shows: to whom the money goes, and for what.</summary>
internal static class GetWayToPay
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/pay/{key}", HandleAsync)
        .AllowEveryone("Who wants to give need not be registered; it shows only what the charity publishes about itself.");

    private static async Task<Ok<Response>> HandleAsync(string key, VolunteerDbContext db, ICurrentTenant tenant, ICurrentUser user, PaymentStart start, BusinessDay day, CancellationToken cancellationToken)
    {
        if (!PaymentAccount.TryReadKey(key, out var tenantId, out var accountId))
        {
            throw new NotFoundException();
        }

        var isMember = tenant.Id == tenantId && user.PersonId is not null;
        return await db.InTenantAsync(
            tenant,
            tenantId,
            async () =>
            {
                var (account, book) = await start.OpenAsync(accountId, cancellationToken);
                var funds = await start.FundsAsync(book.Id, cancellationToken);
                var campaigns = await start.CampaignsAsync(book.Id, isMember, await day.TodayAsync(cancellationToken), cancellationToken);
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
                    [.. funds.Select(fund => new FundCard(fund.Id, fund.Name, fund.NameEn, fund.Purpose))],
                    [.. campaigns.Select(c => new CampaignItem(c.Id, c.FundId, c.Title, c.TitleEn, c.Purpose, c.FilingNumber, c.EndsOn))]));
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
        List<FundCard> Funds,
        List<CampaignItem> Campaigns);

    public sealed record CampaignItem(Guid Id, Guid FundId, string Title, string? TitleEn, string Purpose, string? FilingNumber, DateOnly? EndsOn);

    public sealed record FundCard(Guid Id, string Name, string NameEn, string Purpose);
}
