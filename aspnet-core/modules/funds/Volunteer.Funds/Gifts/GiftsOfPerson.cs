using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Bazaars;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Payments;
using Volunteer.Platform;

namespace Volunteer.Funds.Gifts;

/// <summary>What one person gave, promised, got and decided, for the person's own export.</summary>
internal sealed class GiftsOfPerson(VolunteerDbContext db) : IPersonalDataSource
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Section => "funds";

    public IReadOnlyList<Type> Covers { get; } =
        [typeof(Party), typeof(Tie), typeof(Gift), typeof(Pledge), typeof(Receipt), typeof(Payment), typeof(Approval), typeof(CommitteeSeat), typeof(CashCount)];

    public async Task<JsonNode?> CollectAsync(Guid personId, CancellationToken cancellationToken)
    {
        var ties = await db.Set<Tie>().AsNoTracking().Where(tie => tie.PersonId == personId || tie.OtherPersonId == personId)
            .Select(tie => new { tie.Kind, tie.DeclaredAt, tie.EndedAt }).ToListAsync(cancellationToken);
        var online = await db.Set<Payment>().AsNoTracking().Where(payment => payment.PersonId == personId).OrderBy(payment => payment.StartedAt)
            .Select(payment => new { payment.StartedAt, payment.Fen, payment.State, payment.DonorName, payment.Display, payment.DisplayName, payment.Message })
            .ToListAsync(cancellationToken);
        var approvals = await db.Set<Approval>().AsNoTracking().Where(approval => approval.PersonId == personId).OrderBy(approval => approval.At)
            .Select(approval => new { approval.At, approval.Kind, approval.Note }).ToListAsync(cancellationToken);
        var seats = await db.Set<CommitteeSeat>().AsNoTracking().Where(seat => seat.PersonId == personId).OrderBy(seat => seat.From)
            .Select(seat => new { seat.From, seat.Until, seat.IsSupervisor }).ToListAsync(cancellationToken);
        var counts = await db.Set<CashCount>().AsNoTracking().Where(count => count.PersonId == personId).OrderBy(count => count.CountedAt)
            .Select(count => new { count.CountedAt, count.Fen }).ToListAsync(cancellationToken);
        var party = await db.Set<Party>().AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == personId, cancellationToken);
        var asParty = party is null ? null : await AsPartyAsync(party, cancellationToken);
        return asParty is null && ties.Count + online.Count + approvals.Count + seats.Count + counts.Count == 0
            ? null
            : JsonSerializer.SerializeToNode(new { party = asParty, ties, online, approvals, seats, counts }, Format);
    }

    private async Task<object> AsPartyAsync(Party party, CancellationToken cancellationToken)
    {
        var gifts = await db.Set<Gift>().AsNoTracking().Where(gift => gift.PartyId == party.Id).OrderBy(gift => gift.Date)
            .Select(gift => new { gift.Date, gift.Kind, gift.Fen, gift.RefundedFen, gift.ItemKind, gift.Quantity, gift.Unit, gift.Display, gift.DisplayName, gift.Message })
            .ToListAsync(cancellationToken);
        var receipts = await db.Set<Receipt>().AsNoTracking()
            .Where(receipt => db.Set<Gift>().Any(gift => gift.Id == receipt.GiftId && gift.PartyId == party.Id))
            .OrderBy(receipt => receipt.IssuedAt)
            .Select(receipt => new { receipt.Year, receipt.Number, receipt.State, receipt.IssuedAt }).ToListAsync(cancellationToken);
        var pledges = await db.Set<Pledge>().AsNoTracking().Where(pledge => pledge.PartyId == party.Id).OrderBy(pledge => pledge.CreatedAt)
            .Select(pledge => new { pledge.CreatedAt, pledge.Fen, pledge.IsMonthly, pledge.State, pledge.ReceivedFen })
            .ToListAsync(cancellationToken);
        var payments = await db.Set<Disbursement>().AsNoTracking().Where(d => d.PaidOn != null)
            .SelectMany(d => d.Lines.Where(line => line.PartyId == party.Id), (d, line) => new { d.PaidOn, d.Title, line.Fen })
            .OrderBy(payment => payment.PaidOn)
            .ToListAsync(cancellationToken);
        return new { party.Name, party.Phone, party.Email, party.BankName, party.BankAccount, gifts, receipts, pledges, payments };
    }
}
