using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Text;

namespace Volunteer.Volunteering.Skills;

/// <summary>
/// What a roster says somebody can do, in its own words, as long as nobody has said which skill of the list it is, or has
/// not yet seen the certificate.
/// </summary>
internal sealed class NamedSkill(Guid personId, string name) : AggregateRoot
{
    public const int LongestName = 60;
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '/', '|', '\n'];

    public Guid PersonId { get; private set; } = personId;

    [PersonalData]
    public string Name { get; private set; } = name;

    /// <summary>The single names in a roster's column, each once.</summary>
    public static IEnumerable<string> Split(string text) => text
        .Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(TextRules.Normalise)
        .Where(name => name.Length > 0)
        .Select(name => name[..Math.Min(name.Length, LongestName)])
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Which skill of the list it is by name, in either language; null for none.</summary>
    public static Skill? Match(string name, IEnumerable<Skill> skills) => skills.FirstOrDefault(skill =>
        string.Equals(skill.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(skill.NameEn, name, StringComparison.OrdinalIgnoreCase));
}

internal sealed class NamedSkillMapping : IEntityTypeConfiguration<NamedSkill>
{
    public void Configure(EntityTypeBuilder<NamedSkill> skill)
    {
        skill.ToTable("volunteering_named_skills");
        skill.Property(s => s.Name).HasMaxLength(NamedSkill.LongestName);
        skill.HasIndex(s => new { s.TenantId, s.PersonId, s.Name }).IsUnique();
    }
}
