using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Gifts;

/// <summary>
/// At the beginning of a month everybody with a monthly promise is reminded once, by mail or from the call list.
/// Nothing is drawn: no means of payment is stored.
/// </summary>
internal sealed class RemindMonthlyPledges(VolunteerDbContext db, IMessageQueue messages, BusinessDay day, TimeProvider clock) : IRecurringJob
{
    public const string Name = "funds.remind-monthly-pledges";
    public const string Cron = "0 0 1 * * ?";

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        var month = (today.Year * 100) + today.Month;
        var due = await db.Set<Pledge>()
            .Where(pledge => pledge.State == PledgeState.Open && pledge.IsMonthly && pledge.RemindedMonth < month)
            .Join(db.Set<Party>().Where(party => party.PersonId != null), pledge => pledge.PartyId, party => party.Id, (pledge, party) => new { Pledge = pledge, PersonId = party.PersonId!.Value })
            .OrderBy(row => row.Pledge.Id)
            .ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            row.Pledge.Remind(month);
            messages.Enqueue(new MessageDraft(
                row.PersonId,
                "Funds.Mail.MonthlyGift",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["amount"] = string.Create(CultureInfo.InvariantCulture, $"{row.Pledge.PayableFen / 100}.{row.Pledge.PayableFen % 100:00}"),
                    ["code"] = row.Pledge.NoteCode,
                },
                $"funds:monthly:{row.Pledge.Id:N}:{month}",
                clock.GetUtcNow().AddDays(20),
                Link: "/funds/mine"));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
