using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>Learns from confirmed work and gives back what is in force.</summary>
internal sealed class LearnedRules(VolunteerDbContext db, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, LearnedAlias>> AliasesAsync(Guid accountId, CancellationToken cancellationToken) =>
        (await InForceAsync(accountId, MatchRuleKind.Alias, cancellationToken)).ToDictionary(rule => rule.Key, rule => new LearnedAlias(rule.Id, rule.MeansKey!), StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, MatchRule>> BookingsAsync(Guid accountId, CancellationToken cancellationToken) =>
        (await InForceAsync(accountId, MatchRuleKind.Booking, cancellationToken)).ToDictionary(rule => rule.Key, StringComparer.Ordinal);

    /// <summary>What a line is recognised by when it is booked: who it is with, else what it says.</summary>
    public static string BookingKey(StatementLine line) => line.CounterpartyKey.Length > 0 ? line.CounterpartyKey : Statements.BankText.Shorten(Statements.BankText.Key(line.Memo), 199);

    /// <summary>A person said that this line is that item, though the names differ.</summary>
    public async Task LearnAliasAsync(StatementLine line, OpenItem item, CancellationToken cancellationToken)
    {
        if (line.CounterpartyKey.Length == 0 || item.Counterparty.Length == 0 || line.CounterpartyKey == item.Counterparty)
        {
            return;
        }

        var rule = await FindAsync(line.MoneyAccountId, MatchRuleKind.Alias, line.CounterpartyKey, line.Counterparty, cancellationToken);
        rule.ConfirmAlias(item.Counterparty, item.Label, clock.GetUtcNow());
    }

    public async Task LearnBookingAsync(StatementLine line, Guid fundId, AccountRole role, string text, CancellationToken cancellationToken)
    {
        if (BookingKey(line) is { Length: > 0 } key)
        {
            var rule = await FindAsync(line.MoneyAccountId, MatchRuleKind.Booking, key, line.CounterpartyKey.Length > 0 ? line.Counterparty : Statements.BankText.Shorten(line.Memo, 199), cancellationToken);
            rule.ConfirmBooking(fundId, role, text, clock.GetUtcNow());
        }
    }

    private async Task<MatchRule> FindAsync(Guid accountId, MatchRuleKind kind, string key, string shown, CancellationToken cancellationToken)
    {
        var rule = await db.Set<MatchRule>().SingleOrDefaultAsync(r => r.MoneyAccountId == accountId && r.Kind == kind && r.Key == key, cancellationToken);
        if (rule is null)
        {
            rule = new MatchRule(accountId, kind, key, shown);
            db.Add(rule);
        }

        return rule;
    }

    private async Task<List<MatchRule>> InForceAsync(Guid accountId, MatchRuleKind kind, CancellationToken cancellationToken) => await db.Set<MatchRule>().AsNoTracking()
        .Where(rule => rule.MoneyAccountId == accountId && rule.Kind == kind && rule.IsOn && rule.Confirmations >= MatchRule.EnoughConfirmations)
        .ToListAsync(cancellationToken);
}
