using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Volunteer.Funds.Books;
using Volunteer.Funds.Verification;

namespace Volunteer.Funds.Ledger;

/// <summary>
/// The hot write. Whoever posts holds the book's head first, then takes number, balances and chain in one go: on PostgreSQL
/// one call of a function, on SQLite a handful of statements without a round trip.
/// </summary>
internal sealed class EntryWriter(VolunteerDbContext db, ICurrentTenant tenant)
{
    private const string Post =
        """
        SELECT r_answer, r_id, r_year, r_number FROM funds_post_entry($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
          $20, $21, $22, $23, $24, $25, $26, $27, $28)
        """;

    private Guid TenantId => tenant.Id ?? throw new InvalidOperationException("An entry belongs to a tenant.");

    public async Task<WrittenEntry> WriteAsync(NewEntry entry, CancellationToken cancellationToken)
    {
        var content = EntryContent.Of(entry).Hash();
        return db.Database.IsNpgsql()
            ? await WriteToPostgresAsync(entry, content, cancellationToken)
            : await WriteToSqliteAsync(entry, content, cancellationToken);
    }

    private async Task<WrittenEntry> WriteToPostgresAsync(NewEntry entry, byte[] content, CancellationToken cancellationToken)
    {
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Post;
        var lines = entry.Lines;
        Add(NpgsqlDbType.Uuid, TenantId);
        Add(NpgsqlDbType.Uuid, entry.BookId);
        Add(NpgsqlDbType.Uuid, entry.Id);
        Add(NpgsqlDbType.Date, entry.Date);
        Add(NpgsqlDbType.Text, entry.Kind.ToString());
        Add(NpgsqlDbType.Text, entry.Text);
        Add(NpgsqlDbType.Text, entry.Source.Type);
        Add(NpgsqlDbType.Text, entry.Source.Id);
        Add(NpgsqlDbType.Uuid, entry.ReversesId);
        Add(NpgsqlDbType.TimestampTz, entry.PostedAt.UtcDateTime);
        Add(NpgsqlDbType.Uuid, entry.PostedBy);
        Add(NpgsqlDbType.Bytea, entry.Salt);
        Add(NpgsqlDbType.Bytea, content);
        Add(NpgsqlDbType.Integer, entry.ChartVersion);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.Id);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.Account.Id);
        AddArray(NpgsqlDbType.Bigint, lines, line => line.Fen);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.FundId);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.MoneyAccountId);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.CampaignId);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.ProjectId);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.GiftId);
        AddArray(NpgsqlDbType.Uuid, lines, line => line.PartyId);
        AddArray(NpgsqlDbType.Text, lines, line => line.NameCommitment);
        AddArray(NpgsqlDbType.Text, lines, line => line.Text);
        AddArray(NpgsqlDbType.Uuid, entry.Deltas, delta => delta.FundId);
        AddArray(NpgsqlDbType.Bigint, entry.Deltas, delta => delta.Delta);
        AddArray(NpgsqlDbType.Uuid, entry.MoneyAccounts, id => id);
        await command.PrepareAsync(cancellationToken);

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new WrittenEntry(
            Enum.Parse<PostingAnswer>(reader.GetString(0)),
            await reader.IsDBNullAsync(1, cancellationToken) ? Guid.Empty : reader.GetGuid(1),
            reader.GetInt32(2),
            reader.GetInt32(3));

        void Add(NpgsqlDbType type, object? value) => command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

        void AddArray<TRow, TValue>(NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> value) => Add(NpgsqlDbType.Array | type, rows.Select(value).ToArray());
    }

    private async Task<WrittenEntry> WriteToSqliteAsync(NewEntry entry, byte[] content, CancellationToken cancellationToken)
    {
        var head = await db.Set<BookHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == entry.BookId, cancellationToken);
        if (head is null)
        {
            return No(PostingAnswer.NoBook);
        }

        var known = await db.Set<Entry>()
            .Where(e => e.BookId == entry.BookId && e.SourceType == entry.Source.Type && e.SourceId == entry.Source.Id)
            .Select(e => new WrittenEntry(PostingAnswer.Known, e.Id, e.Year, e.Number))
            .SingleOrDefaultAsync(cancellationToken);
        if (known is not null)
        {
            return known;
        }

        if (await ObstacleAsync(entry, head, cancellationToken) is { } obstacle)
        {
            return obstacle;
        }

        var (seq, year) = (head.LastSeq + 1, entry.Date.Year);
        var number = Convert.ToInt32(
            await ScalarAsync(
                """
                INSERT INTO funds_book_years (tenant_id, id, book_id, year, last_number) VALUES (@tenant, @entry, @book, @year, 1)
                ON CONFLICT (tenant_id, book_id, year) DO UPDATE SET last_number = last_number + 1 RETURNING last_number
                """,
                ("entry", entry.Id),
                ("book", entry.BookId),
                ("year", year)),
            CultureInfo.InvariantCulture);
        var hash = EntryChain.Link(head.LastHash, content, seq, year, number);

        // The lines stand before the entry, so that the entry's trigger sees them; their foreign key is looked at when the
        // transaction ends.
        await ScalarAsync("PRAGMA defer_foreign_keys = ON");
        foreach (var (index, line) in entry.Lines.Index())
        {
            await ScalarAsync(
                LedgerDatabaseRules.InsertLine,
                ("line", line.Id),
                ("entry", entry.Id),
                ("position", index + 1),
                ("book", entry.BookId),
                ("date", entry.Date),
                ("account", line.Account.Id),
                ("fen", line.Fen),
                ("fund", line.FundId),
                ("money", line.MoneyAccountId),
                ("campaign", line.CampaignId),
                ("project", line.ProjectId),
                ("gift", line.GiftId),
                ("party", line.PartyId),
                ("name", line.NameCommitment),
                ("line_text", line.Text));
        }

        await ScalarAsync(
            LedgerDatabaseRules.InsertEntry,
            ("entry", entry.Id),
            ("book", entry.BookId),
            ("seq", seq),
            ("year", year),
            ("number", number),
            ("date", entry.Date),
            ("kind", entry.Kind.ToString()),
            ("text", entry.Text),
            ("source_type", entry.Source.Type),
            ("source_id", entry.Source.Id),
            ("reverses", entry.ReversesId),
            ("line_count", entry.Lines.Count),
            ("at", entry.PostedAt.UtcDateTime),
            ("by", entry.PostedBy),
            ("salt", entry.Salt),
            ("content", content),
            ("hash", hash));
        await ScalarAsync(
            "UPDATE funds_book_heads SET last_seq = @seq, last_hash = @hash WHERE tenant_id = @tenant AND id = @book",
            ("seq", seq),
            ("hash", hash),
            ("book", entry.BookId));
        foreach (var (fundId, delta) in entry.Deltas.Where(delta => delta.Delta != 0))
        {
            await ScalarAsync(
                """
                UPDATE funds_fund_balances SET balance = balance + @delta
                WHERE tenant_id = @tenant AND id = @fund AND (NOT guarded OR @delta > 0 OR balance + @delta >= reserved)
                """,
                ("fund", fundId),
                ("delta", delta));
        }

        return new WrittenEntry(PostingAnswer.Posted, entry.Id, year, number);

        async Task<object?> ScalarAsync(string sql, params (string Name, object? Value)[] parameters)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = sql;
            foreach (var (name, value) in parameters.Append(("tenant", TenantId)))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            return await command.ExecuteScalarAsync(cancellationToken);
        }
    }

    /// <summary>The same questions in the same order as the PostgreSQL function asks them.</summary>
    private async Task<WrittenEntry?> ObstacleAsync(NewEntry entry, BookHead head, CancellationToken cancellationToken)
    {
        if (head.State is not BookState.Open)
        {
            return No(PostingAnswer.Halted);
        }

        if (entry.Date <= head.ClosedThrough)
        {
            return No(PostingAnswer.Closed);
        }

        if (head.ChartVersion != entry.ChartVersion)
        {
            return No(PostingAnswer.OldChart);
        }

        if (entry.ReversesId is { } reversed && await db.Set<Entry>().AnyAsync(e => e.ReversesId == reversed, cancellationToken))
        {
            return No(PostingAnswer.Reversed);
        }

        if (entry.MoneyAccounts.Count > 0
            && await db.Set<MoneyAccount>().CountAsync(account => account.BookId == entry.BookId && entry.MoneyAccounts.Contains(account.Id), cancellationToken) != entry.MoneyAccounts.Count)
        {
            return No(PostingAnswer.NoMoneyAccount);
        }

        var ids = entry.Deltas.Select(delta => delta.FundId).ToList();
        var balances = await db.Set<FundBalance>().AsNoTracking().Where(balance => balance.BookId == entry.BookId && ids.Contains(balance.Id)).ToListAsync(cancellationToken);
        if (balances.Count != ids.Count)
        {
            return No(PostingAnswer.NoFund);
        }

        return entry.Deltas
            .Join(balances, delta => delta.FundId, balance => balance.Id, (delta, balance) => (balance, delta.Delta))
            .Where(pair => pair.balance.Guarded && pair.Delta < 0 && pair.balance.Balance + pair.Delta < pair.balance.Reserved)
            .Select(pair => new WrittenEntry(PostingAnswer.FundShort, pair.balance.Id, 0, 0))
            .FirstOrDefault();
    }

    private static WrittenEntry No(PostingAnswer answer) => new(answer, Guid.Empty, 0, 0);
}
