using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Volunteer.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class GuardiansAndSkills : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "guardian_alert_at",
                table: "volunteering_signups",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_until",
                table: "platform_consents",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "platform_email_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_email_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_platform_email_changes_platform_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "platform_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteering_named_skills",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_volunteering_named_skills", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_platform_email_changes_account_id",
                table: "platform_email_changes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_email_changes_token_hash",
                table: "platform_email_changes",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_volunteering_named_skills_tenant_id_person_id_name",
                table: "volunteering_named_skills",
                columns: new[] { "tenant_id", "person_id", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_email_changes");

            migrationBuilder.DropTable(
                name: "volunteering_named_skills");

            migrationBuilder.DropColumn(
                name: "guardian_alert_at",
                table: "volunteering_signups");

            migrationBuilder.DropColumn(
                name: "valid_until",
                table: "platform_consents");
        }
    }
}
