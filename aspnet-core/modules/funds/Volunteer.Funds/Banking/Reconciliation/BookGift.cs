using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>An unmatched line is a gift, or several (to several funds): recorded, posted and matched in one step.</summary>
internal static class BookGift
{
    private const int MostParts = 50;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/statement-lines/{lineId:guid}/gifts", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<Response>> HandleAsync(
        Guid lineId,
        Request request,
        VolunteerDbContext db,
        Reconciler reconciler,
        MatchWriter writer,
        LedgerLegs legs,
        IGiftRecorder recorder,
        PartyDirectory parties,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        if (!user.Can(FundsPermissions.RecordGifts))
        {
            throw new ForbiddenException();
        }

        return TypedResults.Ok(await db.AtomicallyAsync(BookAsync, cancellationToken));

        async Task<Response> BookAsync()
        {
            var line = await db.Set<StatementLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == lineId, cancellationToken) ?? throw new NotFoundException();
            var account = await reconciler.AccountAsync(line.MoneyAccountId, cancellationToken);
            var funds = request.Parts.Select(part => part.FundId).Distinct().ToList();
            if (await db.Set<Books.Fund>().CountAsync(fund => funds.Contains(fund.Id) && fund.BookId == account.BookId, cancellationToken) != funds.Count)
            {
                throw new NotFoundException();
            }

            BookLine.RequireSum(line, request.Parts.Sum(part => part.Fen));
            var (parts, gifts) = (new List<LedgerPart>(), new List<Guid>());
            foreach (var part in request.Parts)
            {
                var donor = part.Donor is { } form ? await parties.ResolveAsync(form.PartyId, form.PersonId, form.New, cancellationToken) : null;
                var gift = await recorder.RecordAsync(
                    new NewGift(part.FundId, GiftKind.Transfer, part.Fen, request.Date ?? line.Date, account.Id)
                    {
                        ProjectId = part.ProjectId,
                        CampaignId = part.CampaignId,
                        PartyId = donor?.Id,
                        Display = part.Display ?? (donor is null || donor.IsAnonymous ? DonorDisplay.Anonymous : DonorDisplay.Masked),
                        DisplayName = PartyRules.Trimmed(part.DisplayName),
                        Source = new PostingSource("bank-line", $"{line.Id}:{Guid.CreateVersion7()}"),
                    },
                    cancellationToken);
                gifts.Add(gift.GiftId);
                parts.AddRange(await legs.OfAsync(gift.Entry!.Id, account.Id, cancellationToken));
            }

            var match = await writer.WriteAsync(account, line, MatchOrigin.NewEntry, parts, cancellationToken);
            return new Response(match.Id, gifts);
        }
    }

    /// <param name="Date">Later than the line's, when the line's month is closed.</param>
    /// <param name="Parts">Together what is open of the line.</param>
    public sealed record Request(IReadOnlyList<Part> Parts, DateOnly? Date = null);

    public sealed record Part(Guid FundId, long Fen, DonorForm? Donor = null, Guid? CampaignId = null, Guid? ProjectId = null, DonorDisplay? Display = null, string? DisplayName = null);

    public sealed record Response(Guid MatchId, IReadOnlyList<Guid> GiftIds);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Parts).NotEmpty();
            RuleFor(request => request.Parts.Count).LessThanOrEqualTo(MostParts).OverridePropertyName("parts");
            RuleForEach(request => request.Parts).ChildRules(part =>
            {
                part.RuleFor(p => p.Fen).GreaterThan(0);
                part.RuleFor(p => p.DisplayName).MaximumLength(GiftRules.LongestAlias);
                part.RuleFor(p => p.Donor!).SetValidator(new DonorFormValidator()).When(p => p.Donor is not null);
            });
        }
    }
}
