using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Verification;
using Volunteer.Text;

namespace Volunteer.Funds.Ledger;

/// <summary>The rules a posting has to pass before the database is asked.</summary>
internal sealed class LedgerAdapter(VolunteerDbContext db, EntryWriter writer, Charts charts, FundReservations reservations, ICurrentUser user, TimeProvider clock) : ILedger
{
    private const int FewestLines = 2;
    private const int MostLines = 500;

    /// <summary>Ten trillion yuan; sums of many stay far from overflow.</summary>
    private const long LargestFen = 1_000_000_000_000_000;

    /// <summary>No zone is further ahead of UTC.</summary>
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(14);

    public async Task<PostedEntry> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        RequireTransaction();
        RequireRules(posting);
        var written = await WriteAsync(chart => Prepare(posting, chart), posting.BookId, cancellationToken);
        return await AnswerAsync(written, cancellationToken);
    }

    public async Task<PostedEntry> ReverseAsync(Guid entryId, DateOnly date, string reason, CancellationToken cancellationToken)
    {
        RequireTransaction();
        RequireDay(date);
        var text = RequireText(reason);
        var original = await db.Set<Entry>().AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == entryId, cancellationToken) ?? throw new NotFoundException();
        if (original.Kind is EntryKind.Reversal)
        {
            throw new BusinessException(FundsErrors.ReversalOfReversal);
        }

        var lines = await db.Set<EntryLine>().AsNoTracking().Where(line => line.EntryId == entryId).OrderBy(line => line.Position).ToListAsync(cancellationToken);
        var written = await WriteAsync(chart => Reverse(original, lines, chart, date, text), original.BookId, cancellationToken);
        return written.Answer is PostingAnswer.Known
            ? throw new BusinessException(FundsErrors.AlreadyReversed)
            : await AnswerAsync(written, cancellationToken);
    }

    public Task ReserveAsync(Guid reservationId, Guid fundId, long fen, CancellationToken cancellationToken)
    {
        RequireTransaction();
        return reservations.ReserveAsync(reservationId, fundId, fen, cancellationToken);
    }

    public Task ReleaseAsync(Guid reservationId, CancellationToken cancellationToken)
    {
        RequireTransaction();
        return reservations.ReleaseAsync(reservationId, cancellationToken);
    }

    private static void RequireRules(Posting posting, long largest = LargestFen)
    {
        switch (posting.Lines.Count)
        {
            case < FewestLines:
                throw new BusinessException(FundsErrors.TooFewLines);
            case > MostLines:
                throw new BusinessException(FundsErrors.TooManyLines).With("most", MostLines);
        }

        if (posting.Lines.Any(line => line.Fen == 0))
        {
            throw new BusinessException(FundsErrors.ZeroLine);
        }

        if (posting.Lines.Any(line => line.Fen > largest || line.Fen < -largest))
        {
            throw new BusinessException(FundsErrors.AmountTooLarge);
        }

        if (posting.Lines.GroupBy(line => line.FundId).Any(fund => fund.Sum(line => line.Fen) != 0))
        {
            throw new BusinessException(FundsErrors.Unbalanced);
        }
    }

    /// <summary>Composed, on one line, without what no database or hash agrees on.</summary>
    private static string RequireText(string text) => OptionalText(text) ?? throw new BusinessException(FundsErrors.TextMissing);

    private static string? OptionalText(string? text)
    {
        var plain = text is null ? string.Empty : TextRules.Normalise(text);
        var end = plain.Length <= Entry.LongestText ? plain.Length : Entry.LongestText - (char.IsHighSurrogate(plain[Entry.LongestText - 1]) ? 1 : 0);
        return plain.Length == 0 ? null : plain[..end];
    }

    private NewEntry Prepare(Posting posting, Chart chart)
    {
        RequireDay(posting.Date);
        return New(posting.BookId, posting.Date, posting.Kind, RequireText(posting.Text), posting.Source, reverses: null, chart,
        [
            .. posting.Lines.Select(line => new NewLine(Guid.CreateVersion7(), chart.Find(line.Account, posting.Date), line.Fen, line.FundId)
            {
                MoneyAccountId = line.MoneyAccountId,
                CampaignId = line.CampaignId,
                ProjectId = line.ProjectId,
                GiftId = line.GiftId,
                PartyId = line.PartyId,
                NameCommitment = line.NameCommitment,
                Text = OptionalText(line.Text),
            }),
        ]);
    }

    /// <summary>The same accounts, even where the chart has moved on: what was wrong is taken out of where it stands.</summary>
    private NewEntry Reverse(Entry original, List<EntryLine> lines, Chart chart, DateOnly date, string reason) => New(
        original.BookId,
        date,
        EntryKind.Reversal,
        reason,
        new PostingSource("reversal", original.Id.ToString()),
        original.Id,
        chart,
        [
            .. lines.Select(line => new NewLine(Guid.CreateVersion7(), chart.ById[line.AccountId], -line.Fen, line.FundId)
            {
                MoneyAccountId = line.MoneyAccountId,
                CampaignId = line.CampaignId,
                ProjectId = line.ProjectId,
                GiftId = line.GiftId,
                PartyId = line.PartyId,
                NameCommitment = line.NameCommitment,
                Text = line.Text,
            }),
        ]);

    private NewEntry New(Guid bookId, DateOnly date, EntryKind kind, string text, PostingSource source, Guid? reverses, Chart chart, IReadOnlyList<NewLine> lines)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new NewEntry(Guid.CreateVersion7(), bookId, date, kind, text, source, reverses, now, user.PersonId, Commitment.NewSalt(), chart.Version, lines);
    }

    private async Task<WrittenEntry> WriteAsync(Func<Chart, NewEntry> prepare, Guid bookId, CancellationToken cancellationToken)
    {
        // What the caller has not saved yet may be what the lines point at.
        await db.SaveChangesAsync(cancellationToken);
        var written = await writer.WriteAsync(prepare(await charts.OfAsync(bookId, fresh: false, cancellationToken)), cancellationToken);
        return written.Answer is PostingAnswer.OldChart
            ? await writer.WriteAsync(prepare(await charts.OfAsync(bookId, fresh: true, cancellationToken)), cancellationToken)
            : written;
    }

    private async Task<PostedEntry> AnswerAsync(WrittenEntry written, CancellationToken cancellationToken) => written.Answer switch
    {
        PostingAnswer.Posted or PostingAnswer.Known => new PostedEntry(written.Id, written.Year, written.Number),
        PostingAnswer.Halted => throw new BusinessException(FundsErrors.BookHalted),
        PostingAnswer.Closed => throw new BusinessException(FundsErrors.MonthClosed),
        PostingAnswer.Reversed => throw new BusinessException(FundsErrors.AlreadyReversed),
        PostingAnswer.FundShort => throw await reservations.ShortAsync(written.Id, cancellationToken),
        PostingAnswer.OldChart => throw new BusinessException(FrameworkErrors.Stale),
        _ => throw new NotFoundException(),
    };

    private void RequireDay(DateOnly date)
    {
        if (date > DateOnly.FromDateTime((clock.GetUtcNow() + FurthestAhead).UtcDateTime))
        {
            throw new BusinessException(FundsErrors.DateInFuture);
        }
    }

    private void RequireTransaction()
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("What is saved and what is posted stand or fall together: open a transaction first.");
        }
    }
}
