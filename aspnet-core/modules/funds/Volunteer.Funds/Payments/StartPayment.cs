using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Payments.Manual;
using Volunteer.Text;

namespace Volunteer.Funds.Payments;

/// <summary>Somebody sets out to give: the answer says where to pay, or what to transfer.</summary>
internal static class StartPayment
{
    public const long SmallestFen = 100;
    public const long LargestFen = 50_000_000;
    private const int LongestName = 100;
    private const int LongestMessage = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/pay/{key}", HandleAsync)
        .AllowEveryone("Who wants to give need not be registered; nothing is a gift until the money is there.");

    private static async Task<Ok<Response>> HandleAsync(
        string key,
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        ICurrentTenant tenant,
        ICurrentUser user,
        PaymentStart start,
        BusinessDay day,
        CancellationToken cancellationToken)
    {
        if (!PaymentAccount.TryReadKey(key, out var tenantId, out var accountId))
        {
            throw new NotFoundException();
        }

        var personId = tenant.Id == tenantId && user.IsSignedIn ? user.PersonId : null;
        return await db.InTenantAsync(
            tenant,
            tenantId,
            async () =>
            {
                var (account, book) = await start.OpenAsync(accountId, cancellationToken);
                var campaign = request.CampaignId is { } campaignId ? await start.CampaignAsync(book, campaignId, isMember: personId is not null, await day.TodayAsync(cancellationToken), cancellationToken) : null;
                var fundId = campaign?.FundId ?? request.FundId ?? throw new InvalidRequestException("fundId", FrameworkErrors.Invalid);
                var fund = await db.Set<Fund>().SingleOrDefaultAsync(f => f.Id == fundId && f.BookId == book.Id && f.State == FundState.Active, cancellationToken)
                    ?? throw new NotFoundException();
                var order = new NewPayment(
                    fund.Id,
                    campaign?.Id,
                    campaign?.ProjectId,
                    request.Fen,
                    request.Display is DonorDisplay.Anonymous ? null : Clean(request.Name),
                    request.Display,
                    request.Display is DonorDisplay.Alias ? Clean(request.DisplayName) : null,
                    Clean(request.Message),
                    personId);
                var (payment, checkout) = await start.StartAsync(account, book, order, campaign?.Title ?? fund.Name, http.Request, cancellationToken);
                return TypedResults.Ok(new Response(payment.Token, checkout.RedirectUrl, TransferPage.Of(account, payment), payment.ExpiresAt));
            },
            cancellationToken);
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextRules.Normalise(text);

    /// <param name="FundId">Not needed with a campaign, which has its fund.</param>
    /// <param name="Name">For the confirmation; not kept for who stays anonymous.</param>
    public sealed record Request(long Fen, Guid? FundId = null, Guid? CampaignId = null, DonorDisplay Display = DonorDisplay.Masked, string? Name = null, string? DisplayName = null, string? Message = null);

    /// <param name="Token">For the page that shows how it stands: <c>/pay/{key}/{token}</c>.</param>
    /// <param name="RedirectUrl">The provider's page; null when <paramref name="Transfer"/> says what to do.</param>
    public sealed record Response(string Token, string? RedirectUrl, TransferPage? Transfer, DateTimeOffset ExpiresAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Fen).InclusiveBetween(SmallestFen, LargestFen);
            RuleFor(request => request.Name).MaximumLength(LongestName);
            RuleFor(request => request.DisplayName).MaximumLength(LongestName);
            RuleFor(request => request.DisplayName).NotEmpty().When(request => request.Display is DonorDisplay.Alias);
            RuleFor(request => request.Message).MaximumLength(LongestMessage);
        }
    }
}
