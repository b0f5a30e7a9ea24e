using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

internal sealed class BatchDisbursements(VolunteerDbContext db, BookFacts books, PartyDirectory parties, DisbursementDesk desk, TimeProvider clock) : IBatchDisbursements
{
    public async Task<BatchDisbursementCard> RequestAsync(BatchDisbursement batch, CancellationToken cancellationToken) => await db.AtomicallyAsync(
        async () =>
        {
            if (await FindAsync(batch.Source, batch.SourceId, cancellationToken) is { } known)
            {
                return known;
            }

            if (batch.Payees.Count == 0 || batch.Payees.Any(payee => payee.Fen <= 0))
            {
                throw new ArgumentException("A batch needs payees with amounts above zero.", nameof(batch));
            }

            var fund = await books.FundAsync(batch.FundId, cancellationToken);
            var payees = await parties.OfPeopleAsync([.. batch.Payees.Select(payee => payee.PersonId)], cancellationToken);
            var disbursement = new Disbursement(
                fund.BookId,
                batch.RequestedBy,
                new DisbursementContent(
                    fund.Id,
                    batch.ProjectId,
                    CampaignId: null,
                    batch.Title,
                    batch.Reason,
                    CostKind.Programme,
                    (long)decimal.Round((batch.Units ?? 0) * 100),
                    batch.UnitName,
                    payees.Count,
                    [.. batch.Payees.Select(payee => new PayeeShare(payees[payee.PersonId].Id, payee.Fen, payee.Text))]),
                clock.GetUtcNow(),
                new BatchSource(batch.Source, batch.SourceId));
            db.Add(disbursement);
            // Asked for twice at once: the unique source lets one in, and the other's retry finds it.
            await db.SaveChangesAsync(cancellationToken);
            await desk.SubmitAsync(disbursement, cancellationToken);
            return Card(disbursement);
        },
        cancellationToken);

    public async Task<BatchDisbursementCard?> FindAsync(string source, string sourceId, CancellationToken cancellationToken) =>
        await db.Set<Disbursement>().AsNoTracking().SingleOrDefaultAsync(d => d.Source == source && d.SourceId == sourceId, cancellationToken) is { } found ? Card(found) : null;

    private static BatchDisbursementCard Card(Disbursement disbursement) => new(disbursement.Id, disbursement.State.ToString(), disbursement.TotalFen, disbursement.PaidOn);
}
