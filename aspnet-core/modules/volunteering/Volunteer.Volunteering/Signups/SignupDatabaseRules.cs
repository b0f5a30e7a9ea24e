namespace Volunteer.Volunteering.Signups;

/// <summary>
/// Nobody holds two places at overlapping times (S3): the database decides, whatever arrives at once. A leader's
/// override and a moved shift that waits for a new yes are outside the rule; touching times are not an overlap (S4).
/// </summary>
internal sealed class SignupDatabaseRules : IDatabaseRules
{
    public const string NoOverlap = "ex_volunteering_signups_overlap";

    public string PostgreSql =>
        $"""
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        DO $do$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{NoOverlap}' AND conrelid = 'volunteering_signups'::regclass) THEN
            ALTER TABLE volunteering_signups ADD CONSTRAINT {NoOverlap}
              EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)
              WHERE (state IN ('Confirmed', 'Offered') AND override_reason IS NULL AND NOT needs_reconfirmation);
          END IF;
        END $do$;
        """;

    public string Sqlite => Trigger("insert", "INSERT") + Trigger("update", "UPDATE");

    private static string Trigger(string suffix, string verb) =>
        $"""
        DROP TRIGGER IF EXISTS tr_volunteering_signups_overlap_{suffix};
        CREATE TRIGGER tr_volunteering_signups_overlap_{suffix} BEFORE {verb} ON volunteering_signups
        WHEN NEW.state IN ('Confirmed', 'Offered') AND NEW.override_reason IS NULL AND NEW.needs_reconfirmation = 0
        BEGIN
          SELECT RAISE(ABORT, '{NoOverlap}') WHERE EXISTS (
            SELECT 1 FROM volunteering_signups AS other
            WHERE other.tenant_id = NEW.tenant_id AND other.person_id = NEW.person_id AND other.id <> NEW.id
              AND other.state IN ('Confirmed', 'Offered') AND other.override_reason IS NULL AND other.needs_reconfirmation = 0
              AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at);
        END;

        """;
}
