using System.Text.Json.Nodes;

namespace Volunteer.Platform;

/// <summary>What one module holds about one person, for the person's own export (PIPL art. 45).</summary>
public interface IPersonalDataSource
{
    /// <summary>Name of the section in the export, e.g. <c>volunteering</c>.</summary>
    string Section { get; }

    /// <summary>The entities whose rows about a person are in the section, erased or kept under the pseudonym afterwards.</summary>
    IReadOnlyList<Type> Covers { get; }

    /// <summary>Everything about this person of the current community, in plain members; null when there is nothing.</summary>
    Task<JsonNode?> CollectAsync(Guid personId, CancellationToken cancellationToken);
}

/// <summary>
/// A person was erased: the register keeps only a pseudonym. Modules that copied a name or wrote one into a remark remove it;
/// hours and duties stay, under the pseudonym.
/// </summary>
public sealed record PersonErased(Guid PersonId) : IIntegrationEvent;
