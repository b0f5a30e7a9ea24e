using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Payments.Manual;

namespace Volunteer.Funds.Payments;

/// <summary>Whether and how one can pay, and the first step of it.</summary>
internal sealed class PaymentStart(VolunteerDbContext db, PaymentProviders providers, TransferSums sums, TimeProvider clock)
{
    private const int TokenBytes = 16;

    /// <summary>Stripe lets a checkout live half an hour to a day; elderly donors take their time.</summary>
    private static readonly TimeSpan CheckoutLives = TimeSpan.FromHours(2);

    private static readonly TimeSpan TransferLives = TimeSpan.FromDays(30);

    /// <summary>The account with its book when donors may pay there; else it is as if it were not there.</summary>
    public async Task<(PaymentAccount Account, Book Book)> OpenAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var account = await db.Set<PaymentAccount>().SingleOrDefaultAsync(a => a.Id == accountId && a.IsOn, cancellationToken) ?? throw new NotFoundException();
        var book = await db.Set<Book>().SingleAsync(b => b.Id == account.BookId, cancellationToken);
        return book.OnlinePayment && providers.Of(account).IsAvailable ? (account, book) : throw new NotFoundException();
    }

    public Task<List<Fund>> FundsAsync(Guid bookId, CancellationToken cancellationToken) => db.Set<Fund>().AsNoTracking()
        .Where(fund => fund.BookId == bookId && fund.State == FundState.Active).OrderBy(fund => fund.Code).ToListAsync(cancellationToken);

    /// <summary>Campaigns that may be paid for on our page now. A targeted one asks only members (慈善法 art. 27 leaves public ones to platforms and the charity's own site).</summary>
    public async Task<List<Campaign>> CampaignsAsync(Guid bookId, bool isMember, DateOnly today, CancellationToken cancellationToken)
    {
        var open = await db.Set<Campaign>().AsNoTracking().Where(campaign => campaign.BookId == bookId && campaign.State == CampaignState.Open && campaign.TakesOnlineGifts)
            .OrderBy(campaign => campaign.EndsOn).ThenBy(campaign => campaign.Id).ToListAsync(cancellationToken);
        return [.. open.Where(campaign => campaign.ModePermitsOnlineGifts && (isMember || campaign.IsPublic) && campaign.StartsOn <= today && today <= campaign.EndsOn)];
    }

    /// <summary>The campaign, when it may be paid for on our page by this person today.</summary>
    public async Task<Campaign> CampaignAsync(Book book, Guid campaignId, bool isMember, DateOnly today, CancellationToken cancellationToken)
    {
        var campaign = await db.Set<Campaign>().SingleOrDefaultAsync(c => c.Id == campaignId && c.BookId == book.Id, cancellationToken) ?? throw new NotFoundException();
        if (campaign.State is not CampaignState.Open)
        {
            throw new BusinessException(FundsErrors.CampaignNotOpen);
        }

        campaign.EnsureTakesGifts(today);
        if (!campaign.TakesOnlineGifts || !campaign.ModePermitsOnlineGifts)
        {
            throw new BusinessException(FundsErrors.CampaignModeOffline);
        }

        return campaign.IsPublic || isMember ? campaign : throw new BusinessException(FundsErrors.CampaignMembersOnly);
    }

    public async Task<(Payment Payment, CheckoutStart Checkout)> StartAsync(PaymentAccount account, Book book, NewPayment order, string title, HttpRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var provider = providers.Of(account);
        var payment = new Payment(account, order, WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes)), now, now + (provider.HoldsMoney ? CheckoutLives : TransferLives));
        if (!provider.HoldsMoney)
        {
            await sums.AskAsync(payment, cancellationToken);
        }

        db.Add(payment);
        await db.SaveChangesAsync(cancellationToken);
        var page = $"{request.Scheme}://{request.Host}/give/{account.Key}/{payment.Token}";
        try
        {
            var checkout = await provider.StartCheckoutAsync(
                account,
                new CheckoutOrder(payment.Id, payment.Fen, book.Currency, title, account.MethodList, CultureInfo.CurrentUICulture.Name, page, page + "?back=1", payment.ExpiresAt),
                cancellationToken);
            payment.CheckOut(checkout.CheckoutId);
            await db.SaveChangesAsync(cancellationToken);
            return (payment, checkout);
        }
        catch (PaymentRefusedException refusal)
        {
            throw new BusinessException(FundsErrors.ProviderRefused).With("reason", refusal.Reason);
        }
        catch (Exception trouble) when (trouble is Stripe.StripeException or HttpRequestException or IOException || (trouble is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new BusinessException(FundsErrors.ProviderSilent);
        }
    }
}
