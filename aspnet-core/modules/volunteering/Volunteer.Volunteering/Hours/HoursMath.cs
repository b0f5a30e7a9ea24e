namespace Volunteer.Volunteering.Hours;

/// <summary>Whole minutes that count, and between which instants.</summary>
internal sealed record Credit(DateTimeOffset From, DateTimeOffset To, int Minutes);

/// <summary>What somebody gave, from when they were there.</summary>
internal static class HoursMath
{
    /// <summary>
    /// The part of the presence that lies within the shift, less breaks and what is counted already elsewhere (H2). Exact to
    /// the second inside, cut to whole minutes once at the end (H1). Where the beginning or the end is counted elsewhere, the
    /// span gives way too, so that two entries never claim the same time. Null when nothing is left.
    /// </summary>
    public static Credit? Credit(
        DateTimeOffset arrived,
        DateTimeOffset left,
        DateTimeOffset shiftStart,
        DateTimeOffset shiftEnd,
        int breakMinutes = 0,
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)>? countedElsewhere = null)
    {
        var from = arrived > shiftStart ? arrived : shiftStart;
        var to = left < shiftEnd ? left : shiftEnd;
        var elsewhere = (countedElsewhere ?? []).OrderBy(span => span.From).ToList();
        foreach (var (start, end) in elsewhere)
        {
            from = start <= from && end > from ? end : from;
        }

        foreach (var (start, end) in elsewhere.OrderByDescending(span => span.To))
        {
            to = end >= to && start < to ? start : to;
        }

        if (to <= from)
        {
            return null;
        }

        var given = to - from - Covered(from, to, elsewhere) - TimeSpan.FromMinutes(breakMinutes);
        var minutes = (int)Math.Floor(given.TotalMinutes);
        return minutes > 0 ? new Credit(from, to, minutes) : null;
    }

    /// <summary>How much of the time from–to lies in any of these.</summary>
    public static TimeSpan Covered(DateTimeOffset from, DateTimeOffset to, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        var covered = TimeSpan.Zero;
        var reached = from;
        foreach (var (spanFrom, spanTo) in spans.OrderBy(span => span.From))
        {
            var start = spanFrom > reached ? spanFrom : reached;
            var end = spanTo < to ? spanTo : to;
            if (end > start)
            {
                covered += end - start;
                reached = end;
            }
        }

        return covered;
    }

    /// <summary>
    /// For reports only: an entry across the end of a month is split at local midnight, in proportion (H3). The parts sum to
    /// the entry exactly; the entry itself stays one.
    /// </summary>
    /// <param name="zone">Of the community.</param>
    public static IReadOnlyList<(int Year, int Month, int Minutes)> ByMonth(DateTimeOffset from, DateTimeOffset to, int minutes, TimeZoneInfo zone)
    {
        var localFrom = TimeZoneInfo.ConvertTime(from, zone);
        var localTo = TimeZoneInfo.ConvertTime(to, zone);
        var next = new DateTime(localFrom.Year, localFrom.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(1);
        var midnight = new DateTimeOffset(next, zone.GetUtcOffset(next));
        if (midnight >= to)
        {
            return [(localFrom.Year, localFrom.Month, minutes)];
        }

        var before = (int)Math.Round(minutes * ((midnight - from) / (to - from)), MidpointRounding.AwayFromZero);
        return [(localFrom.Year, localFrom.Month, before), (localTo.Year, localTo.Month, minutes - before)];
    }
}
