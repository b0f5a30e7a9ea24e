using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Reconciliation;

internal sealed record LineLeg(Guid LineId, long Fen);

internal sealed record ItemLeg(OpenItemKind Kind, Guid ItemId, long Fen);

internal enum DifferenceReason
{
    /// <summary>The bank or provider kept its fee.</summary>
    Fee,

    /// <summary>A few fen lost in rounding.</summary>
    Rounding,
}

internal sealed record DifferenceChoice(DifferenceReason Reason, Guid? FundId);

/// <summary>What is to be put together.</summary>
internal sealed record NewMatch(MatchOrigin Origin, IReadOnlyList<LineLeg> Lines, IReadOnlyList<ItemLeg> Items)
{
    public DifferenceChoice? Difference { get; init; }

    public string? Kind { get; init; }

    public int? Score { get; init; }

    public IReadOnlyList<MatchReason> Reasons { get; init; } = [];
}

/// <summary>
/// Writes and undoes matches, in the caller's transaction. Both sides are taken by guarded updates: of two people who want
/// the same line or leg one gets it.
/// </summary>
internal sealed class MatchWriter(VolunteerDbContext db, OpenItems items, ILedger ledger, LedgerLegs legs, ClosedDays closed, ICurrentUser user, Texts texts, TimeProvider clock)
{
    private const long MostRounding = 9;
    private const int MostLegs = 200;
    private const int LongestReasons = 1000;

    public async Task<BankMatch> WriteAsync(MoneyAccount account, NewMatch wanted, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(account, wanted, cancellationToken);
        var parts = new List<LedgerPart>();
        foreach (var item in wanted.Items)
        {
            parts.AddRange(await items.SettleAsync(account, item.Kind, item.ItemId, item.Fen, lines.MaxBy(line => line.Date)!, cancellationToken));
        }

        var latest = lines.Max(line => line.Date);
        var match = new BankMatch(account.Id, wanted.Origin, user.AccountId, clock.GetUtcNow(), latest);
        var difference = wanted.Lines.Sum(leg => leg.Fen) - parts.Sum(part => part.Fen);
        if (difference != 0)
        {
            parts.Add(await ExplainAsync(account, match, difference, wanted, parts, latest, cancellationToken));
        }

        return await TakeAsync(match, wanted, parts, cancellationToken);
    }

    /// <summary>Legs that are there already, e.g. of an entry that was written for the line.</summary>
    public async Task<BankMatch> WriteAsync(MoneyAccount account, StatementLine line, MatchOrigin origin, IReadOnlyList<LedgerPart> parts, CancellationToken cancellationToken)
    {
        var match = new BankMatch(account.Id, origin, user.AccountId, clock.GetUtcNow(), line.Date);
        return await TakeAsync(match, new NewMatch(origin, [new LineLeg(line.Id, parts.Sum(part => part.Fen))], []), parts, cancellationToken);
    }

    public async Task<BankMatch> UndoAsync(Guid matchId, string reason, CancellationToken cancellationToken)
    {
        var match = await db.Set<BankMatch>().SingleOrDefaultAsync(m => m.Id == matchId, cancellationToken) ?? throw new NotFoundException();
        await closed.RequireOpenAsync(match.MoneyAccountId, match.LatestDate, cancellationToken);
        match.Undo(user.AccountId, reason, clock.GetUtcNow());

        // Its version guards it: of two who undo at once the second is told that things have changed.
        await db.SaveChangesAsync(cancellationToken);
        var matched = await db.Set<MatchLeg>().AsNoTracking().Where(leg => leg.MatchId == matchId).OrderBy(leg => leg.Id).ToListAsync(cancellationToken);
        foreach (var leg in matched)
        {
            if (leg.LineId is { } lineId)
            {
                await db.Set<StatementLine>().Where(line => line.Id == lineId)
                    .ExecuteUpdateAsync(set => set.SetProperty(line => line.MatchedFen, line => line.MatchedFen - leg.Fen), cancellationToken);
            }
            else
            {
                await db.Set<LedgerLineUse>().Where(use => use.Id == leg.LedgerLineId)
                    .ExecuteUpdateAsync(set => set.SetProperty(use => use.MatchedFen, use => use.MatchedFen - leg.Fen), cancellationToken);
            }
        }

        return match;
    }

    private async Task<List<StatementLine>> LinesAsync(MoneyAccount account, NewMatch wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Lines.Select(leg => leg.LineId).ToList();
        if (ids.Count + wanted.Items.Count > MostLegs || ids.Distinct().Count() != ids.Count || wanted.Items.Select(item => (item.Kind, item.ItemId)).Distinct().Count() != wanted.Items.Count)
        {
            throw new BusinessException(FundsErrors.MatchLegs).With("most", MostLegs);
        }

        var lines = await db.Set<StatementLine>().AsNoTracking().Where(line => ids.Contains(line.Id) && line.MoneyAccountId == account.Id).ToListAsync(cancellationToken);
        if (lines.Count != ids.Count)
        {
            throw new NotFoundException();
        }

        // Only lines that take each other back stand without the books, and only legs that do without the bank.
        if (lines.Count == 0 || (wanted.Items.Count == 0 && (lines.Count < 2 || wanted.Lines.Sum(leg => leg.Fen) != 0)))
        {
            throw new BusinessException(FundsErrors.MatchOneSided);
        }

        return [.. lines.OrderBy(line => ids.IndexOf(line.Id))];
    }

    /// <summary>The bank has more or less than the books say: the reason becomes an entry, so that both sides add up to the fen.</summary>
    private async Task<LedgerPart> ExplainAsync(MoneyAccount account, BankMatch match, long difference, NewMatch wanted, List<LedgerPart> parts, DateOnly date, CancellationToken cancellationToken)
    {
        var refusal = new BusinessException(FundsErrors.MatchDifference).With("differenceFen", difference).With("amount", Statements.StatementChecks.Yuan(difference));
        if (wanted.Difference is not { } choice)
        {
            throw refusal;
        }

        var isAllowed = choice.Reason switch
        {
            DifferenceReason.Rounding => Math.Abs(difference) <= MostRounding,
            _ => difference < 0,
        };
        if (!isAllowed)
        {
            throw refusal;
        }

        var fundId = choice.FundId ?? await OnlyFundAsync(parts, cancellationToken);
        var role = (choice.Reason, difference) switch
        {
            (_, > 0) => AccountRole.OtherIncome,
            (DifferenceReason.Fee, _) when wanted.Lines.Sum(leg => leg.Fen) > 0 => AccountRole.FundraisingCost,
            _ => AccountRole.OtherCost,
        };
        var text = texts.Get($"Funds.Voucher.Bank{choice.Reason}", Texts.DefaultCulture, values: null);
        var entry = await ledger.PostAsync(
            new Posting(account.BookId, date, EntryKind.Fee, text, new PostingSource("bank-match", match.Id.ToString()),
            [
                new PostingLine(account.Role, difference, fundId) { MoneyAccountId = account.Id },
                new PostingLine(role, -difference, fundId),
            ]),
            cancellationToken);
        match.Differ(difference, choice.Reason.ToString());
        return (await legs.OfAsync(entry.Id, account.Id, cancellationToken)).Single();
    }

    private async Task<Guid> OnlyFundAsync(List<LedgerPart> parts, CancellationToken cancellationToken)
    {
        var ids = parts.ConvertAll(part => part.LineId);
        var funds = await db.Set<EntryLine>().AsNoTracking().Where(leg => ids.Contains(leg.Id)).Select(leg => leg.FundId).Distinct().Take(2).ToListAsync(cancellationToken);
        return funds.Count == 1 ? funds[0] : throw new InvalidRequestException("difference.fundId", FundsErrors.MatchDifferenceFund);
    }

    private async Task<BankMatch> TakeAsync(BankMatch match, NewMatch wanted, IReadOnlyList<LedgerPart> parts, CancellationToken cancellationToken)
    {
        if (wanted.Score is { } score)
        {
            var reasons = string.Join(' ', wanted.Reasons.Select(reason => reason.Value is null ? reason.Code.ToString() : $"{reason.Code}:{reason.Value}"));
            match.Explain(wanted.Kind ?? string.Empty, score, Statements.BankText.Shorten(reasons, LongestReasons - 1), MatchPolicy.Version);
        }

        // In one order, so that two that want the same things wait for each other instead of locking each other out.
        foreach (var leg in wanted.Lines.OrderBy(leg => leg.LineId))
        {
            await TakeLineAsync(leg, cancellationToken);
        }

        foreach (var part in parts.OrderBy(part => part.LineId))
        {
            match.Reach(await TakeLedgerLineAsync(part, cancellationToken));
        }

        db.Add(match);
        db.AddRange(wanted.Lines.Select(leg => new MatchLeg(match.Id, leg.LineId, null, leg.Fen)));
        db.AddRange(parts.Select(part => new MatchLeg(match.Id, null, part.LineId, part.Fen)));
        await db.SaveChangesAsync(cancellationToken);
        return match;
    }

    private async Task TakeLineAsync(LineLeg leg, CancellationToken cancellationToken)
    {
        var taken = await db.Set<StatementLine>()
            .Where(line => line.Id == leg.LineId && line.IgnoredAt == null
                && ((line.Fen > 0 && leg.Fen > 0 && line.MatchedFen + leg.Fen <= line.Fen) || (line.Fen < 0 && leg.Fen < 0 && line.MatchedFen + leg.Fen >= line.Fen)))
            .ExecuteUpdateAsync(set => set.SetProperty(line => line.MatchedFen, line => line.MatchedFen + leg.Fen), cancellationToken);
        if (taken == 0)
        {
            throw new BusinessException(FundsErrors.LineTaken);
        }
    }

    /// <returns>The day of the leg.</returns>
    private async Task<DateOnly> TakeLedgerLineAsync(LedgerPart part, CancellationToken cancellationToken)
    {
        var (fen, date) = await db.Set<EntryLine>().AsNoTracking().Where(leg => leg.Id == part.LineId).Select(leg => new ValueTuple<long, DateOnly>(leg.Fen, leg.Date)).SingleAsync(cancellationToken);
        var taken = await db.Set<LedgerLineUse>()
            .Where(use => use.Id == part.LineId
                && ((use.Fen > 0 && part.Fen > 0 && use.MatchedFen + part.Fen <= use.Fen) || (use.Fen < 0 && part.Fen < 0 && use.MatchedFen + part.Fen >= use.Fen)))
            .ExecuteUpdateAsync(set => set.SetProperty(use => use.MatchedFen, use => use.MatchedFen + part.Fen), cancellationToken);
        if (taken > 0)
        {
            return date;
        }

        var isFirst = !await db.Set<LedgerLineUse>().AnyAsync(use => use.Id == part.LineId, cancellationToken);
        if (!isFirst || part.Fen == 0 || Math.Sign(fen) != Math.Sign(part.Fen) || Math.Abs(part.Fen) > Math.Abs(fen))
        {
            throw new BusinessException(FundsErrors.ItemTaken);
        }

        db.Add(new LedgerLineUse(part.LineId, fen, part.Fen));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return date;
        }
        catch (DbUpdateException conflict) when (DatabaseFaults.IsUniqueViolation(conflict))
        {
            // Somebody else was first to use this leg.
            throw new BusinessException(FundsErrors.ItemTaken);
        }
    }
}
