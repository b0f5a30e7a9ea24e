using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Bazaars;

/// <summary>
/// Takes in a stall's sheet from a phone that may have been offline. Every line has an id from the phone: sent twice, it
/// counts once; sent again with other content, it is refused by name and the first stays.
/// </summary>
internal static class SyncSales
{
    private const int Most = 1000;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/bazaars/{bazaarId:guid}/sales", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(Guid bazaarId, Request request, VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var mayAll = user.Can(FundsPermissions.RecordGifts) || user.Can(FundsPermissions.SuperviseBooks);
        return TypedResults.Ok(await db.AtomicallyAsync(
            async () =>
            {
                if (!mayAll && !await db.Set<Stall>().AnyAsync(stall => stall.BazaarId == bazaarId && stall.KeeperPersonId == me, cancellationToken))
                {
                    throw new NotFoundException();
                }

                // Sheets of one bazaar come in one after the other, so that the same line is not new twice at once.
                if (await db.Set<Bazaar>().Where(b => b.Id == bazaarId).ExecuteUpdateAsync(set => set.SetProperty(b => b.Version, b => b.Version + 1), cancellationToken) == 0)
                {
                    throw new NotFoundException();
                }

                var bazaar = await db.GetBazaarAsync(bazaarId, cancellationToken);
                bazaar.EnsureTakesSheets();
                var clientIds = request.Sales.Select(sale => sale.ClientId).ToList();
                var known = await db.Set<Sale>().Where(sale => sale.BazaarId == bazaarId && clientIds.Contains(sale.ClientId)).ToDictionaryAsync(sale => sale.ClientId, cancellationToken);
                var now = clock.GetUtcNow();
                var results = new List<Result>();
                foreach (var sent in request.Sales)
                {
                    results.Add(new Result(sent.ClientId, TakeIn(bazaar, sent, known)));
                }

                await db.SaveChangesAsync(cancellationToken);
                return new Response(results);

                SaleOutcome TakeIn(Bazaar at, Line sent, Dictionary<Guid, Sale> sheet)
                {
                    var line = new SaleLine(sent.Item.Trim(), sent.Quantity, sent.Fen, sent.Payment, sent.SoldAt);
                    if (sheet.TryGetValue(sent.ClientId, out var there))
                    {
                        if (!there.SaysTheSame(sent.StallId, line))
                        {
                            return SaleOutcome.Conflict;
                        }

                        if (sent.Struck && (mayAll || there.ByPersonId == me))
                        {
                            there.Strike(now);
                        }

                        return SaleOutcome.Known;
                    }

                    var stall = at.Stalls.SingleOrDefault(one => one.Id == sent.StallId) ?? throw new NotFoundException();
                    if (!mayAll && stall.KeeperPersonId != me)
                    {
                        throw new ForbiddenException();
                    }

                    if (sent.Payment is SalePayment.Qr && at.QrAccountId is null)
                    {
                        throw new BusinessException(FundsErrors.NoQrAccount);
                    }

                    var sale = new Sale(at.Id, sent.StallId, sent.ClientId, line, me, now);
                    if (sent.Struck)
                    {
                        sale.Strike(now);
                    }

                    db.Add(sale);
                    sheet.Add(sent.ClientId, sale);
                    return SaleOutcome.Taken;
                }
            },
            cancellationToken));
    }

    public sealed record Request(List<Line> Sales);

    /// <param name="ClientId">Made on the phone when the line was written.</param>
    /// <param name="Struck">Struck out again.</param>
    public sealed record Line(Guid ClientId, Guid StallId, string Item, int Quantity, long Fen, SalePayment Payment, DateTimeOffset SoldAt, bool Struck = false);

    public sealed record Response(IReadOnlyList<Result> Results);

    public sealed record Result(Guid ClientId, SaleOutcome Outcome);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Sales).Must(sales => sales.Count <= Most && sales.TrueForAll(sale => sale is not null));
            RuleForEach(request => request.Sales).ChildRules(sale =>
            {
                sale.RuleFor(line => line.Item).OneLine(100);
                sale.RuleFor(line => line.Quantity).InclusiveBetween(1, 100_000);
                sale.RuleFor(line => line.Fen).InclusiveBetween(1, 100_000_000);
            });
        }
    }
}

internal enum SaleOutcome
{
    Taken,
    Known,

    /// <summary>The id is there with other content; strike the old line and write a new one.</summary>
    Conflict,
}
