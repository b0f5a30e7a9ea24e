using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Settings;

/// <summary>A community's own value of a setting, against the default.</summary>
internal sealed class SettingValue(string name, string value) : TenantEntity
{
    public string Name { get; private set; } = name;

    public string Value { get; private set; } = value;

    public void Become(string value) => Value = value;
}

/// <summary>A community's own decision about a feature, against the default.</summary>
internal sealed class FeatureSwitch(string name, bool isOn) : TenantEntity
{
    public string Name { get; private set; } = name;

    public bool IsOn { get; private set; } = isOn;

    public void Turn(bool on) => IsOn = on;
}

internal sealed class SettingValueMapping : IEntityTypeConfiguration<SettingValue>
{
    public void Configure(EntityTypeBuilder<SettingValue> setting)
    {
        setting.ToTable("platform_settings");
        setting.Property(s => s.Name).HasMaxLength(100);
        setting.Property(s => s.Value).HasMaxLength(2000);
        setting.HasIndex(s => new { s.TenantId, s.Name }).IsUnique();
    }
}

internal sealed class FeatureSwitchMapping : IEntityTypeConfiguration<FeatureSwitch>
{
    public void Configure(EntityTypeBuilder<FeatureSwitch> feature)
    {
        feature.ToTable("platform_features");
        feature.Property(f => f.Name).HasMaxLength(100);
        feature.HasIndex(f => new { f.TenantId, f.Name }).IsUnique();
    }
}
