using System.Text.Json.Serialization;
using Volunteer.Platform;

namespace Volunteer.Organizations.Rosters;

internal enum RosterStatus
{
    /// <summary>Nobody on the register fits: a new person.</summary>
    New,

    /// <summary>Somebody on the register, who becomes a member.</summary>
    Matched,

    /// <summary>A member already: nothing happens.</summary>
    AlreadyMember,

    /// <summary>Something is wrong: the file cannot be taken in.</summary>
    Error,
}

/// <param name="Column">Letters, as Excel shows them.</param>
/// <param name="IsError">Otherwise a hint: the row can be taken in as it is.</param>
/// <param name="Values">For the text, e.g. the other row's number.</param>
internal sealed record RosterProblem(string Column, string Code, bool IsError, Dictionary<string, int>? Values = null);

/// <summary>One line of a roster as it was read, and what would become of it.</summary>
internal sealed record RosterRow
{
    public required int Number { get; init; }

    public string Name { get; init; } = string.Empty;

    public Sex Sex { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? IdNumber { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Building { get; init; }

    public string? Skills { get; init; }

    public string? Remark { get; init; }

    /// <summary>Where trouble with the person as a whole is shown.</summary>
    public required string NameColumn { get; init; }

    public List<RosterProblem> Problems { get; init; } = [];

    /// <summary>Whom the register knows this as; with an error, whom it may be.</summary>
    public Guid? PersonId { get; set; }

    public RosterStatus Status { get; set; } = RosterStatus.Error;

    [JsonIgnore]
    public bool HasErrors => Problems.Exists(problem => problem.IsError);

    [JsonIgnore]
    public PersonKey Key => new(Name, BirthDate, Phone, IdNumber);

    public void Refuse(string code, Dictionary<string, int>? values = null)
    {
        Problems.Add(new RosterProblem(NameColumn, code, IsError: true, values));
        Status = RosterStatus.Error;
    }
}
