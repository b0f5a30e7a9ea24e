using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Volunteer.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "organizations_clubs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    meeting_place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_volunteering = table.Column<bool>(type: "boolean", nullable: false),
                    founded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    applied_by = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizations_clubs", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    second_factor_seed = table.Column<byte[]>(type: "bytea", nullable: true),
                    second_factor_step = table.Column<long>(type: "bigint", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_audit_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    thing = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<Guid>(type: "uuid", nullable: true),
                    change = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_data_protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_features",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_features", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_idempotent_answers",
                columns: table => new
                {
                    owner = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_idempotent_answers", x => new { x.owner, x.key });
                });

            migrationBuilder.CreateTable(
                name: "platform_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    street_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_invitations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_job_runs",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scheduled_for = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_job_runs", x => new { x.tenant_id, x.job, x.scheduled_for });
                });

            migrationBuilder.CreateTable(
                name: "platform_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    values = table.Column<string>(type: "text", nullable: false),
                    dedup_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    useful_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: true),
                    link = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_messages", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reaction = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    dead_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    email_refused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    building = table.Column<string>(type: "text", nullable: true),
                    id_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    id_number_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    short_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    consent_basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    consent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    departed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    departure = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    erased_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_people", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_permission_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    permission = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_granted = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_permission_grants", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_settings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_settings", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_sign_in_attempts",
                columns: table => new
                {
                    subject = table.Column<string>(type: "character varying(70)", maxLength: 70, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_sign_in_attempts", x => x.subject);
                });

            migrationBuilder.CreateTable(
                name: "platform_streets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_streets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_calendar_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    published_on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_calendar_lists", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "volunteering_kiosks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_kiosks", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "volunteering_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_places", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "volunteering_skills",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    needs_certificate = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_skills", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "organizations_club_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reasons = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizations_club_decisions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_organizations_club_decisions_organizations_clubs_tenant_id_~",
                        columns: x => new { x.tenant_id, x.club_id },
                        principalTable: "organizations_clubs",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organizations_club_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    post_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    post_until = table.Column<DateOnly>(type: "date", nullable: true),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    joined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    leave_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizations_club_members", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_organizations_club_members_organizations_clubs_tenant_id_cl~",
                        columns: x => new { x.tenant_id, x.club_id },
                        principalTable: "organizations_clubs",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organizations_roster_previews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizations_roster_previews", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_organizations_roster_previews_organizations_clubs_tenant_id~",
                        columns: x => new { x.tenant_id, x.club_id },
                        principalTable: "organizations_clubs",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_memberships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    street_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_memberships", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_memberships_platform_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_passkeys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    credential_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    is_user_verified = table.Column<bool>(type: "boolean", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    transports = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    attestation_object = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_data_json = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_passkeys", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_passkeys_platform_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_password_resets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_password_resets", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_password_resets_platform_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_recovery_codes",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_recovery_codes", x => new { x.account_id, x.hash });
                    table.ForeignKey(
                        name: "FK_platform_recovery_codes_platform_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    token_expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_bearer = table.Column<bool>(type: "boolean", nullable: false),
                    device = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    is_strong = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_sessions_platform_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    guardian_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    guardian_phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_consents", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_platform_consents_platform_people_tenant_id_person_id",
                        columns: x => new { x.tenant_id, x.person_id },
                        principalTable: "platform_people",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_erasure_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_erasure_requests", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_platform_erasure_requests_platform_people_tenant_id_person_~",
                        columns: x => new { x.tenant_id, x.person_id },
                        principalTable: "platform_people",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_tenants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    street_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    role_changes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_tenants", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_tenants_platform_streets_street_id",
                        column: x => x.street_id,
                        principalTable: "platform_streets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_calendar_days",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_calendar_days", x => new { x.tenant_id, x.list_id, x.date });
                    table.ForeignKey(
                        name: "FK_volunteering_calendar_days_volunteering_calendar_lists_tena~",
                        columns: x => new { x.tenant_id, x.list_id },
                        principalTable: "volunteering_calendar_lists",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_duties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_rests = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    description = table.Column<string>(type: "text", nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    start_date = table.Column<DateOnly>(type: "date", nullable: false),
                    continues_from = table.Column<DateOnly>(type: "date", nullable: true),
                    end_date = table.Column<DateOnly>(type: "date", nullable: true),
                    start_time = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    missing_day = table.Column<string>(type: "text", nullable: false),
                    holiday_policy = table.Column<string>(type: "text", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    who_may_come = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    minimum_age = table.Column<int>(type: "integer", nullable: true),
                    risk = table.Column<string>(type: "text", nullable: true),
                    is_dangerous = table.Column<bool>(type: "boolean", nullable: false),
                    withdraw_until_hours_before = table.Column<int>(type: "integer", nullable: false),
                    opens_days_before = table.Column<int>(type: "integer", nullable: true),
                    generated_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_duties", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_duties_volunteering_places_tenant_id_place_id",
                        columns: x => new { x.tenant_id, x.place_id },
                        principalTable: "volunteering_places",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_person_skills",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    skill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_person_skills", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_person_skills_volunteering_skills_tenant_id_sk~",
                        columns: x => new { x.tenant_id, x.skill_id },
                        principalTable: "volunteering_skills",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_membership_roles",
                columns: table => new
                {
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_membership_roles", x => new { x.membership_id, x.role });
                    table.ForeignKey(
                        name: "FK_platform_membership_roles_platform_memberships_membership_id",
                        column: x => x.membership_id,
                        principalTable: "platform_memberships",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "platform_refresh_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_refresh_tokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_refresh_tokens_platform_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "platform_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_duty_roles",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    places = table.Column<int>(type: "integer", nullable: false),
                    skill_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_duty_roles", x => new { x.tenant_id, x.duty_id, x.key });
                    table.ForeignKey(
                        name: "FK_volunteering_duty_roles_volunteering_duties_tenant_id_duty_~",
                        columns: x => new { x.tenant_id, x.duty_id },
                        principalTable: "volunteering_duties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_shifts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    original_date = table.Column<DateOnly>(type: "date", nullable: false),
                    original_start_time = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    local_date = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cancelled_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    review = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    holiday_name = table.Column<string>(type: "text", nullable: true),
                    overrides = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    description = table.Column<string>(type: "text", nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    waitlist_last = table.Column<int>(type: "integer", nullable: false),
                    change_reason = table.Column<string>(type: "text", nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_shifts", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_volunteering_shifts_taken", "taken >= 0");
                    table.ForeignKey(
                        name: "FK_volunteering_shifts_volunteering_duties_tenant_id_duty_id",
                        columns: x => new { x.tenant_id, x.duty_id },
                        principalTable: "volunteering_duties",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_attendance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scanned_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    scanned_in_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    scanned_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    scanned_out_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    arrived_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    left_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    break_minutes = table.Column<int>(type: "integer", nullable: false),
                    noted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_walk_in = table.Column<bool>(type: "boolean", nullable: false),
                    marked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    mark_id = table.Column<Guid>(type: "uuid", nullable: true),
                    told_outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_attendance", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_attendance_volunteering_shifts_tenant_id_shift~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_hours",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    club_id = table.Column<Guid>(type: "uuid", nullable: false),
                    local_date = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    to = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    flags = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_by_account = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    evidence = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    rejection_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_hours", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_hours_volunteering_shifts_tenant_id_shift_id",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_recording_reminders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_recording_reminders", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_recording_reminders_volunteering_shifts_tenant~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_roll_call_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    break_minutes = table.Column<int>(type: "integer", nullable: false),
                    marked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_roll_call_marks", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_roll_call_marks_volunteering_shifts_tenant_id_~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_shift_closings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_shift_closings", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_shift_closings_volunteering_shifts_tenant_id_s~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_shift_extensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_shift_extensions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_shift_extensions_volunteering_shifts_tenant_id~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_shift_roles",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    places = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    skill_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_shift_roles", x => new { x.tenant_id, x.shift_id, x.key });
                    table.ForeignKey(
                        name: "FK_volunteering_shift_roles_volunteering_shifts_tenant_id_shif~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_signups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    waitlist_number = table.Column<int>(type: "integer", nullable: true),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signed_up_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    needs_reconfirmation = table.Column<bool>(type: "boolean", nullable: false),
                    override_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    offer_expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrew_late = table.Column<bool>(type: "boolean", nullable: false),
                    end_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    accepted_risk = table.Column<bool>(type: "boolean", nullable: false),
                    first_reminder_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_reminder_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    skill_alert_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_signups", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_signups_volunteering_shifts_tenant_id_shift_id",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_used_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    use = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_used_codes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_volunteering_used_codes_volunteering_shifts_tenant_id_shift~",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalTable: "volunteering_shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_organizations_club_decisions_tenant_id_club_id",
                table: "organizations_club_decisions",
                columns: new[] { "tenant_id", "club_id" });

            migrationBuilder.CreateIndex(
                name: "IX_organizations_club_members_tenant_id_club_id_person_id",
                table: "organizations_club_members",
                columns: new[] { "tenant_id", "club_id", "person_id" },
                unique: true,
                filter: "left_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_organizations_club_members_tenant_id_person_id_left_at",
                table: "organizations_club_members",
                columns: new[] { "tenant_id", "person_id", "left_at" });

            migrationBuilder.CreateIndex(
                name: "IX_organizations_clubs_tenant_id_name_key",
                table: "organizations_clubs",
                columns: new[] { "tenant_id", "name_key" },
                unique: true,
                filter: "state <> 'Dissolved'");

            migrationBuilder.CreateIndex(
                name: "IX_organizations_roster_previews_tenant_id_club_id",
                table: "organizations_roster_previews",
                columns: new[] { "tenant_id", "club_id" });

            migrationBuilder.CreateIndex(
                name: "IX_organizations_roster_previews_tenant_id_expires_at",
                table: "organizations_roster_previews",
                columns: new[] { "tenant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_accounts_normalized_email",
                table: "platform_accounts",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_accounts_normalized_user_name",
                table: "platform_accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_accounts_phone_number",
                table: "platform_accounts",
                column: "phone_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_entries_tenant_id_at",
                table: "platform_audit_entries",
                columns: new[] { "tenant_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_entries_tenant_id_thing_id",
                table: "platform_audit_entries",
                columns: new[] { "tenant_id", "thing_id" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_consents_tenant_id_person_id_kind",
                table: "platform_consents",
                columns: new[] { "tenant_id", "person_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_erasure_requests_tenant_id_person_id",
                table: "platform_erasure_requests",
                columns: new[] { "tenant_id", "person_id" },
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_platform_features_tenant_id_name",
                table: "platform_features",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_idempotent_answers_created_at",
                table: "platform_idempotent_answers",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_platform_invitations_tenant_id_person_id",
                table: "platform_invitations",
                columns: new[] { "tenant_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_invitations_token_hash",
                table: "platform_invitations",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_job_runs_job_scheduled_for",
                table: "platform_job_runs",
                columns: new[] { "job", "scheduled_for" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_memberships_account_id",
                table: "platform_memberships",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_memberships_tenant_id_account_id",
                table: "platform_memberships",
                columns: new[] { "tenant_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_memberships_tenant_id_person_id",
                table: "platform_memberships",
                columns: new[] { "tenant_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_messages_tenant_id_dedup_key",
                table: "platform_messages",
                columns: new[] { "tenant_id", "dedup_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_messages_tenant_id_person_id",
                table: "platform_messages",
                columns: new[] { "tenant_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_messages_tenant_id_state_next_attempt_at",
                table: "platform_messages",
                columns: new[] { "tenant_id", "state", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_outbox_delivered_at_dead_at_next_attempt_at",
                table: "platform_outbox",
                columns: new[] { "delivered_at", "dead_at", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_passkeys_account_id",
                table: "platform_passkeys",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_passkeys_credential_id",
                table: "platform_passkeys",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_password_resets_account_id",
                table: "platform_password_resets",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_password_resets_token_hash",
                table: "platform_password_resets",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_people_tenant_id_account_id",
                table: "platform_people",
                columns: new[] { "tenant_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_people_tenant_id_id_number_index",
                table: "platform_people",
                columns: new[] { "tenant_id", "id_number_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_people_tenant_id_name",
                table: "platform_people",
                columns: new[] { "tenant_id", "name" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_people_tenant_id_phone",
                table: "platform_people",
                columns: new[] { "tenant_id", "phone" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_people_tenant_id_short_code",
                table: "platform_people",
                columns: new[] { "tenant_id", "short_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_permission_grants_tenant_id_role_permission",
                table: "platform_permission_grants",
                columns: new[] { "tenant_id", "role", "permission" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_refresh_tokens_hash",
                table: "platform_refresh_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_refresh_tokens_session_id",
                table: "platform_refresh_tokens",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_sessions_account_id",
                table: "platform_sessions",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_sessions_token_hash",
                table: "platform_sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_settings_tenant_id_name",
                table: "platform_settings",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_sign_in_attempts_last_at",
                table: "platform_sign_in_attempts",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "IX_platform_streets_code",
                table: "platform_streets",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_tenants_code",
                table: "platform_tenants",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_tenants_street_id",
                table: "platform_tenants",
                column: "street_id");

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_attendance_tenant_id_person_id_outcome_arrived~",
                table: "volunteering_attendance",
                columns: new[] { "tenant_id", "person_id", "outcome", "arrived_at" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_attendance_tenant_id_shift_id_person_id",
                table: "volunteering_attendance",
                columns: new[] { "tenant_id", "shift_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_calendar_lists_tenant_id_year",
                table: "volunteering_calendar_lists",
                columns: new[] { "tenant_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_duties_tenant_id_club_id",
                table: "volunteering_duties",
                columns: new[] { "tenant_id", "club_id" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_duties_tenant_id_place_id",
                table: "volunteering_duties",
                columns: new[] { "tenant_id", "place_id" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_duties_tenant_id_series_id",
                table: "volunteering_duties",
                columns: new[] { "tenant_id", "series_id" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_duties_tenant_id_state_generated_until",
                table: "volunteering_duties",
                columns: new[] { "tenant_id", "state", "generated_until" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_hours_tenant_id_club_id_state",
                table: "volunteering_hours",
                columns: new[] { "tenant_id", "club_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_hours_tenant_id_person_id_local_date",
                table: "volunteering_hours",
                columns: new[] { "tenant_id", "person_id", "local_date" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_hours_tenant_id_replaces_id",
                table: "volunteering_hours",
                columns: new[] { "tenant_id", "replaces_id" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_hours_tenant_id_state_local_date",
                table: "volunteering_hours",
                columns: new[] { "tenant_id", "state", "local_date" });

            migrationBuilder.CreateIndex(
                name: "ux_volunteering_hours_current",
                table: "volunteering_hours",
                columns: new[] { "tenant_id", "shift_id", "person_id" },
                unique: true,
                filter: "is_current");

            migrationBuilder.CreateIndex(
                name: "ux_volunteering_hours_reverses",
                table: "volunteering_hours",
                columns: new[] { "tenant_id", "reverses_id" },
                unique: true,
                filter: "state <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_kiosks_tenant_id_club_id_day",
                table: "volunteering_kiosks",
                columns: new[] { "tenant_id", "club_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_person_skills_tenant_id_person_id_skill_id",
                table: "volunteering_person_skills",
                columns: new[] { "tenant_id", "person_id", "skill_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_person_skills_tenant_id_skill_id",
                table: "volunteering_person_skills",
                columns: new[] { "tenant_id", "skill_id" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_places_tenant_id_name",
                table: "volunteering_places",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_recording_reminders_tenant_id_shift_id_kind",
                table: "volunteering_recording_reminders",
                columns: new[] { "tenant_id", "shift_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_roll_call_marks_tenant_id_shift_id_sequence",
                table: "volunteering_roll_call_marks",
                columns: new[] { "tenant_id", "shift_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shift_closings_tenant_id_shift_id",
                table: "volunteering_shift_closings",
                columns: new[] { "tenant_id", "shift_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shift_extensions_tenant_id_shift_id",
                table: "volunteering_shift_extensions",
                columns: new[] { "tenant_id", "shift_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shifts_tenant_id_club_id_starts_at",
                table: "volunteering_shifts",
                columns: new[] { "tenant_id", "club_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shifts_tenant_id_duty_id_starts_at",
                table: "volunteering_shifts",
                columns: new[] { "tenant_id", "duty_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shifts_tenant_id_review",
                table: "volunteering_shifts",
                columns: new[] { "tenant_id", "review" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shifts_tenant_id_series_id_original_date",
                table: "volunteering_shifts",
                columns: new[] { "tenant_id", "series_id", "original_date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_shifts_tenant_id_starts_at",
                table: "volunteering_shifts",
                columns: new[] { "tenant_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_signups_tenant_id_person_id_starts_at",
                table: "volunteering_signups",
                columns: new[] { "tenant_id", "person_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_signups_tenant_id_shift_id_state_waitlist_numb~",
                table: "volunteering_signups",
                columns: new[] { "tenant_id", "shift_id", "state", "waitlist_number" });

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_signups_tenant_id_state_offer_expires_at",
                table: "volunteering_signups",
                columns: new[] { "tenant_id", "state", "offer_expires_at" });

            migrationBuilder.CreateIndex(
                name: "ux_volunteering_signups_live",
                table: "volunteering_signups",
                columns: new[] { "tenant_id", "shift_id", "person_id" },
                unique: true,
                filter: "state IN ('Confirmed', 'Waitlisted', 'Offered')");

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_skills_tenant_id_name",
                table: "volunteering_skills",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_used_codes_tenant_id_shift_id_person_id_use_st~",
                table: "volunteering_used_codes",
                columns: new[] { "tenant_id", "shift_id", "person_id", "use", "step" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "organizations_club_decisions");

            migrationBuilder.DropTable(
                name: "organizations_club_members");

            migrationBuilder.DropTable(
                name: "organizations_roster_previews");

            migrationBuilder.DropTable(
                name: "platform_audit_entries");

            migrationBuilder.DropTable(
                name: "platform_consents");

            migrationBuilder.DropTable(
                name: "platform_data_protection_keys");

            migrationBuilder.DropTable(
                name: "platform_erasure_requests");

            migrationBuilder.DropTable(
                name: "platform_features");

            migrationBuilder.DropTable(
                name: "platform_idempotent_answers");

            migrationBuilder.DropTable(
                name: "platform_invitations");

            migrationBuilder.DropTable(
                name: "platform_job_runs");

            migrationBuilder.DropTable(
                name: "platform_membership_roles");

            migrationBuilder.DropTable(
                name: "platform_messages");

            migrationBuilder.DropTable(
                name: "platform_outbox");

            migrationBuilder.DropTable(
                name: "platform_passkeys");

            migrationBuilder.DropTable(
                name: "platform_password_resets");

            migrationBuilder.DropTable(
                name: "platform_permission_grants");

            migrationBuilder.DropTable(
                name: "platform_recovery_codes");

            migrationBuilder.DropTable(
                name: "platform_refresh_tokens");

            migrationBuilder.DropTable(
                name: "platform_settings");

            migrationBuilder.DropTable(
                name: "platform_sign_in_attempts");

            migrationBuilder.DropTable(
                name: "platform_tenants");

            migrationBuilder.DropTable(
                name: "volunteering_attendance");

            migrationBuilder.DropTable(
                name: "volunteering_calendar_days");

            migrationBuilder.DropTable(
                name: "volunteering_duty_roles");

            migrationBuilder.DropTable(
                name: "volunteering_hours");

            migrationBuilder.DropTable(
                name: "volunteering_kiosks");

            migrationBuilder.DropTable(
                name: "volunteering_person_skills");

            migrationBuilder.DropTable(
                name: "volunteering_recording_reminders");

            migrationBuilder.DropTable(
                name: "volunteering_roll_call_marks");

            migrationBuilder.DropTable(
                name: "volunteering_shift_closings");

            migrationBuilder.DropTable(
                name: "volunteering_shift_extensions");

            migrationBuilder.DropTable(
                name: "volunteering_shift_roles");

            migrationBuilder.DropTable(
                name: "volunteering_signups");

            migrationBuilder.DropTable(
                name: "volunteering_used_codes");

            migrationBuilder.DropTable(
                name: "organizations_clubs");

            migrationBuilder.DropTable(
                name: "platform_people");

            migrationBuilder.DropTable(
                name: "platform_memberships");

            migrationBuilder.DropTable(
                name: "platform_sessions");

            migrationBuilder.DropTable(
                name: "platform_streets");

            migrationBuilder.DropTable(
                name: "volunteering_calendar_lists");

            migrationBuilder.DropTable(
                name: "volunteering_skills");

            migrationBuilder.DropTable(
                name: "volunteering_shifts");

            migrationBuilder.DropTable(
                name: "platform_accounts");

            migrationBuilder.DropTable(
                name: "volunteering_duties");

            migrationBuilder.DropTable(
                name: "volunteering_places");
        }
    }
}
