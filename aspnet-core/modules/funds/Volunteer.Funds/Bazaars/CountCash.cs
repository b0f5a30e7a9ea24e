using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Bazaars;

/// <summary>One of the two counts of the cash. Nobody sees the other's count before writing their own.</summary>
internal static class CountCash
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/bazaars/{bazaarId:guid}/cash-counts/mine", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(Guid bazaarId, Request request, VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        if (!user.Can(FundsPermissions.RecordGifts) && !user.Can(FundsPermissions.SuperviseBooks))
        {
            throw new ForbiddenException();
        }

        var bazaar = await db.GetBazaarAsync(bazaarId, cancellationToken);
        bazaar.EnsureCounting();
        var (pieces, fen) = (CashPieces.Write(request.Piles), CashPieces.Sum(request.Piles));
        var mine = await db.Set<CashCount>().SingleOrDefaultAsync(count => count.BazaarId == bazaarId && count.PersonId == me, cancellationToken);
        if (mine is null)
        {
            db.Add(new CashCount(bazaarId, me, pieces, fen, clock.GetUtcNow()));
        }
        else
        {
            mine.CountAgain(pieces, fen, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(fen));
    }

    /// <param name="Piles">Denomination in fen (10000 is a note of ¥100) and number of pieces.</param>
    public sealed record Request(List<CashPile> Piles);

    public sealed record Response(long Fen);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Piles).Must(CashPieces.AreValid);
    }
}
