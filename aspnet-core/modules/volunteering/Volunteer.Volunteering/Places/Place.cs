using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Volunteering.Places;

/// <summary>Where duties happen.</summary>
internal sealed class Place(string name, string? nameEn, string address) : AggregateRoot
{
    /// <summary>For seeding, where the id follows from the file.</summary>
    public Place(Guid id, string name, string? nameEn, string address)
        : this(name, nameEn, address) => Id = id;

    public string Name { get; private set; } = name;

    public string? NameEn { get; private set; } = nameEn;

    public string Address { get; private set; } = address;

    public void Describe(string name, string? nameEn, string address)
    {
        (Name, NameEn, Address) = (name, nameEn, address);
        Changed();
    }
}

internal sealed class PlaceMapping : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> place)
    {
        place.ToTable("volunteering_places");
        place.Property(p => p.Name).HasMaxLength(100);
        place.HasIndex(p => new { p.TenantId, p.Name }).IsUnique();
    }
}
