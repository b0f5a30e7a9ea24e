using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Volunteer.Calendars;

/// <summary>The JSON form of the yearly lists.</summary>
internal static class CalendarFile
{
    private const string ChinaResource = "Volunteer.Calendars.china.json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    public static IReadOnlyList<CalendarYear> ReadChina()
    {
        using var stream = typeof(CalendarFile).Assembly.GetManifestResourceStream(ChinaResource)
            ?? throw new InvalidOperationException($"The resource {ChinaResource} is missing.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    public static IReadOnlyList<CalendarYear> Read(string json)
    {
        try
        {
            var years = JsonSerializer.Deserialize<List<Year>>(json, Strict) ?? throw new FormatException("The list is empty.");
            return [.. years.Select(ToYear)];
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static CalendarYear ToYear(Year year) => new(
        year.Number,
        LocalDate.FromDateOnly(year.PublishedOn),
        year.Source,
        [.. year.Holidays.Select(holiday => new PublicHoliday(
            holiday.Key, holiday.Name, LocalDate.FromDateOnly(holiday.From), LocalDate.FromDateOnly(holiday.To)))],
        [.. year.MakeUpWorkdays.Select(workday => new MakeUpWorkday(LocalDate.FromDateOnly(workday.Date), workday.For))]);

    private sealed record Year(
        [property: JsonPropertyName("year")] int Number,
        DateOnly PublishedOn,
        string Source,
        List<Days> Holidays,
        List<Workday> MakeUpWorkdays);

    private sealed record Days(string Key, string Name, DateOnly From, DateOnly To);

    private sealed record Workday(DateOnly Date, string For);
}
