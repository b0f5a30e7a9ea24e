namespace Volunteer.Funds.Ledger;

/// <summary>
/// What the ledger's tables refuse whatever program writes to them: changes, entries that do not balance or whose lines lie
/// in another book or on another day, entries in a closed month, lines added to an entry afterwards. On PostgreSQL also the
/// function that posts: one round trip, each statement in it planned once a connection.
/// </summary>
internal sealed class LedgerDatabaseRules : IDatabaseRules
{
    public const string AppendOnly = "ck_funds_entries_append_only";
    public const string Balanced = "ck_funds_entries_balanced";
    public const string Period = "ck_funds_entries_period";
    public const string Complete = "ck_funds_entries_complete";

    private const string EntryColumns =
        "(tenant_id, id, book_id, seq, year, number, date, kind, text, source_type, source_id, reverses_id, line_count, posted_at, posted_by, salt, content_hash, hash)";

    private const string LineColumns =
        "(tenant_id, id, entry_id, position, book_id, date, account_id, fen, fund_id, money_account_id, campaign_id, project_id, gift_id, party_id, name_commitment, text)";

    public const string InsertEntry =
        $"""
        INSERT INTO funds_entries {EntryColumns}
        VALUES (@tenant, @entry, @book, @seq, @year, @number, @date, @kind, @text, @source_type, @source_id, @reverses, @line_count, @at, @by, @salt, @content, @hash)
        """;

    public const string InsertLine =
        $"""
        INSERT INTO funds_entry_lines {LineColumns}
        VALUES (@tenant, @line, @entry, @position, @book, @date, @account, @fen, @fund, @money, @campaign, @project, @gift, @party, @name, @line_text)
        """;

    public string PostgreSql =>
        $"""
        CREATE OR REPLACE FUNCTION funds_append_only() RETURNS trigger LANGUAGE plpgsql AS $do$
        BEGIN
          RAISE EXCEPTION '{AppendOnly}' USING ERRCODE = 'check_violation', CONSTRAINT = '{AppendOnly}';
        END $do$;
        {PostgresAppendOnly("funds_entries")}
        {PostgresAppendOnly("funds_entry_lines")}

        CREATE OR REPLACE FUNCTION funds_check_entry() RETURNS trigger LANGUAGE plpgsql AS $do$
        DECLARE lines int; strangers int;
        BEGIN
          SELECT count(*), count(*) FILTER (WHERE l.book_id <> NEW.book_id OR l.date <> NEW.date OR f.book_id <> NEW.book_id OR a.book_id <> NEW.book_id)
          INTO lines, strangers
          FROM funds_entry_lines l
          JOIN funds_funds f ON f.tenant_id = l.tenant_id AND f.id = l.fund_id
          JOIN funds_accounts a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
          WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id;
          IF lines <> NEW.line_count OR lines < 2 OR strangers > 0 THEN
            RAISE EXCEPTION '{Complete}' USING ERRCODE = 'check_violation', CONSTRAINT = '{Complete}';
          END IF;
          IF EXISTS (SELECT FROM funds_entry_lines l WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id GROUP BY l.fund_id HAVING sum(l.fen) <> 0) THEN
            RAISE EXCEPTION '{Balanced}' USING ERRCODE = 'check_violation', CONSTRAINT = '{Balanced}';
          END IF;
          IF extract(year FROM NEW.date) <> NEW.year
             OR EXISTS (SELECT FROM funds_book_heads h WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.book_id AND NEW.date <= h.closed_through) THEN
            RAISE EXCEPTION '{Period}' USING ERRCODE = 'check_violation', CONSTRAINT = '{Period}';
          END IF;
          RETURN NULL;
        END $do$;
        DROP TRIGGER IF EXISTS tr_funds_entries_check ON funds_entries;
        CREATE TRIGGER tr_funds_entries_check AFTER INSERT ON funds_entries FOR EACH ROW EXECUTE FUNCTION funds_check_entry();

        CREATE OR REPLACE FUNCTION funds_check_lines() RETURNS trigger LANGUAGE plpgsql AS $do$
        BEGIN
          IF EXISTS (SELECT FROM added a LEFT JOIN funds_entries e ON e.tenant_id = a.tenant_id AND e.id = a.entry_id
                     WHERE e.id IS NULL OR a.position NOT BETWEEN 1 AND e.line_count) THEN
            RAISE EXCEPTION '{Complete}' USING ERRCODE = 'check_violation', CONSTRAINT = '{Complete}';
          END IF;
          RETURN NULL;
        END $do$;
        DROP TRIGGER IF EXISTS tr_funds_entry_lines_check ON funds_entry_lines;
        CREATE TRIGGER tr_funds_entry_lines_check AFTER INSERT ON funds_entry_lines
          REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION funds_check_lines();

        DROP FUNCTION IF EXISTS funds_post_entry;
        CREATE FUNCTION funds_post_entry(
          p_tenant uuid, p_book uuid, p_entry uuid, p_date date, p_kind text, p_text text, p_source_type text, p_source_id text,
          p_reverses uuid, p_at timestamptz, p_by uuid, p_salt bytea, p_content bytea, p_chart int,
          p_lines uuid[], p_accounts uuid[], p_fen bigint[], p_funds uuid[], p_money uuid[], p_campaigns uuid[], p_projects uuid[],
          p_gifts uuid[], p_parties uuid[], p_names text[], p_texts text[],
          p_delta_funds uuid[], p_deltas bigint[], p_money_accounts uuid[])
        RETURNS TABLE (r_answer text, r_id uuid, r_year int, r_number int) LANGUAGE plpgsql AS $do$
        DECLARE head record; given int; chained bytea; year_of_entry int := extract(year FROM p_date);
        BEGIN
          SELECT h.state, h.closed_through, h.chart_version, h.last_seq, h.last_hash INTO head
          FROM funds_book_heads h WHERE h.tenant_id = p_tenant AND h.id = p_book FOR NO KEY UPDATE;
          IF NOT FOUND THEN RETURN QUERY SELECT 'NoBook', NULL::uuid, 0, 0; RETURN; END IF;
          RETURN QUERY SELECT 'Known', e.id, e.year, e.number FROM funds_entries e
            WHERE e.tenant_id = p_tenant AND e.book_id = p_book AND e.source_type = p_source_type AND e.source_id = p_source_id;
          IF FOUND THEN RETURN; END IF;
          IF head.state <> 'Open' THEN RETURN QUERY SELECT 'Halted', NULL::uuid, 0, 0; RETURN; END IF;
          IF p_date <= head.closed_through THEN RETURN QUERY SELECT 'Closed', NULL::uuid, 0, 0; RETURN; END IF;
          IF head.chart_version <> p_chart THEN RETURN QUERY SELECT 'OldChart', NULL::uuid, 0, 0; RETURN; END IF;
          IF p_reverses IS NOT NULL AND EXISTS (SELECT FROM funds_entries e WHERE e.tenant_id = p_tenant AND e.reverses_id = p_reverses) THEN
            RETURN QUERY SELECT 'Reversed', NULL::uuid, 0, 0; RETURN;
          END IF;
          IF cardinality(p_money_accounts) > 0 AND cardinality(p_money_accounts) <> (
               SELECT count(*) FROM funds_money_accounts m WHERE m.tenant_id = p_tenant AND m.book_id = p_book AND m.id = ANY (p_money_accounts)) THEN
            RETURN QUERY SELECT 'NoMoneyAccount', NULL::uuid, 0, 0; RETURN;
          END IF;
          IF cardinality(p_delta_funds) <> (
               SELECT count(*) FROM funds_fund_balances b WHERE b.tenant_id = p_tenant AND b.book_id = p_book AND b.id = ANY (p_delta_funds)) THEN
            RETURN QUERY SELECT 'NoFund', NULL::uuid, 0, 0; RETURN;
          END IF;
          -- Every write to a fund's balance holds the book's head, so what is read here still holds below.
          RETURN QUERY SELECT 'FundShort', b.id, 0, 0
            FROM funds_fund_balances b JOIN unnest(p_delta_funds, p_deltas) AS d (fund, delta) ON b.id = d.fund
            WHERE b.tenant_id = p_tenant AND b.guarded AND d.delta < 0 AND b.balance + d.delta < b.reserved LIMIT 1;
          IF FOUND THEN RETURN; END IF;

          INSERT INTO funds_book_years AS y (tenant_id, id, book_id, year, last_number)
          VALUES (p_tenant, p_entry, p_book, year_of_entry, 1)
          ON CONFLICT (tenant_id, book_id, year) DO UPDATE SET last_number = y.last_number + 1
          RETURNING y.last_number INTO given;
          chained := sha256(head.last_hash || p_content || int8send(head.last_seq + 1) || int4send(year_of_entry) || int4send(given));
          WITH entry AS (
            INSERT INTO funds_entries {EntryColumns}
            VALUES (p_tenant, p_entry, p_book, head.last_seq + 1, year_of_entry, given, p_date, p_kind, p_text, p_source_type, p_source_id, p_reverses,
              cardinality(p_lines), p_at, p_by, p_salt, p_content, chained))
          INSERT INTO funds_entry_lines {LineColumns}
          SELECT p_tenant, l.id, p_entry, l.position, p_book, p_date, l.account, l.fen, l.fund, l.money, l.campaign, l.project, l.gift, l.party, l.name, l.text
          FROM unnest(p_lines, p_accounts, p_fen, p_funds, p_money, p_campaigns, p_projects, p_gifts, p_parties, p_names, p_texts)
            WITH ORDINALITY AS l (id, account, fen, fund, money, campaign, project, gift, party, name, text, position);
          UPDATE funds_book_heads h SET last_seq = h.last_seq + 1, last_hash = chained WHERE h.tenant_id = p_tenant AND h.id = p_book;
          UPDATE funds_fund_balances b SET balance = b.balance + d.delta
          FROM unnest(p_delta_funds, p_deltas) AS d (fund, delta)
          WHERE b.tenant_id = p_tenant AND b.id = d.fund AND d.delta <> 0
            AND (NOT b.guarded OR d.delta > 0 OR b.balance + d.delta >= b.reserved);
          RETURN QUERY SELECT 'Posted', p_entry, year_of_entry, given;
        END $do$;
        """;

    public string Sqlite =>
        $"""
        {SqliteAppendOnly("funds_entries")}
        {SqliteAppendOnly("funds_entry_lines")}
        DROP TRIGGER IF EXISTS tr_funds_entries_check;
        CREATE TRIGGER tr_funds_entries_check AFTER INSERT ON funds_entries
        BEGIN
          SELECT RAISE(ABORT, '{Complete}') WHERE NEW.line_count < 2 OR NEW.line_count <> (
            SELECT count(*) FROM funds_entry_lines l
            JOIN funds_funds f ON f.tenant_id = l.tenant_id AND f.id = l.fund_id
            JOIN funds_accounts a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
            WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id
              AND l.book_id = NEW.book_id AND l.date = NEW.date AND f.book_id = NEW.book_id AND a.book_id = NEW.book_id
              AND l.position BETWEEN 1 AND NEW.line_count);
          SELECT RAISE(ABORT, '{Balanced}') WHERE EXISTS (
            SELECT 1 FROM funds_entry_lines l WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id GROUP BY l.fund_id HAVING sum(l.fen) <> 0);
          SELECT RAISE(ABORT, '{Period}') WHERE CAST(substr(NEW.date, 1, 4) AS INTEGER) <> NEW.year OR EXISTS (
            SELECT 1 FROM funds_book_heads h WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.book_id AND NEW.date <= h.closed_through);
        END;
        DROP TRIGGER IF EXISTS tr_funds_entry_lines_check;
        CREATE TRIGGER tr_funds_entry_lines_check BEFORE INSERT ON funds_entry_lines
        BEGIN
          SELECT RAISE(ABORT, '{Complete}') WHERE EXISTS (SELECT 1 FROM funds_entries e WHERE e.tenant_id = NEW.tenant_id AND e.id = NEW.entry_id);
        END;

        """;

    private static string PostgresAppendOnly(string table) =>
        $"""
        DROP TRIGGER IF EXISTS tr_{table}_append_only ON {table};
        CREATE TRIGGER tr_{table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION funds_append_only();
        DROP TRIGGER IF EXISTS tr_{table}_no_truncate ON {table};
        CREATE TRIGGER tr_{table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION funds_append_only();
        """;

    private static string SqliteAppendOnly(string table) =>
        $"""
        DROP TRIGGER IF EXISTS tr_{table}_no_update;
        CREATE TRIGGER tr_{table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{AppendOnly}'); END;
        DROP TRIGGER IF EXISTS tr_{table}_no_delete;
        CREATE TRIGGER tr_{table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{AppendOnly}'); END;
        """;
}
