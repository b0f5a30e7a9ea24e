namespace Volunteer.Organizations.Rosters;

/// <summary>Finds who stands in the file twice, by the same measure as the register: a shared phone alone makes nobody the same.</summary>
internal sealed class RosterDoubles
{
    private readonly Dictionary<string, int> _byIdNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RosterRow>> _byName = new(StringComparer.Ordinal);

    /// <summary>Number of the earlier row of the same person, or null; remembers this one.</summary>
    public int? Find(RosterRow row)
    {
        if (row.Name.Length == 0)
        {
            return null;
        }

        if (row.IdNumber is not null && !_byIdNumber.TryAdd(row.IdNumber, row.Number))
        {
            return _byIdNumber[row.IdNumber];
        }

        if (!_byName.TryGetValue(row.Name, out var namesakes))
        {
            _byName.Add(row.Name, [row]);
            return null;
        }

        var earlier = namesakes.Find(namesake => IsSame(namesake, row))?.Number;
        namesakes.Add(row);
        return earlier;
    }

    private static bool IsSame(RosterRow one, RosterRow other)
    {
        if (one.IdNumber is not null && other.IdNumber is not null)
        {
            return one.IdNumber == other.IdNumber;
        }

        return one.BirthDate is not null && other.BirthDate is not null
            ? one.BirthDate == other.BirthDate
            : one.Phone is not null && one.Phone == other.Phone;
    }
}
