using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>Asks for money, as a draft or handed in at once: then the fund's money is held.</summary>
internal static class RequestDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<Created<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        PartyDirectory parties,
        DisbursementDesk desk,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var made = await db.AtomicallyAsync(
            async () =>
            {
                var fund = await books.FundAsync(request.Content.FundId, cancellationToken);
                var disbursement = new Disbursement(fund.BookId, me, await request.Content.ContentAsync(db, parties, cancellationToken), clock.GetUtcNow());
                db.Add(disbursement);
                await db.SaveChangesAsync(cancellationToken);
                if (request.Submit)
                {
                    await desk.SubmitAsync(disbursement, cancellationToken);
                }

                return disbursement;
            },
            cancellationToken);
        return TypedResults.Created($"/api/funds/disbursements/{made.Id}", new Response(made.Id, made.State, made.Revision, made.TotalFen, made.IsRelatedParty));
    }

    /// <param name="Submit">False keeps a draft that holds no money.</param>
    public sealed record Request(DisbursementForm Content, bool Submit = true);

    public sealed record Response(Guid Id, DisbursementState State, int Revision, long TotalFen, bool IsRelatedParty);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Content).SetValidator(new DisbursementFormValidator());
    }
}
