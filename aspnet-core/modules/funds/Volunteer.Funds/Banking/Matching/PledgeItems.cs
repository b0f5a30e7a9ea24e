using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>Promised gifts. When the money is there, the gift is recorded with the bank's day, and that is what is matched.</summary>
internal sealed class PledgeItems(VolunteerDbContext db, IGiftRecorder recorder, LedgerLegs legs, PartyDirectory parties, ICurrentUser user) : IOpenItemSource
{
    public OpenItemKind Kind => OpenItemKind.Pledge;

    public async Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken)
    {
        var pledges = await db.Set<Pledge>().AsNoTracking().Where(pledge => pledge.BookId == account.BookId && pledge.State == PledgeState.Open).ToListAsync(cancellationToken);
        var names = await parties.FindAsync(pledges.Select(pledge => (Guid?)pledge.PartyId), cancellationToken);
        return [.. pledges.Select(pledge => Item(pledge, names.GetValueOrDefault(pledge.PartyId)?.Name ?? string.Empty)).Where(item => item.Fen > 0)];
    }

    public async Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken)
    {
        if (!user.Can(FundsPermissions.RecordGifts))
        {
            throw new ForbiddenException();
        }

        var pledge = await db.Set<Pledge>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == itemId && p.BookId == account.BookId, cancellationToken) ?? throw new NotFoundException();
        if (pledge.State is not PledgeState.Open || fen <= 0)
        {
            throw new BusinessException(FundsErrors.ItemTaken);
        }

        var gift = await recorder.RecordAsync(
            new NewGift(pledge.FundId, GiftKind.Transfer, fen, line.Date, account.Id)
            {
                ProjectId = pledge.ProjectId,
                CampaignId = pledge.CampaignId,
                PledgeId = pledge.Id,
                PartyId = pledge.PartyId,
                Display = pledge.Display,
                DisplayName = pledge.DisplayName,
                Source = new PostingSource("bank-line", $"{line.Id}:{Guid.CreateVersion7()}"),
            },
            cancellationToken);
        return await legs.OfAsync(gift.Entry!.Id, account.Id, cancellationToken);
    }

    private static OpenItem Item(Pledge pledge, string name) => new()
    {
        Kind = OpenItemKind.Pledge,
        Id = pledge.Id,
        Fen = pledge.IsMonthly ? pledge.PayableFen : pledge.PayableFen - pledge.ReceivedFen,
        Date = pledge.DueOn ?? DateOnly.FromDateTime(pledge.CreatedAt.UtcDateTime),
        Counterparty = BankText.Key(name),
        NoteCode = pledge.NoteCode,

        // Once a part has come, the rest is an ordinary sum.
        HasUniqueFen = pledge.SuffixFen is not null && (pledge.IsMonthly || pledge.ReceivedFen == 0),
        Label = name,
        FundId = pledge.FundId,
        Number = pledge.NoteCode,
    };
}
