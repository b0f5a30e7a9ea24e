using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>One kind of thing that lines of a statement may be about.</summary>
internal interface IOpenItemSource
{
    OpenItemKind Kind { get; }

    /// <summary>Everything of this kind that waits for money on this account.</summary>
    Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken);

    /// <summary>
    /// The legs in the books that stand for so much of the item; posts them when there are none yet. In the caller's
    /// transaction. Unknown items are the same 404.
    /// </summary>
    Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken);
}

/// <param name="LineId">A leg that moves the account's money.</param>
/// <param name="Fen">How much of it.</param>
/// <param name="EntryId">Set when it was posted just now.</param>
internal sealed record LedgerPart(Guid LineId, long Fen, Guid? EntryId = null);

/// <summary>All open items of an account, of every kind.</summary>
internal sealed class OpenItems(IEnumerable<IOpenItemSource> sources)
{
    public async Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken)
    {
        var items = new List<OpenItem>();
        foreach (var source in sources)
        {
            items.AddRange(await source.ListAsync(account, cancellationToken));
        }

        return items;
    }

    public Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, OpenItemKind kind, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken) =>
        (sources.FirstOrDefault(source => source.Kind == kind) ?? throw new NotFoundException()).SettleAsync(account, itemId, fen, line, cancellationToken);
}
