using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Disbursements;

/// <summary>What every step of a request needs: the request itself, who may decide, and its money held or let go.</summary>
internal sealed class DisbursementDesk(VolunteerDbContext db, BookFacts books, ILedger ledger, LotLedger lots, ConflictGuard conflicts, PartyDirectory parties, ISettings settings, ICurrentUser user)
{
    /// <summary>Absent and foreign requests are the same 404.</summary>
    public async Task<Disbursement> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Set<Disbursement>().Include(d => d.Lines).Include(d => d.Approvals).Include(d => d.Evidence).AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Id == id, cancellationToken) ?? throw new NotFoundException();

    /// <summary>Who is signed in, as somebody who decides on this request.</summary>
    public async Task<Decider> DeciderAsync(Disbursement disbursement, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var close = await TooCloseAsync(disbursement, cancellationToken);
        return new Decider(me, close.Contains(me), await ApprovalRules.LimitAsync(settings, user.Roles, cancellationToken));
    }

    public async Task<IReadOnlySet<Guid>> TooCloseAsync(Disbursement disbursement, CancellationToken cancellationToken)
    {
        var payees = await parties.FindAsync(disbursement.Lines.Select(line => (Guid?)line.PartyId), cancellationToken);
        return await conflicts.TooCloseAsync([.. payees.Values], cancellationToken);
    }

    /// <summary>Hands it in: the fund's money is held from now on. Saves; in a transaction.</summary>
    public async Task SubmitAsync(Disbursement disbursement, CancellationToken cancellationToken)
    {
        disbursement.MarkRelatedParty((await TooCloseAsync(disbursement, cancellationToken)).Contains(disbursement.AuthorPersonId));
        var reservationId = disbursement.Submit();
        await db.SaveChangesAsync(cancellationToken);
        await ledger.ReserveAsync(reservationId, disbursement.FundId, disbursement.TotalFen, cancellationToken);
        await EnsureNotEarmarkedAsync(disbursement, cancellationToken);
    }

    /// <summary>
    /// Lets the held money go so that it can be spent. Since the request was handed in a gift may have gone back or on to another
    /// purpose, so what others' money is for is looked at once more.
    /// </summary>
    public async Task ReleaseForPaymentAsync(Disbursement disbursement, CancellationToken cancellationToken)
    {
        await ReleaseAsync(disbursement.ReservationId, cancellationToken);
        await EnsureNotEarmarkedAsync(disbursement, cancellationToken);
    }

    public Task ReleaseAsync(Guid? reservationId, CancellationToken cancellationToken) =>
        reservationId is { } id ? ledger.ReleaseAsync(id, cancellationToken) : Task.CompletedTask;

    /// <summary>A decision has its id from the start, so the context is told that it is new.</summary>
    public void TrackDecisions(Disbursement disbursement) =>
        db.AddRange(disbursement.Approvals.Where(approval => db.Entry(approval).State is EntityState.Detached).ToList());

    /// <summary>
    /// Money that donors gave for another project is not there for this one, even where the fund as a whole has enough. Looked
    /// at after the reservation has taken the fund's row, so that two requests do not both see the same free money.
    /// </summary>
    private async Task EnsureNotEarmarkedAsync(Disbursement disbursement, CancellationToken cancellationToken)
    {
        var (balance, _) = await books.BalanceAsync(disbursement.FundId, cancellationToken);
        var earmarked = await lots.EarmarkedAsync(disbursement.FundId, cancellationToken);
        var asked = await db.Set<Disbursement>().AsNoTracking()
            .Where(d => d.FundId == disbursement.FundId && (d.State == DisbursementState.Submitted || d.State == DisbursementState.Reviewed || d.State == DisbursementState.Approved))
            .GroupBy(d => d.ProjectId)
            .Select(group => new { ProjectId = group.Key, Fen = group.Sum(d => d.TotalFen) })
            .ToListAsync(cancellationToken);
        var askedOf = asked.Where(row => row.ProjectId is not null).ToDictionary(row => row.ProjectId!.Value, row => row.Fen);
        var others = earmarked.Keys.Union(askedOf.Keys).Where(project => project != disbursement.ProjectId)
            .Sum(project => Math.Max(earmarked.GetValueOrDefault(project), askedOf.GetValueOrDefault(project)));

        // What this project may use is its own money and the fund's general money; general requests use the latter only.
        var mine = disbursement.ProjectId is { } own ? askedOf.GetValueOrDefault(own) : 0;
        var general = asked.Find(row => row.ProjectId is null)?.Fen ?? 0;
        var free = balance - others - general - mine + (disbursement.IsPending ? disbursement.TotalFen : 0);
        if (free < disbursement.TotalFen)
        {
            throw new BusinessException(FundsErrors.PurposeShort).With("free", Math.Max(0, free) / 100m);
        }
    }
}
