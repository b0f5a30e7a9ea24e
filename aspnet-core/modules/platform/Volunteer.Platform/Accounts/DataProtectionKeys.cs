using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Platform.Accounts;

/// <summary>A key of the ring that signs cookies' companions and encrypts personal numbers. Host side.</summary>
[NotAudited]
internal sealed class DataProtectionKey(string name, string xml)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = name;

    public string Xml { get; private set; } = xml;
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.ToTable("platform_data_protection_keys");
        key.HasKey(k => k.Id);
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Name).HasMaxLength(200);
    }
}

/// <summary>The key ring in the database, so that all hosts share it and a backup contains it.</summary>
internal sealed class DatabaseKeyRepository(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var keys = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<DataProtectionKey>().AsNoTracking().ToList();
        return [.. keys.Select(key => XElement.Parse(key.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var key = new DataProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting));

        // The interface is synchronous and saving is not, so the row is written by hand.
        db.Database.ExecuteSql($"INSERT INTO platform_data_protection_keys (id, name, xml) VALUES ({key.Id}, {key.Name}, {key.Xml})");
    }
}
