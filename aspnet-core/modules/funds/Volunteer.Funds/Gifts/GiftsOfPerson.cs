using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Gifts;

/// <summary>What one person gave and promised, for the person's own export.</summary>
internal sealed class GiftsOfPerson(VolunteerDbContext db) : IPersonalDataSource
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public string Section => "funds";

    public IReadOnlyList<Type> Covers { get; } = [typeof(Party), typeof(Tie), typeof(Gift), typeof(Pledge), typeof(DisbursementLine)];

    public async Task<JsonNode?> CollectAsync(Guid personId, CancellationToken cancellationToken)
    {
        var party = await db.Set<Party>().AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == personId, cancellationToken);
        var ties = await db.Set<Tie>().AsNoTracking().Where(tie => tie.PersonId == personId || tie.OtherPersonId == personId)
            .Select(tie => new { tie.Kind, tie.DeclaredAt, tie.EndedAt }).ToListAsync(cancellationToken);
        if (party is null)
        {
            return ties.Count == 0 ? null : JsonSerializer.SerializeToNode(new { ties }, Format);
        }

        var gifts = await db.Set<Gift>().AsNoTracking().Where(gift => gift.PartyId == party.Id).OrderBy(gift => gift.Date)
            .Select(gift => new { gift.Date, gift.Kind, gift.Fen, gift.RefundedFen, gift.ItemKind, gift.Quantity, gift.Unit, gift.Display, gift.DisplayName, gift.Message })
            .ToListAsync(cancellationToken);
        var pledges = await db.Set<Pledge>().AsNoTracking().Where(pledge => pledge.PartyId == party.Id).OrderBy(pledge => pledge.CreatedAt)
            .Select(pledge => new { pledge.CreatedAt, pledge.Fen, pledge.IsMonthly, pledge.State, pledge.ReceivedFen })
            .ToListAsync(cancellationToken);
        var payments = await db.Set<Disbursement>().AsNoTracking().Where(d => d.PaidOn != null)
            .SelectMany(d => d.Lines.Where(line => line.PartyId == party.Id), (d, line) => new { d.PaidOn, d.Title, line.Fen })
            .OrderBy(payment => payment.PaidOn)
            .ToListAsync(cancellationToken);
        return JsonSerializer.SerializeToNode(new { party.Name, party.Phone, party.Email, party.BankName, party.BankAccount, gifts, pledges, payments, ties }, Format);
    }
}
