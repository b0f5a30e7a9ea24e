using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Volunteer.Recurrence;

namespace Volunteer.Volunteering.Duties;

/// <summary>The next dates of a duty that is not saved yet, with what the holiday calendar does to each.</summary>
internal static class PreviewDuty
{
    private const int Dates = 12;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties/previews", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<Response>> HandleAsync(Request request, DutyPlanning planning, CancellationToken cancellationToken)
    {
        var plan = await planning.NowAsync(cancellationToken);
        var timetable = Planning.Timetable(request.When.ToWhen(), plan.Calendar);
        var start = LocalDate.FromDateOnly(request.When.StartDate);
        var from = LocalDate.Max(start, LocalDate.FromDateOnly(plan.Today));
        return TypedResults.Ok(new Response(
            RecurrenceSummary.Of(timetable.Terms.Rule, start),
            [.. timetable.Next(Dates, from).Select(occurrence => Date(plan, request.When, occurrence))]));
    }

    public static PlannedDate Date(Planning plan, WhenInput when, PlannedOccurrence occurrence)
    {
        var date = occurrence.Date?.ToDateOnly();
        var times = date is { } day ? plan.Instants(day, when.StartTime, when.Minutes) : default((DateTimeOffset StartsAt, DateTimeOffset EndsAt)?);
        return new PlannedDate(
            occurrence.OriginalDate.ToDateOnly(),
            (int)occurrence.OriginalDate.DayOfWeek,
            occurrence.Effect,
            date,
            date is null ? null : (int)occurrence.Date!.Value.DayOfWeek,
            times?.StartsAt,
            times?.EndsAt,
            occurrence.HolidayName,
            occurrence.HolidayKey,
            occurrence.OnMakeUpWorkday,
            occurrence.MergedInto?.ToDateOnly(),
            occurrence.CalendarKnown);
    }

    public sealed record Request(WhenInput When);

    public sealed record Response(RecurrenceSummary Summary, List<PlannedDate> Dates);

    /// <param name="OriginalDate">The date that the rule gives; where <paramref name="Date"/> differs, the date it moved from.</param>
    /// <param name="Weekday">1 = Monday to 7 = Sunday, of the original date.</param>
    /// <param name="Date">The date on which it takes place; null when it does not, or is not decided.</param>
    /// <param name="HolidayName">The holiday on the original date, or that it makes up for.</param>
    /// <param name="CalendarKnown">False until the holiday list of that year is published.</param>
    public sealed record PlannedDate(
        DateOnly OriginalDate,
        int Weekday,
        HolidayEffect Effect,
        DateOnly? Date,
        int? DateWeekday,
        DateTimeOffset? StartsAt,
        DateTimeOffset? EndsAt,
        string? HolidayName,
        string? HolidayKey,
        bool OnMakeUpWorkday,
        DateOnly? MergedInto,
        bool CalendarKnown);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.When).IsDutyWhen();
    }
}
