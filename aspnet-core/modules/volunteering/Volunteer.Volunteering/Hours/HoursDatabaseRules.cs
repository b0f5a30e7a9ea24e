namespace Volunteer.Volunteering.Hours;

/// <summary>No row of hours on a shift that is not volunteering, whatever program writes it (H5).</summary>
internal sealed class HoursDatabaseRules : IDatabaseRules
{
    public const string VolunteeringOnly = "ck_volunteering_hours_kind";

    public string PostgreSql =>
        $"""
        CREATE OR REPLACE FUNCTION volunteering_hours_kind() RETURNS trigger LANGUAGE plpgsql AS $do$
        BEGIN
          IF NOT EXISTS (SELECT FROM volunteering_shifts WHERE tenant_id = NEW.tenant_id AND id = NEW.shift_id AND kind = 'Volunteering') THEN
            RAISE EXCEPTION '{VolunteeringOnly}' USING ERRCODE = 'check_violation', CONSTRAINT = '{VolunteeringOnly}';
          END IF;
          RETURN NEW;
        END $do$;
        DROP TRIGGER IF EXISTS tr_volunteering_hours_kind ON volunteering_hours;
        CREATE TRIGGER tr_volunteering_hours_kind BEFORE INSERT ON volunteering_hours
          FOR EACH ROW EXECUTE FUNCTION volunteering_hours_kind();
        """;

    public string Sqlite =>
        $"""
        DROP TRIGGER IF EXISTS tr_volunteering_hours_kind;
        CREATE TRIGGER tr_volunteering_hours_kind BEFORE INSERT ON volunteering_hours
        BEGIN
          SELECT RAISE(ABORT, '{VolunteeringOnly}') WHERE NOT EXISTS (
            SELECT 1 FROM volunteering_shifts WHERE tenant_id = NEW.tenant_id AND id = NEW.shift_id AND kind = 'Volunteering');
        END;

        """;
}
