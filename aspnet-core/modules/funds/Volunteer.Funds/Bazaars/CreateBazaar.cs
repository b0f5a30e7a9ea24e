using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Bazaars;

/// <summary>A charity sale under an open campaign of its own.</summary>
internal static class CreateBazaar
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/bazaars", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, BookFacts books, IPeople people, CancellationToken cancellationToken)
    {
        var campaign = await db.GetCampaignAsync(request.CampaignId, cancellationToken);
        if (campaign.Mode is not CampaignMode.OnSite)
        {
            throw new BusinessException(FundsErrors.BazaarNeedsOnSite);
        }

        campaign.EnsureTakesGifts(request.Date);
        var cash = await books.MoneyAccountAsync(request.CashAccountId, campaign.BookId, cancellationToken);
        if (cash.Role is not AccountRole.Cash)
        {
            throw new InvalidRequestException("cashAccountId", FundsErrors.BazaarCashBox);
        }

        if (request.QrAccountId is { } qr)
        {
            await books.MoneyAccountAsync(qr, campaign.BookId, cancellationToken);
        }

        var bazaar = new Bazaar(campaign.Id, campaign.BookId, campaign.FundId, campaign.ProjectId, request.Title.Trim(), request.Place.Trim(), request.Date, request.CashAccountId, request.QrAccountId);
        await people.EnsureThereAsync((request.Stalls ?? []).Select(stall => stall.KeeperPersonId), cancellationToken);
        foreach (var stall in request.Stalls ?? [])
        {
            bazaar.AddStall(stall.Name.Trim(), stall.KeeperPersonId);
        }

        db.Add(bazaar);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/bazaars/{bazaar.Id}", new Response(bazaar.Id, [.. bazaar.Stalls.Select(stall => new StallCard(stall.Id, stall.Name))]));
    }

    /// <param name="CashAccountId">A cash box.</param>
    /// <param name="Stalls">More can be added while it is open.</param>
    public sealed record Request(Guid CampaignId, string Title, string Place, DateOnly Date, Guid CashAccountId, Guid? QrAccountId = null, List<StallForm>? Stalls = null);

    /// <param name="KeeperPersonId">Who writes the stall's sheet; those who record gifts may write all of them.</param>
    public sealed record StallForm(string Name, Guid? KeeperPersonId = null);

    public sealed record Response(Guid Id, IReadOnlyList<StallCard> Stalls);

    public sealed record StallCard(Guid Id, string Name);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Title).OneLine(100);
            RuleFor(request => request.Place).OneLine(200);
            RuleFor(request => request.Stalls).Must(stalls => stalls is null || (stalls.Count <= 200 && stalls.TrueForAll(stall => stall is not null)));
            RuleForEach(request => request.Stalls).ChildRules(stall => stall.RuleFor(s => s.Name).OneLine(60));
        }
    }
}
