using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Platform;

namespace Volunteer.Funds.Verification;

/// <summary>Every hour: a book that does not add up takes no more entries, and the secretary hears of it.</summary>
internal sealed class CheckBooks(VolunteerDbContext db, BalanceCheck check, IRoleHolders roles, IMessageQueue messages, TimeProvider clock) : IRecurringJob
{
    public const string Name = "funds.check-books";
    public const string Cron = "0 40 * * * ?";

    private static readonly TimeSpan Useful = TimeSpan.FromDays(30);

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        foreach (var book in await db.Set<Book>().AsNoTracking().ToListAsync(cancellationToken))
        {
            // Holding the head keeps postings away, so that lines and balances are of the same instant.
            var held = await db.Set<BookHead>().Where(head => head.Id == book.Id && head.State == BookState.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(head => head.State, BookState.Open), cancellationToken);
            if (held == 0 || await check.IsSoundAsync(book.Id, cancellationToken))
            {
                continue;
            }

            await db.Set<BookHead>().Where(head => head.Id == book.Id).ExecuteUpdateAsync(set => set.SetProperty(head => head.State, BookState.Halted), cancellationToken);
            foreach (var person in (await roles.HoldersOfAsync(RoleNames.Secretary, cancellationToken)).Concat(await roles.HoldersOfAsync(RoleNames.FundManager, cancellationToken)).Distinct())
            {
                messages.Enqueue(new MessageDraft(
                    person,
                    "Funds.Mail.BookHalted",
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["book"] = book.Name },
                    string.Create(CultureInfo.InvariantCulture, $"book-halted:{book.Id}:{person}:{scheduledFor.ToUnixTimeSeconds()}"),
                    clock.GetUtcNow() + Useful,
                    ClubId: null,
                    "/console/funds"));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
