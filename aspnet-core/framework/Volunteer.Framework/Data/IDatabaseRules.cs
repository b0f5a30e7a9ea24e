namespace Volunteer;

/// <summary>
/// What a module asks of its tables that EF's model cannot say: exclusion constraints, triggers, rights that
/// <see cref="RowLevelSecurity.AppRole"/> shall not have. Run by the schema's
/// owner after each migration, so the SQL must be safe to repeat. Register it as a singleton.
/// </summary>
public interface IDatabaseRules
{
    /// <summary>May be empty.</summary>
    string Sqlite { get; }

    /// <summary>May be empty.</summary>
    string PostgreSql { get; }
}
