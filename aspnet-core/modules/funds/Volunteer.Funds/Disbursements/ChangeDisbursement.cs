using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>The author changes a request. It goes back to the beginning: what was decided was decided on something else.</summary>
internal static class ChangeDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/disbursements/{disbursementId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<Ok<Response>> HandleAsync(
        Guid disbursementId,
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        PartyDirectory parties,
        DisbursementDesk desk,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var changed = await db.AtomicallyAsync(
            async () =>
            {
                var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
                if (disbursement.Revision != request.Revision)
                {
                    throw new BusinessException(FundsErrors.ApprovalStale);
                }

                if ((await books.FundAsync(request.Content.FundId, cancellationToken)).BookId != disbursement.BookId)
                {
                    throw new BusinessException(FundsErrors.FundOfAnotherBook);
                }

                var held = disbursement.ReservationId;
                disbursement.Change(await request.Content.ContentAsync(db, parties, cancellationToken), me);
                db.AddRange(disbursement.Lines);
                await db.SaveChangesAsync(cancellationToken);
                await desk.ReleaseAsync(held, cancellationToken);
                if (request.Submit)
                {
                    await desk.SubmitAsync(disbursement, cancellationToken);
                }

                return disbursement;
            },
            cancellationToken);
        return TypedResults.Ok(new Response(changed.State, changed.Revision, changed.TotalFen));
    }

    /// <param name="Revision">The one that was changed; another one in between is refused.</param>
    public sealed record Request(int Revision, DisbursementForm Content, bool Submit = true);

    public sealed record Response(DisbursementState State, int Revision, long TotalFen);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Content).SetValidator(new DisbursementFormValidator());
    }
}
