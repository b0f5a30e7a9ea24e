namespace Volunteer.Recurrence;

/// <summary>What "every 31st" means in a month without one, "every 29 February" in a year without one.</summary>
public enum MissingDay
{
    /// <summary>As RFC 5545 has it: no date that month or year.</summary>
    Skip,

    /// <summary>The month's last day instead.</summary>
    LastDay,
}
