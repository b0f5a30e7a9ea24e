using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;
using Volunteer.Text;

namespace Volunteer.Funds.Enterprises;

/// <summary>Writes down an agreement about a share of profit, before the activity begins.</summary>
internal static class SignAgreement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/enterprise-agreements", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, BookFacts books, PartyDirectory parties, TimeProvider clock, CancellationToken cancellationToken)
    {
        var fund = await books.FundAsync(request.FundId, cancellationToken);
        var enterprise = await parties.ResolveAsync(request.PartyId, personId: null, request.Enterprise, cancellationToken) ?? throw new InvalidRequestException("enterprise", FrameworkErrors.Invalid);
        var agreement = new EnterpriseAgreement(
            fund.BookId,
            fund.Id,
            enterprise.Id,
            new AgreementTerms(TextRules.Normalise(request.Title), request.SignedOn, request.ActivityFrom, request.ActivityUntil, request.BasisPoints, request.MinimumFen),
            clock.GetUtcNow());
        db.Add(agreement);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/enterprise-agreements/{agreement.Id}", new Response(agreement.Id));
    }

    /// <param name="BasisPoints">Share of the profit in hundredths of a percent: 2000 is 20 %.</param>
    public sealed record Request(
        Guid FundId,
        string Title,
        DateOnly SignedOn,
        DateOnly ActivityFrom,
        DateOnly ActivityUntil,
        int BasisPoints,
        long MinimumFen = 0,
        Guid? PartyId = null,
        PartyForm? Enterprise = null);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Title).OneLine(100);
            RuleFor(request => request.BasisPoints).InclusiveBetween(0, EnterpriseAgreement.Whole);
            RuleFor(request => request.MinimumFen).InclusiveBetween(0, 1_000_000_000_000);
            RuleFor(request => request.Enterprise!).SetValidator(new PartyFormValidator()).When(request => request.Enterprise is not null);
        }
    }
}
