using NodaTime;
using Volunteer.Calendars;
using Volunteer.Platform;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Hours;

/// <summary>Ten working days after the day an activity ended, its service must be on record (Decree 67 art. 11).</summary>
internal sealed class RecordingClock(CommunityCalendar calendar, ICommunity community, TimeProvider clock)
{
    public const int WorkingDays = 10;

    public static DateOnly DueOn(DateOnly endedOn, WorkingCalendar calendar) =>
        calendar.AddWorkingDays(LocalDate.FromDateOnly(endedOn), WorkingDays).ToDateOnly();

    /// <summary>A patrol that ends at two in the morning ended on that day.</summary>
    public async Task<DateOnly> DueOnAsync(DateTimeOffset endsAt, CancellationToken cancellationToken) =>
        DueOn(await LocalDateAsync(endsAt, cancellationToken), await calendar.GetAsync(cancellationToken));

    public async Task<DateOnly> LocalDateAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        LocalTimes.ToLocal(moment, (await community.CurrentAsync(cancellationToken)).TimeZone).Date.ToDateOnly();

    public Task<DateOnly> TodayAsync(CancellationToken cancellationToken) => LocalDateAsync(clock.GetUtcNow(), cancellationToken);
}
