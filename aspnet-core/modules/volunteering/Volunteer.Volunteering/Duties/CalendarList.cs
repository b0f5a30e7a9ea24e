using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Volunteer.Calendars;

namespace Volunteer.Volunteering.Duties;

internal enum CalendarDayKind
{
    Holiday,

    /// <summary>A weekend day on which people work (调休).</summary>
    Workday,
}

/// <summary>A year's list of holidays and make-up workdays that was published after this version of the software.</summary>
internal sealed class CalendarList(int year, DateOnly publishedOn, string source) : AggregateRoot
{
    /// <summary>The translation keys of holidays that the software knows by their official name.</summary>
    private static readonly Dictionary<string, string> Keys = WorkingCalendar.China.Years
        .SelectMany(year => year.Holidays)
        .DistinctBy(holiday => holiday.Name, StringComparer.Ordinal)
        .ToDictionary(holiday => holiday.Name, holiday => holiday.Key, StringComparer.Ordinal);

    private readonly List<CalendarDay> _days = [];

    public int Year { get; private set; } = year;

    public DateOnly PublishedOn { get; private set; } = publishedOn;

    /// <summary>Where the list can be read.</summary>
    public string Source { get; private set; } = source;

    public IReadOnlyList<CalendarDay> Days => _days;

    public void Replace(DateOnly publishedOn, string source, IEnumerable<CalendarDay> days)
    {
        (PublishedOn, Source) = (publishedOn, source);
        _days.Clear();
        _days.AddRange(days);
        Changed();
    }

    /// <summary>The days as the calendar library wants them.</summary>
    public CalendarYear ToYear()
    {
        var holidays = _days.Where(day => day.Kind == CalendarDayKind.Holiday)
            .Select(day => new PublicHoliday(KeyOf(day.Name), day.Name, LocalDate.FromDateOnly(day.Date), LocalDate.FromDateOnly(day.Date)))
            .ToList();
        var workdays = _days.Where(day => day.Kind == CalendarDayKind.Workday)
            .Select(day => new MakeUpWorkday(LocalDate.FromDateOnly(day.Date), KeyOf(day.Name)))
            .ToList();
        return new CalendarYear(Year, LocalDate.FromDateOnly(PublishedOn), Source, holidays, workdays);
    }

    private static string KeyOf(string name) => Keys.GetValueOrDefault(name, name);
}

/// <param name="Name">The holiday's name, on a workday that of the holiday it makes up for.</param>
internal sealed record CalendarDay(DateOnly Date, CalendarDayKind Kind, string Name);

internal sealed class CalendarListMapping : IEntityTypeConfiguration<CalendarList>
{
    public void Configure(EntityTypeBuilder<CalendarList> list)
    {
        list.ToTable("volunteering_calendar_lists");
        list.Property(l => l.Source).HasMaxLength(300);
        list.HasIndex(l => new { l.TenantId, l.Year }).IsUnique();
        list.OwnsMany(l => l.Days, day =>
        {
            day.ToTable("volunteering_calendar_days");
            day.WithOwner().HasForeignKey("TenantId", "ListId");
            day.HasKey("TenantId", "ListId", nameof(CalendarDay.Date));
            day.Property(d => d.Name).HasMaxLength(40);
        });
    }
}
