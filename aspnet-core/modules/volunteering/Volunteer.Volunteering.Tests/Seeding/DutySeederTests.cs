using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Seeding;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Tests.Seeding;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DutySeederTests(DatabaseProvider database)
{
    private const string Community = "huaixiangli";

    [Test]
    public async Task The_demo_duties_have_a_year_behind_them_and_a_later_run_only_adds_the_days_since()
    {
        var app = await TestApp.ForAsync(database);
        app.Clock.Set(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8)));
        await app.InTenantAsync(null, async services =>
        {
            foreach (var seeder in services.GetServices<ISeeder>().Where(seeder => seeder.Order <= 300).OrderBy(seeder => seeder.Order))
            {
                await seeder.SeedAsync(Folder(), CancellationToken.None);
            }
        });
        var first = await IdsAsync(app);
        await SeedAsync(app);
        var again = await IdsAsync(app);
        app.Clock.Set(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)));
        await SeedAsync(app);
        var later = await IdsAsync(app);

        Assert.Multiple(() =>
        {
            Assert.That(again, Is.EquivalentTo(first));
            Assert.That(first, Is.SubsetOf(later));
        });
        await app.InTenantAsync(SeedIds.Community(Community), async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var patrol = await DaysAsync(db, "night-patrol");
            var cleaning = await DaysAsync(db, "clean-day");
            var places = await db.Set<Duty>().Where(duty => duty.Id == DutySeeder.DutyId(Community, "flower-bed-care")).SingleAsync();
            Assert.Multiple(async () =>
            {
                Assert.That(await db.Set<Duty>().CountAsync(), Is.EqualTo(25));
                Assert.That(await db.Set<Place>().CountAsync(), Is.EqualTo(23));
                Assert.That(await db.Set<Skill>().CountAsync(), Is.EqualTo(23));
                Assert.That(await db.Set<PersonSkill>().CountAsync(held => held.ValidUntil == new DateOnly(2026, 12, 4)), Is.EqualTo(1));
                Assert.That(patrol, Is.SupersetOf(Enumerable.Range(0, 386).Select(day => new DateOnly(2025, 11, 1).AddDays(day))), "every night from 1 November 2025 to 21 November 2026");
                Assert.That(cleaning, Is.SupersetOf(new[] { new DateOnly(2026, 3, 1), new DateOnly(2026, 9, 28), new DateOnly(2026, 10, 31) }), "the two on holidays moved");
                Assert.That(places.Places + places.Roles.Sum(role => role.Places), Is.EqualTo(8));
            });
        });
    }

    private static Task<List<DateOnly>> DaysAsync(VolunteerDbContext db, string duty)
    {
        var id = DutySeeder.DutyId(Community, duty);
        return db.Set<Shift>().Where(shift => shift.DutyId == id && shift.State == ShiftState.Open).Select(shift => shift.LocalDate).ToListAsync();
    }

    private static Task<List<Guid>> IdsAsync(TestApp app) => app.InTenantAsync(SeedIds.Community(Community), services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Shift>().Select(shift => shift.Id).ToListAsync());

    private static Task SeedAsync(TestApp app) => app.InTenantAsync(null, services =>
        services.GetServices<ISeeder>().OfType<DutySeeder>().Single().SeedAsync(Folder(), CancellationToken.None));

    private static SeedFolder Folder() => new(Path.Combine(TestContext.CurrentContext.TestDirectory, "Seed"));
}
