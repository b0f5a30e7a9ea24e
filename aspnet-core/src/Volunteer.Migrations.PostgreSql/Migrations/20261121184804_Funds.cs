using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Volunteer.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Funds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "proved_at",
                table: "platform_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "funds_books",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    host_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    host_name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    host_credit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    host_certificate = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    host_phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    host_website = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    standard = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    opens_on = table.Column<DateOnly>(type: "date", nullable: false),
                    online_payment = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_books", x => new { x.tenant_id, x.id });
                    table.UniqueConstraint("AK_funds_books_tenant_id_id_currency", x => new { x.tenant_id, x.id, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "funds_campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    host_charity = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    certificate_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    filing_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    plan = table.Column<string>(type: "text", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    area = table.Column<string>(type: "text", nullable: true),
                    contact = table.Column<string>(type: "text", nullable: true),
                    query_method = table.Column<string>(type: "text", nullable: true),
                    platform_name = table.Column<string>(type: "text", nullable: true),
                    platform_url = table.Column<string>(type: "text", nullable: true),
                    target_fen = table.Column<long>(type: "bigint", nullable: true),
                    leftover_rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    takes_online_gifts = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settlement_text = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_campaigns", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "funds_committees",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_committees", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "funds_disbursements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    cost_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    total_fen = table.Column<long>(type: "bigint", nullable: false),
                    unit_hundredths = table.Column<long>(type: "bigint", nullable: false),
                    unit_name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    beneficiaries = table.Column<int>(type: "integer", nullable: false),
                    is_related_party = table.Column<bool>(type: "boolean", nullable: false),
                    author_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reservation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_number = table.Column<int>(type: "integer", nullable: true),
                    decision_note = table.Column<string>(type: "text", nullable: true),
                    closing_note = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_disbursements", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "funds_lots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    gift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    used_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunded_fen = table.Column<long>(type: "bigint", nullable: false),
                    moved_from_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_lots", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_lots_used", "used_fen >= 0 AND used_fen <= fen AND refunded_fen <= used_fen");
                    table.ForeignKey(
                        name: "FK_funds_lots_funds_lots_tenant_id_moved_from_id",
                        columns: x => new { x.tenant_id, x.moved_from_id },
                        principalTable: "funds_lots",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_parties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    bank_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    bank_account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    is_anonymous = table.Column<bool>(type: "boolean", nullable: false),
                    forgotten_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_parties", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "funds_purpose_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from_fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fen = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    refiling_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    author_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    moved_fen = table.Column<long>(type: "bigint", nullable: true),
                    executed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    executed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_number = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_purpose_changes", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "funds_receipt_counters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_receipt_counters", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "funds_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    spendable = table.Column<bool>(type: "boolean", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    to_be_confirmed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_accounts", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_accounts_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_book_heads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_through = table.Column<DateOnly>(type: "date", nullable: false),
                    chart_version = table.Column<int>(type: "integer", nullable: false),
                    last_seq = table.Column<long>(type: "bigint", nullable: false),
                    last_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_book_heads", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_book_heads_funds_books_tenant_id_id",
                        columns: x => new { x.tenant_id, x.id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_book_years",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last_number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_book_years", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_book_years_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_checkpoints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    taken_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_checkpoints", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_checkpoints_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    source_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    line_count = table.Column<int>(type: "integer", nullable: false),
                    posted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    posted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_entries", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_entries_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_entries_funds_entries_tenant_id_reverses_id",
                        columns: x => new { x.tenant_id, x.reverses_id },
                        principalTable: "funds_entries",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_funds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    purpose = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    restriction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_funds", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_funds_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_money_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    masked_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    number_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_money_accounts", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_money_accounts_funds_books_tenant_id_book_id_currency",
                        columns: x => new { x.tenant_id, x.book_id, x.currency },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id", "currency" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_period_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_period_requests", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_period_requests_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_bazaars",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    cash_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    qr_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    qr_total_fen = table.Column<long>(type: "bigint", nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_number = table.Column<int>(type: "integer", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_bazaars", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_bazaars_funds_campaigns_tenant_id_campaign_id",
                        columns: x => new { x.tenant_id, x.campaign_id },
                        principalTable: "funds_campaigns",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_committee_meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    members = table.Column<int>(type: "integer", nullable: false),
                    attending = table.Column<int>(type: "integer", nullable: false),
                    supervisor_opinions = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_committee_meetings", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_committee_meetings_funds_committees_tenant_id_committ~",
                        columns: x => new { x.tenant_id, x.committee_id },
                        principalTable: "funds_committees",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_committee_seats",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    committee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_supervisor = table.Column<bool>(type: "boolean", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_committee_seats", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_committee_seats_funds_committees_tenant_id_committee_~",
                        columns: x => new { x.tenant_id, x.committee_id },
                        principalTable: "funds_committees",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_approvals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    disbursement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_approvals", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_approvals_funds_disbursements_tenant_id_disbursement_~",
                        columns: x => new { x.tenant_id, x.disbursement_id },
                        principalTable: "funds_disbursements",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    disbursement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_evidence", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_evidence_funds_disbursements_tenant_id_disbursement_id",
                        columns: x => new { x.tenant_id, x.disbursement_id },
                        principalTable: "funds_disbursements",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_lot_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_year = table.Column<int>(type: "integer", nullable: false),
                    entry_number = table.Column<int>(type: "integer", nullable: false),
                    disbursement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_hundredths = table.Column<long>(type: "bigint", nullable: false),
                    is_taken_back = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_lot_uses", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_lot_uses_funds_lots_tenant_id_lot_id",
                        columns: x => new { x.tenant_id, x.lot_id },
                        principalTable: "funds_lots",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_disbursement_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    disbursement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_disbursement_lines", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_disbursement_lines_fen", "fen > 0");
                    table.ForeignKey(
                        name: "FK_funds_disbursement_lines_funds_disbursements_tenant_id_disb~",
                        columns: x => new { x.tenant_id, x.disbursement_id },
                        principalTable: "funds_disbursements",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_funds_disbursement_lines_funds_parties_tenant_id_party_id",
                        columns: x => new { x.tenant_id, x.party_id },
                        principalTable: "funds_parties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_enterprise_agreements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    activity_from = table.Column<DateOnly>(type: "date", nullable: false),
                    activity_until = table.Column<DateOnly>(type: "date", nullable: false),
                    basis_points = table.Column<int>(type: "integer", nullable: false),
                    minimum_fen = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_enterprise_agreements", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_enterprise_agreements_funds_parties_tenant_id_party_id",
                        columns: x => new { x.tenant_id, x.party_id },
                        principalTable: "funds_parties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_gifts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    pledge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    item_kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    quantity = table.Column<decimal>(type: "numeric(18,3)", precision: 18, scale: 3, nullable: true),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    valuation_basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    display = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    display_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    name_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    refunded_fen = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_number = table.Column<int>(type: "integer", nullable: true),
                    source_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    receipt_waiver = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_gifts", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_gifts_refunded", "refunded_fen >= 0 AND refunded_fen <= fen");
                    table.ForeignKey(
                        name: "FK_funds_gifts_funds_campaigns_tenant_id_campaign_id",
                        columns: x => new { x.tenant_id, x.campaign_id },
                        principalTable: "funds_campaigns",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_gifts_funds_parties_tenant_id_party_id",
                        columns: x => new { x.tenant_id, x.party_id },
                        principalTable: "funds_parties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_pledges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    suffix_fen = table.Column<int>(type: "integer", nullable: true),
                    payable_fen = table.Column<long>(type: "bigint", nullable: false),
                    note_code = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    display = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    display_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_monthly = table.Column<bool>(type: "boolean", nullable: false),
                    is_enforceable = table.Column<bool>(type: "boolean", nullable: false),
                    reminded_month = table.Column<int>(type: "integer", nullable: false),
                    received_fen = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_pledges", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_pledges_funds_campaigns_tenant_id_campaign_id",
                        columns: x => new { x.tenant_id, x.campaign_id },
                        principalTable: "funds_campaigns",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_pledges_funds_parties_tenant_id_party_id",
                        columns: x => new { x.tenant_id, x.party_id },
                        principalTable: "funds_parties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_ties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    declared_by = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_ties", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_ties_funds_parties_tenant_id_party_id",
                        columns: x => new { x.tenant_id, x.party_id },
                        principalTable: "funds_parties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_fund_balances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    guarded = table.Column<bool>(type: "boolean", nullable: false),
                    balance = table.Column<long>(type: "bigint", nullable: false),
                    reserved = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_fund_balances", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_fund_balances_never_short", "NOT guarded OR balance >= reserved");
                    table.CheckConstraint("ck_funds_fund_balances_reserved", "reserved >= 0");
                    table.ForeignKey(
                        name: "FK_funds_fund_balances_funds_funds_tenant_id_id",
                        columns: x => new { x.tenant_id, x.id },
                        principalTable: "funds_funds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_reservations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    reserved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_reservations", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_reservations_fen", "fen > 0");
                    table.ForeignKey(
                        name: "FK_funds_reservations_funds_funds_tenant_id_fund_id",
                        columns: x => new { x.tenant_id, x.fund_id },
                        principalTable: "funds_funds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_bank_matches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    score = table.Column<int>(type: "integer", nullable: true),
                    reasons = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: true),
                    difference_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    difference_fen = table.Column<long>(type: "bigint", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    latest_date = table.Column<DateOnly>(type: "date", nullable: false),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undo_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_bank_matches", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_bank_matches_funds_money_accounts_tenant_id_money_acc~",
                        columns: x => new { x.tenant_id, x.money_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_entry_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    gift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name_commitment = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_entry_lines", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_entry_lines_fen", "fen <> 0");
                    table.ForeignKey(
                        name: "FK_funds_entry_lines_funds_accounts_tenant_id_account_id",
                        columns: x => new { x.tenant_id, x.account_id },
                        principalTable: "funds_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_entry_lines_funds_entries_tenant_id_entry_id",
                        columns: x => new { x.tenant_id, x.entry_id },
                        principalTable: "funds_entries",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_entry_lines_funds_funds_tenant_id_fund_id",
                        columns: x => new { x.tenant_id, x.fund_id },
                        principalTable: "funds_funds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_entry_lines_funds_money_accounts_tenant_id_money_acco~",
                        columns: x => new { x.tenant_id, x.money_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_host_statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    statement_fen = table.Column<long>(type: "bigint", nullable: false),
                    statement_source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ledger_fen = table.Column<long>(type: "bigint", nullable: false),
                    open_line_count = table.Column<int>(type: "integer", nullable: false),
                    open_line_fen = table.Column<long>(type: "bigint", nullable: false),
                    open_item_count = table.Column<int>(type: "integer", nullable: false),
                    open_item_fen = table.Column<long>(type: "bigint", nullable: false),
                    ignored_fen = table.Column<long>(type: "bigint", nullable: false),
                    funds = table.Column<string>(type: "text", nullable: false),
                    drawn_by = table.Column<Guid>(type: "uuid", nullable: false),
                    drawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    host_contact = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    host_recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    host_confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_host_statements", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_host_statements_funds_money_accounts_tenant_id_money_~",
                        columns: x => new { x.tenant_id, x.money_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_match_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    shown = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    means_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    means_shown = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    confirmations = table.Column<int>(type: "integer", nullable: false),
                    last_confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_match_rules", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_match_rules_funds_money_accounts_tenant_id_money_acco~",
                        columns: x => new { x.tenant_id, x.money_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_payment_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false),
                    is_live = table.Column<bool>(type: "boolean", nullable: false),
                    connected_account = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    wallet_id = table.Column<Guid>(type: "uuid", nullable: true),
                    bank_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    general_fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    methods = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account_holder = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    account_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    bank_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    collection_code = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    secrets = table.Column<byte[]>(type: "bytea", nullable: true),
                    key_hint = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    synced_through = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_payment_accounts", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_payment_accounts_funds_books_tenant_id_book_id",
                        columns: x => new { x.tenant_id, x.book_id },
                        principalTable: "funds_books",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_payment_accounts_funds_funds_tenant_id_general_fund_id",
                        columns: x => new { x.tenant_id, x.general_fund_id },
                        principalTable: "funds_funds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_payment_accounts_funds_money_accounts_tenant_id_bank_~",
                        columns: x => new { x.tenant_id, x.bank_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_payment_accounts_funds_money_accounts_tenant_id_walle~",
                        columns: x => new { x.tenant_id, x.wallet_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_statement_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    blob_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    encoding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    mapping = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    account_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    first_day = table.Column<DateOnly>(type: "date", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    opening_fen = table.Column<long>(type: "bigint", nullable: true),
                    closing_fen = table.Column<long>(type: "bigint", nullable: true),
                    line_count = table.Column<int>(type: "integer", nullable: false),
                    credit_fen = table.Column<long>(type: "bigint", nullable: false),
                    debit_fen = table.Column<long>(type: "bigint", nullable: false),
                    new_count = table.Column<int>(type: "integer", nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    preview_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    accepted_problems = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_statement_files", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_statement_files_funds_money_accounts_tenant_id_money_~",
                        columns: x => new { x.tenant_id, x.money_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_statement_habits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mapping = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    account_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    last_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_statement_habits", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_statement_habits_funds_money_accounts_tenant_id_id",
                        columns: x => new { x.tenant_id, x.id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_cash_counts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bazaar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pieces = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    counted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_cash_counts", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_cash_counts_funds_bazaars_tenant_id_bazaar_id",
                        columns: x => new { x.tenant_id, x.bazaar_id },
                        principalTable: "funds_bazaars",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_stalls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bazaar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    keeper_person_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_stalls", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_stalls_funds_bazaars_tenant_id_bazaar_id",
                        columns: x => new { x.tenant_id, x.bazaar_id },
                        principalTable: "funds_bazaars",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_meeting_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    disbursement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    yes = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    abstained = table.Column<int>(type: "integer", nullable: false),
                    recused = table.Column<int>(type: "integer", nullable: false),
                    passed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_meeting_items", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_meeting_items_funds_committee_meetings_tenant_id_meet~",
                        columns: x => new { x.tenant_id, x.meeting_id },
                        principalTable: "funds_committee_meetings",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_meeting_items_funds_disbursements_tenant_id_disbursem~",
                        columns: x => new { x.tenant_id, x.disbursement_id },
                        principalTable: "funds_disbursements",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_enterprise_shares",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    profit_fen = table.Column<long>(type: "bigint", nullable: false),
                    promised_fen = table.Column<long>(type: "bigint", nullable: false),
                    received_fen = table.Column<long>(type: "bigint", nullable: false),
                    injections = table.Column<int>(type: "integer", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_number = table.Column<int>(type: "integer", nullable: true),
                    declared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_enterprise_shares", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_enterprise_shares_funds_enterprise_agreements_tenant_~",
                        columns: x => new { x.tenant_id, x.agreement_id },
                        principalTable: "funds_enterprise_agreements",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose_change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    how = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_consents", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_consents_funds_gifts_tenant_id_gift_id",
                        columns: x => new { x.tenant_id, x.gift_id },
                        principalTable: "funds_gifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_consents_funds_purpose_changes_tenant_id_purpose_chan~",
                        columns: x => new { x.tenant_id, x.purpose_change_id },
                        principalTable: "funds_purpose_changes",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_gift_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_number = table.Column<int>(type: "integer", nullable: false),
                    source_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_gift_refunds", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_gift_refunds_funds_gifts_tenant_id_gift_id",
                        columns: x => new { x.tenant_id, x.gift_id },
                        principalTable: "funds_gifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_receipts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    gift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    handler_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    fiscal_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    fiscal_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    fiscal_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    fiscal_check_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    fiscal_date = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_receipts", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_receipts_funds_gifts_tenant_id_gift_id",
                        columns: x => new { x.tenant_id, x.gift_id },
                        principalTable: "funds_gifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_ledger_line_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    matched_fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_ledger_line_uses", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_ledger_line_uses_never_over", "(fen > 0 AND matched_fen >= 0 AND matched_fen <= fen) OR (fen < 0 AND matched_fen <= 0 AND matched_fen >= fen)");
                    table.ForeignKey(
                        name: "FK_funds_ledger_line_uses_funds_entry_lines_tenant_id_id",
                        columns: x => new { x.tenant_id, x.id },
                        principalTable: "funds_entry_lines",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_payment_questions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    expected = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    found = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_payment_questions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_payment_questions_funds_payment_accounts_tenant_id_ac~",
                        columns: x => new { x.tenant_id, x.account_id },
                        principalTable: "funds_payment_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    raw_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    checkout_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    charge_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    method = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    donor_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    display = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    display_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    gift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note_code = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    token = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    refund_fen = table.Column<long>(type: "bigint", nullable: false),
                    disputed_fen = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_payments", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_payments_fen", "fen > 0");
                    table.CheckConstraint("ck_funds_payments_refund", "refund_fen >= 0 AND disputed_fen >= 0");
                    table.ForeignKey(
                        name: "FK_funds_payments_funds_funds_tenant_id_fund_id",
                        columns: x => new { x.tenant_id, x.fund_id },
                        principalTable: "funds_funds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_payments_funds_payment_accounts_tenant_id_account_id",
                        columns: x => new { x.tenant_id, x.account_id },
                        principalTable: "funds_payment_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_provider_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    type = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    topic = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    object_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    api_version = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    is_live = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_provider_events", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_provider_events_funds_payment_accounts_tenant_id_acco~",
                        columns: x => new { x.tenant_id, x.account_id },
                        principalTable: "funds_payment_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_provider_payouts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    is_automatic = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    raw_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_reconciled = table.Column<bool>(type: "boolean", nullable: false),
                    arrives_on = table.Column<DateOnly>(type: "date", nullable: false),
                    descriptor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    trace = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    original_payout_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    failure_entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    arrival_entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_provider_payouts", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_provider_payouts_funds_payment_accounts_tenant_id_acc~",
                        columns: x => new { x.tenant_id, x.account_id },
                        principalTable: "funds_payment_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_provider_transactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    raw_category = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    fee = table.Column<long>(type: "bigint", nullable: false),
                    net = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    rate = table.Column<decimal>(type: "numeric(24,12)", precision: 24, scale: 12, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    source_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payout_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    fee_fen = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_provider_transactions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_provider_transactions_funds_payment_accounts_tenant_i~",
                        columns: x => new { x.tenant_id, x.account_id },
                        principalTable: "funds_payment_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_statement_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    money_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    balance_after = table.Column<long>(type: "bigint", nullable: true),
                    fee_fen = table.Column<long>(type: "bigint", nullable: true),
                    counterparty = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    counterparty_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    counterparty_account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    memo = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    serial = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reference_numbers = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    raw = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    identity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    occurrence = table.Column<int>(type: "integer", nullable: false),
                    matched_fen = table.Column<long>(type: "bigint", nullable: false),
                    ignored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ignored_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ignore_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_statement_lines", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_statement_lines_ignored", "ignored_at IS NULL OR matched_fen = 0");
                    table.CheckConstraint("ck_funds_statement_lines_never_over", "(fen >= 0 AND matched_fen >= 0 AND matched_fen <= fen) OR (fen < 0 AND matched_fen <= 0 AND matched_fen >= fen)");
                    table.ForeignKey(
                        name: "FK_funds_statement_lines_funds_money_accounts_tenant_id_money_~",
                        columns: x => new { x.tenant_id, x.money_account_id },
                        principalTable: "funds_money_accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_statement_lines_funds_statement_files_tenant_id_file_~",
                        columns: x => new { x.tenant_id, x.file_id },
                        principalTable: "funds_statement_files",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_sales",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bazaar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    payment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sold_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    struck_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_sales", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_sales_fen", "fen > 0");
                    table.ForeignKey(
                        name: "FK_funds_sales_funds_bazaars_tenant_id_bazaar_id",
                        columns: x => new { x.tenant_id, x.bazaar_id },
                        principalTable: "funds_bazaars",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_sales_funds_stalls_tenant_id_stall_id",
                        columns: x => new { x.tenant_id, x.stall_id },
                        principalTable: "funds_stalls",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_payment_disputes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    raw_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_payment_disputes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_payment_disputes_funds_payments_tenant_id_payment_id",
                        columns: x => new { x.tenant_id, x.payment_id },
                        principalTable: "funds_payments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_payment_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ordered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ordered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    raw_state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    external_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    restored_entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_payment_refunds", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_payment_refunds_fen", "fen > 0");
                    table.ForeignKey(
                        name: "FK_funds_payment_refunds_funds_payments_tenant_id_payment_id",
                        columns: x => new { x.tenant_id, x.payment_id },
                        principalTable: "funds_payments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_provider_transaction_shares",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    net_fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_provider_transaction_shares", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_funds_provider_transaction_shares_funds_funds_tenant_id_fun~",
                        columns: x => new { x.tenant_id, x.fund_id },
                        principalTable: "funds_funds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_provider_transaction_shares_funds_provider_transactio~",
                        columns: x => new { x.tenant_id, x.transaction_id },
                        principalTable: "funds_provider_transactions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds_bank_match_legs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    match_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ledger_line_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds_bank_match_legs", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_funds_bank_match_legs_one_side", "fen <> 0 AND (line_id IS NULL) <> (ledger_line_id IS NULL)");
                    table.ForeignKey(
                        name: "FK_funds_bank_match_legs_funds_bank_matches_tenant_id_match_id",
                        columns: x => new { x.tenant_id, x.match_id },
                        principalTable: "funds_bank_matches",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_bank_match_legs_funds_entry_lines_tenant_id_ledger_li~",
                        columns: x => new { x.tenant_id, x.ledger_line_id },
                        principalTable: "funds_entry_lines",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_bank_match_legs_funds_statement_lines_tenant_id_line_~",
                        columns: x => new { x.tenant_id, x.line_id },
                        principalTable: "funds_statement_lines",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_funds_accounts_tenant_id_book_id_code_valid_from",
                table: "funds_accounts",
                columns: new[] { "tenant_id", "book_id", "code", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_approvals_tenant_id_disbursement_id_revision_person_i~",
                table: "funds_approvals",
                columns: new[] { "tenant_id", "disbursement_id", "revision", "person_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_bank_match_legs_tenant_id_ledger_line_id",
                table: "funds_bank_match_legs",
                columns: new[] { "tenant_id", "ledger_line_id" },
                filter: "ledger_line_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_bank_match_legs_tenant_id_line_id",
                table: "funds_bank_match_legs",
                columns: new[] { "tenant_id", "line_id" },
                filter: "line_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_bank_match_legs_tenant_id_match_id",
                table: "funds_bank_match_legs",
                columns: new[] { "tenant_id", "match_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_bank_matches_tenant_id_money_account_id_made_at",
                table: "funds_bank_matches",
                columns: new[] { "tenant_id", "money_account_id", "made_at" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_bazaars_tenant_id_campaign_id",
                table: "funds_bazaars",
                columns: new[] { "tenant_id", "campaign_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_book_years_tenant_id_book_id_year",
                table: "funds_book_years",
                columns: new[] { "tenant_id", "book_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_books_tenant_id_name",
                table: "funds_books",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_campaigns_tenant_id_state",
                table: "funds_campaigns",
                columns: new[] { "tenant_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_cash_counts_tenant_id_bazaar_id_person_id",
                table: "funds_cash_counts",
                columns: new[] { "tenant_id", "bazaar_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_checkpoints_tenant_id_book_id_day",
                table: "funds_checkpoints",
                columns: new[] { "tenant_id", "book_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_committee_meetings_tenant_id_committee_id",
                table: "funds_committee_meetings",
                columns: new[] { "tenant_id", "committee_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_committee_seats_tenant_id_committee_id_person_id_from",
                table: "funds_committee_seats",
                columns: new[] { "tenant_id", "committee_id", "person_id", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_committees_tenant_id_book_id_name",
                table: "funds_committees",
                columns: new[] { "tenant_id", "book_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_consents_tenant_id_gift_id",
                table: "funds_consents",
                columns: new[] { "tenant_id", "gift_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_consents_tenant_id_purpose_change_id_gift_id",
                table: "funds_consents",
                columns: new[] { "tenant_id", "purpose_change_id", "gift_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_disbursement_lines_tenant_id_disbursement_id",
                table: "funds_disbursement_lines",
                columns: new[] { "tenant_id", "disbursement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_disbursement_lines_tenant_id_party_id",
                table: "funds_disbursement_lines",
                columns: new[] { "tenant_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_disbursements_tenant_id_fund_id_state",
                table: "funds_disbursements",
                columns: new[] { "tenant_id", "fund_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_disbursements_tenant_id_source_source_id",
                table: "funds_disbursements",
                columns: new[] { "tenant_id", "source", "source_id" },
                unique: true,
                filter: "source_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_disbursements_tenant_id_state",
                table: "funds_disbursements",
                columns: new[] { "tenant_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_enterprise_agreements_tenant_id_party_id",
                table: "funds_enterprise_agreements",
                columns: new[] { "tenant_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_enterprise_shares_tenant_id_agreement_id_from",
                table: "funds_enterprise_shares",
                columns: new[] { "tenant_id", "agreement_id", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_entries_tenant_id_book_id_date",
                table: "funds_entries",
                columns: new[] { "tenant_id", "book_id", "date" });

            migrationBuilder.CreateIndex(
                name: "ux_funds_entries_number",
                table: "funds_entries",
                columns: new[] { "tenant_id", "book_id", "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_funds_entries_reverses",
                table: "funds_entries",
                columns: new[] { "tenant_id", "reverses_id" },
                unique: true,
                filter: "reverses_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_funds_entries_seq",
                table: "funds_entries",
                columns: new[] { "tenant_id", "book_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_funds_entries_source",
                table: "funds_entries",
                columns: new[] { "tenant_id", "book_id", "source_type", "source_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_entry_lines_tenant_id_account_id_date",
                table: "funds_entry_lines",
                columns: new[] { "tenant_id", "account_id", "date" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_entry_lines_tenant_id_entry_id_position",
                table: "funds_entry_lines",
                columns: new[] { "tenant_id", "entry_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_entry_lines_tenant_id_fund_id_date",
                table: "funds_entry_lines",
                columns: new[] { "tenant_id", "fund_id", "date" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_entry_lines_tenant_id_gift_id",
                table: "funds_entry_lines",
                columns: new[] { "tenant_id", "gift_id" },
                filter: "gift_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_entry_lines_tenant_id_money_account_id_date",
                table: "funds_entry_lines",
                columns: new[] { "tenant_id", "money_account_id", "date" },
                filter: "money_account_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_evidence_tenant_id_disbursement_id",
                table: "funds_evidence",
                columns: new[] { "tenant_id", "disbursement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_fund_balances_tenant_id_book_id",
                table: "funds_fund_balances",
                columns: new[] { "tenant_id", "book_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_funds_tenant_id_book_id_code",
                table: "funds_funds",
                columns: new[] { "tenant_id", "book_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_gift_refunds_tenant_id_gift_id_source_type_source_id",
                table: "funds_gift_refunds",
                columns: new[] { "tenant_id", "gift_id", "source_type", "source_id" },
                unique: true,
                filter: "source_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_gifts_tenant_id_book_id_source_type_source_id",
                table: "funds_gifts",
                columns: new[] { "tenant_id", "book_id", "source_type", "source_id" },
                unique: true,
                filter: "source_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_gifts_tenant_id_campaign_id",
                table: "funds_gifts",
                columns: new[] { "tenant_id", "campaign_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_gifts_tenant_id_fund_id_date",
                table: "funds_gifts",
                columns: new[] { "tenant_id", "fund_id", "date" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_gifts_tenant_id_party_id",
                table: "funds_gifts",
                columns: new[] { "tenant_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "ux_funds_host_statements_month",
                table: "funds_host_statements",
                columns: new[] { "tenant_id", "money_account_id", "month" },
                unique: true,
                filter: "state <> 'Withdrawn'");

            migrationBuilder.CreateIndex(
                name: "IX_funds_lot_uses_tenant_id_disbursement_id",
                table: "funds_lot_uses",
                columns: new[] { "tenant_id", "disbursement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_lot_uses_tenant_id_entry_id",
                table: "funds_lot_uses",
                columns: new[] { "tenant_id", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_lot_uses_tenant_id_lot_id",
                table: "funds_lot_uses",
                columns: new[] { "tenant_id", "lot_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_lots_tenant_id_campaign_id",
                table: "funds_lots",
                columns: new[] { "tenant_id", "campaign_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_lots_tenant_id_fund_id_date_id",
                table: "funds_lots",
                columns: new[] { "tenant_id", "fund_id", "date", "id" },
                filter: "used_fen < fen");

            migrationBuilder.CreateIndex(
                name: "IX_funds_lots_tenant_id_gift_id",
                table: "funds_lots",
                columns: new[] { "tenant_id", "gift_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_lots_tenant_id_moved_from_id",
                table: "funds_lots",
                columns: new[] { "tenant_id", "moved_from_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_lots_tenant_id_source_source_id_moved_from_id",
                table: "funds_lots",
                columns: new[] { "tenant_id", "source", "source_id", "moved_from_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_match_rules_tenant_id_money_account_id_kind_key",
                table: "funds_match_rules",
                columns: new[] { "tenant_id", "money_account_id", "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_meeting_items_tenant_id_disbursement_id",
                table: "funds_meeting_items",
                columns: new[] { "tenant_id", "disbursement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_meeting_items_tenant_id_meeting_id_disbursement_id",
                table: "funds_meeting_items",
                columns: new[] { "tenant_id", "meeting_id", "disbursement_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_money_accounts_tenant_id_book_id_currency",
                table: "funds_money_accounts",
                columns: new[] { "tenant_id", "book_id", "currency" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_money_accounts_tenant_id_book_id_number_hash",
                table: "funds_money_accounts",
                columns: new[] { "tenant_id", "book_id", "number_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_parties_tenant_id_name",
                table: "funds_parties",
                columns: new[] { "tenant_id", "name" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_parties_tenant_id_person_id",
                table: "funds_parties",
                columns: new[] { "tenant_id", "person_id" },
                unique: true,
                filter: "person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_accounts_tenant_id_bank_account_id",
                table: "funds_payment_accounts",
                columns: new[] { "tenant_id", "bank_account_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_accounts_tenant_id_book_id_name",
                table: "funds_payment_accounts",
                columns: new[] { "tenant_id", "book_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_accounts_tenant_id_general_fund_id",
                table: "funds_payment_accounts",
                columns: new[] { "tenant_id", "general_fund_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_accounts_tenant_id_wallet_id",
                table: "funds_payment_accounts",
                columns: new[] { "tenant_id", "wallet_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_disputes_tenant_id_account_id_external_id",
                table: "funds_payment_disputes",
                columns: new[] { "tenant_id", "account_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_disputes_tenant_id_payment_id",
                table: "funds_payment_disputes",
                columns: new[] { "tenant_id", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_questions_tenant_id_account_id_kind_reference",
                table: "funds_payment_questions",
                columns: new[] { "tenant_id", "account_id", "kind", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_questions_tenant_id_state_opened_at",
                table: "funds_payment_questions",
                columns: new[] { "tenant_id", "state", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_refunds_tenant_id_account_id_external_id",
                table: "funds_payment_refunds",
                columns: new[] { "tenant_id", "account_id", "external_id" },
                unique: true,
                filter: "external_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_payment_refunds_tenant_id_payment_id",
                table: "funds_payment_refunds",
                columns: new[] { "tenant_id", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payments_tenant_id_account_id_charge_id",
                table: "funds_payments",
                columns: new[] { "tenant_id", "account_id", "charge_id" },
                unique: true,
                filter: "charge_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_payments_tenant_id_account_id_checkout_id",
                table: "funds_payments",
                columns: new[] { "tenant_id", "account_id", "checkout_id" },
                unique: true,
                filter: "checkout_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_payments_tenant_id_fund_id",
                table: "funds_payments",
                columns: new[] { "tenant_id", "fund_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payments_tenant_id_note_code",
                table: "funds_payments",
                columns: new[] { "tenant_id", "note_code" },
                unique: true,
                filter: "note_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_payments_tenant_id_state_expires_at",
                table: "funds_payments",
                columns: new[] { "tenant_id", "state", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_payments_tenant_id_token",
                table: "funds_payments",
                columns: new[] { "tenant_id", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_funds_payments_sum",
                table: "funds_payments",
                columns: new[] { "tenant_id", "account_id", "fen" },
                unique: true,
                filter: "note_code IS NOT NULL AND state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_funds_period_requests_tenant_id_book_id_month",
                table: "funds_period_requests",
                columns: new[] { "tenant_id", "book_id", "month" });

            migrationBuilder.CreateIndex(
                name: "ux_funds_period_requests_waiting",
                table: "funds_period_requests",
                columns: new[] { "tenant_id", "book_id" },
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_funds_pledges_tenant_id_book_id_payable_fen",
                table: "funds_pledges",
                columns: new[] { "tenant_id", "book_id", "payable_fen" },
                unique: true,
                filter: "suffix_fen IS NOT NULL AND state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_funds_pledges_tenant_id_campaign_id",
                table: "funds_pledges",
                columns: new[] { "tenant_id", "campaign_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_pledges_tenant_id_note_code",
                table: "funds_pledges",
                columns: new[] { "tenant_id", "note_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_pledges_tenant_id_party_id",
                table: "funds_pledges",
                columns: new[] { "tenant_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_pledges_tenant_id_state_is_monthly",
                table: "funds_pledges",
                columns: new[] { "tenant_id", "state", "is_monthly" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_events_tenant_id_account_id_external_id",
                table: "funds_provider_events",
                columns: new[] { "tenant_id", "account_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_events_tenant_id_received_at",
                table: "funds_provider_events",
                columns: new[] { "tenant_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_payouts_tenant_id_account_id_external_id",
                table: "funds_provider_payouts",
                columns: new[] { "tenant_id", "account_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_payouts_tenant_id_created_at",
                table: "funds_provider_payouts",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_transaction_shares_tenant_id_fund_id",
                table: "funds_provider_transaction_shares",
                columns: new[] { "tenant_id", "fund_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_transaction_shares_tenant_id_transaction_id_~",
                table: "funds_provider_transaction_shares",
                columns: new[] { "tenant_id", "transaction_id", "fund_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_transactions_tenant_id_account_id_external_id",
                table: "funds_provider_transactions",
                columns: new[] { "tenant_id", "account_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_transactions_tenant_id_account_id_payout_id",
                table: "funds_provider_transactions",
                columns: new[] { "tenant_id", "account_id", "payout_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_provider_transactions_tenant_id_payment_id",
                table: "funds_provider_transactions",
                columns: new[] { "tenant_id", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_purpose_changes_tenant_id_state",
                table: "funds_purpose_changes",
                columns: new[] { "tenant_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_receipt_counters_tenant_id_book_id_year",
                table: "funds_receipt_counters",
                columns: new[] { "tenant_id", "book_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_receipts_tenant_id_book_id_year_number",
                table: "funds_receipts",
                columns: new[] { "tenant_id", "book_id", "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_receipts_tenant_id_gift_id",
                table: "funds_receipts",
                columns: new[] { "tenant_id", "gift_id" },
                unique: true,
                filter: "state = 'Issued'");

            migrationBuilder.CreateIndex(
                name: "IX_funds_reservations_tenant_id_fund_id",
                table: "funds_reservations",
                columns: new[] { "tenant_id", "fund_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_sales_tenant_id_bazaar_id_client_id",
                table: "funds_sales",
                columns: new[] { "tenant_id", "bazaar_id", "client_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_sales_tenant_id_stall_id",
                table: "funds_sales",
                columns: new[] { "tenant_id", "stall_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_stalls_tenant_id_bazaar_id_name",
                table: "funds_stalls",
                columns: new[] { "tenant_id", "bazaar_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_statement_files_tenant_id_money_account_id_uploaded_at",
                table: "funds_statement_files",
                columns: new[] { "tenant_id", "money_account_id", "uploaded_at" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_statement_files_tenant_id_state_preview_until",
                table: "funds_statement_files",
                columns: new[] { "tenant_id", "state", "preview_until" });

            migrationBuilder.CreateIndex(
                name: "ix_funds_statement_lines_open",
                table: "funds_statement_lines",
                columns: new[] { "tenant_id", "money_account_id", "date" },
                filter: "matched_fen <> fen AND ignored_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_funds_statement_lines_tenant_id_file_id",
                table: "funds_statement_lines",
                columns: new[] { "tenant_id", "file_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_statement_lines_tenant_id_money_account_id_date_seque~",
                table: "funds_statement_lines",
                columns: new[] { "tenant_id", "money_account_id", "date", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ux_funds_statement_lines_identity",
                table: "funds_statement_lines",
                columns: new[] { "tenant_id", "money_account_id", "identity", "occurrence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_funds_ties_tenant_id_party_id",
                table: "funds_ties",
                columns: new[] { "tenant_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "IX_funds_ties_tenant_id_person_id",
                table: "funds_ties",
                columns: new[] { "tenant_id", "person_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "funds_approvals");

            migrationBuilder.DropTable(
                name: "funds_bank_match_legs");

            migrationBuilder.DropTable(
                name: "funds_book_heads");

            migrationBuilder.DropTable(
                name: "funds_book_years");

            migrationBuilder.DropTable(
                name: "funds_cash_counts");

            migrationBuilder.DropTable(
                name: "funds_checkpoints");

            migrationBuilder.DropTable(
                name: "funds_committee_seats");

            migrationBuilder.DropTable(
                name: "funds_consents");

            migrationBuilder.DropTable(
                name: "funds_disbursement_lines");

            migrationBuilder.DropTable(
                name: "funds_enterprise_shares");

            migrationBuilder.DropTable(
                name: "funds_evidence");

            migrationBuilder.DropTable(
                name: "funds_fund_balances");

            migrationBuilder.DropTable(
                name: "funds_gift_refunds");

            migrationBuilder.DropTable(
                name: "funds_host_statements");

            migrationBuilder.DropTable(
                name: "funds_ledger_line_uses");

            migrationBuilder.DropTable(
                name: "funds_lot_uses");

            migrationBuilder.DropTable(
                name: "funds_match_rules");

            migrationBuilder.DropTable(
                name: "funds_meeting_items");

            migrationBuilder.DropTable(
                name: "funds_payment_disputes");

            migrationBuilder.DropTable(
                name: "funds_payment_questions");

            migrationBuilder.DropTable(
                name: "funds_payment_refunds");

            migrationBuilder.DropTable(
                name: "funds_period_requests");

            migrationBuilder.DropTable(
                name: "funds_pledges");

            migrationBuilder.DropTable(
                name: "funds_provider_events");

            migrationBuilder.DropTable(
                name: "funds_provider_payouts");

            migrationBuilder.DropTable(
                name: "funds_provider_transaction_shares");

            migrationBuilder.DropTable(
                name: "funds_receipt_counters");

            migrationBuilder.DropTable(
                name: "funds_receipts");

            migrationBuilder.DropTable(
                name: "funds_reservations");

            migrationBuilder.DropTable(
                name: "funds_sales");

            migrationBuilder.DropTable(
                name: "funds_statement_habits");

            migrationBuilder.DropTable(
                name: "funds_ties");

            migrationBuilder.DropTable(
                name: "funds_bank_matches");

            migrationBuilder.DropTable(
                name: "funds_statement_lines");

            migrationBuilder.DropTable(
                name: "funds_purpose_changes");

            migrationBuilder.DropTable(
                name: "funds_enterprise_agreements");

            migrationBuilder.DropTable(
                name: "funds_entry_lines");

            migrationBuilder.DropTable(
                name: "funds_lots");

            migrationBuilder.DropTable(
                name: "funds_committee_meetings");

            migrationBuilder.DropTable(
                name: "funds_disbursements");

            migrationBuilder.DropTable(
                name: "funds_payments");

            migrationBuilder.DropTable(
                name: "funds_provider_transactions");

            migrationBuilder.DropTable(
                name: "funds_gifts");

            migrationBuilder.DropTable(
                name: "funds_stalls");

            migrationBuilder.DropTable(
                name: "funds_statement_files");

            migrationBuilder.DropTable(
                name: "funds_accounts");

            migrationBuilder.DropTable(
                name: "funds_entries");

            migrationBuilder.DropTable(
                name: "funds_committees");

            migrationBuilder.DropTable(
                name: "funds_payment_accounts");

            migrationBuilder.DropTable(
                name: "funds_parties");

            migrationBuilder.DropTable(
                name: "funds_bazaars");

            migrationBuilder.DropTable(
                name: "funds_funds");

            migrationBuilder.DropTable(
                name: "funds_money_accounts");

            migrationBuilder.DropTable(
                name: "funds_campaigns");

            migrationBuilder.DropTable(
                name: "funds_books");

            migrationBuilder.DropColumn(
                name: "proved_at",
                table: "platform_sessions");
        }
    }
}
