using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Calendars;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>
/// The secretary enters a year's holidays and make-up workdays as published in November. Dates that exist already are
/// looked at again: those nobody has touched follow, those with people go to the review list (R4).
/// </summary>
internal static class PublishCalendar
{
    private const int MostDays = 100;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/calendar-days", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        CommunityCalendar calendars,
        Replanning replanning,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var review = 0;
        await db.InTransactionAsync(
            async () =>
            {
                await StoreAsync(request, db, calendars, cancellationToken);
                var hold = HolidayPolicy.Hold.ToString();
                var duties = await db.Set<Duty>().Where(duty => duty.State == DutyState.Active && !duty.ClubRests && duty.HolidayPolicy != hold).ToListAsync(cancellationToken);
                await replanning.FollowAsync(duties, ReviewReason.CalendarChanged, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                var now = clock.GetUtcNow();
                review = await db.Set<Shift>().CountAsync(shift => shift.Review == ReviewReason.CalendarChanged && shift.StartsAt > now, cancellationToken);
            },
            cancellationToken);
        return TypedResults.Ok(new Response(review));
    }

    private static async Task StoreAsync(Request request, VolunteerDbContext db, CommunityCalendar calendars, CancellationToken cancellationToken)
    {
        var list = await db.Set<CalendarList>().SingleOrDefaultAsync(l => l.Year == request.Year, cancellationToken);
        var shipped = WorkingCalendar.China.Years.FirstOrDefault(year => year.Year == request.Year)?.PublishedOn.ToDateOnly();
        if (request.PublishedOn < (list?.PublishedOn ?? shipped))
        {
            throw new BusinessException(VolunteeringErrors.CalendarListOlder);
        }

        if (list is null)
        {
            list = new CalendarList(request.Year, request.PublishedOn, request.Source.Trim());
            db.Add(list);
        }

        list.Replace(request.PublishedOn, request.Source.Trim(), request.Days.Select(day => new CalendarDay(day.Date, day.Kind, day.Name.Trim())));
        try
        {
            WorkingCalendar.China.With([list.ToYear()]);
        }
        catch (ArgumentException)
        {
            throw new InvalidRequestException("days", VolunteeringErrors.CalendarListInvalid);
        }

        await db.SaveChangesAsync(cancellationToken);
        calendars.Forget();
    }

    /// <param name="Source">Where the list can be read.</param>
    public sealed record Request(int Year, DateOnly PublishedOn, string Source, List<Day> Days);

    /// <param name="Name">The holiday's name, on a workday that of the holiday it makes up for.</param>
    public sealed record Day(DateOnly Date, CalendarDayKind Kind, string Name);

    /// <param name="ToReview">Dates with people that no longer fit.</param>
    public sealed record Response(int ToReview);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Year).InclusiveBetween(DutyTimetable.FirstYear, DutyTimetable.LastYear);
            RuleFor(r => r.Source).MaximumLength(300);
            RuleFor(r => r.Days).NotEmpty().Must(days => days.Count <= MostDays && days.DistinctBy(day => day.Date).Count() == days.Count);
            RuleForEach(r => r.Days).ChildRules(day =>
            {
                day.RuleFor(d => d.Name).NotEmpty().MaximumLength(40);
            });
            RuleForEach(r => r.Days).Must((request, day) => day.Date.Year == request.Year || Math.Abs(day.Date.DayNumber - new DateOnly(request.Year, 7, 1).DayNumber) < 200);
        }
    }
}
