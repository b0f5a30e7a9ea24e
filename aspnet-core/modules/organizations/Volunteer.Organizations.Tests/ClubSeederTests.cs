using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations.Clubs;
using Volunteer.Organizations.Members;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ClubSeederTests(DatabaseProvider database)
{
    [Test]
    public async Task The_demo_clubs_are_there_once_however_often_they_are_seeded()
    {
        var app = await TestApp.ForAsync(database);
        await SeedAsync(app);
        await SeedAsync(app);

        await app.InTenantAsync(SeedIds.Community("huaixiangli"), async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var states = await db.Set<Club>().GroupBy(club => club.State).ToDictionaryAsync(group => group.Key, group => group.Count());
            var flowers = SeedIds.Club("huaixiangli", "flowers");
            var leaders = await services.GetRequiredService<IClubs>().LedByAsync(SeedIds.Person("huaixiangli", "qin-xiuwen"), CancellationToken.None);
            Assert.Multiple(async () =>
            {
                Assert.That(states, Is.EquivalentTo(new Dictionary<ClubState, int>
                {
                    [ClubState.Active] = 22,
                    [ClubState.Applied] = 1,
                    [ClubState.Returned] = 1,
                    [ClubState.Approved] = 1,
                    [ClubState.Paused] = 1,
                }));
                Assert.That(leaders, Does.Contain(flowers));
                Assert.That(await db.Set<ClubMember>().CountAsync(member => member.ClubId == flowers), Is.EqualTo(27));
            });
        });
    }

    private static Task SeedAsync(TestApp app) => app.InTenantAsync(null, services =>
        services.GetServices<ISeeder>().OfType<ClubSeeder>().Single().SeedAsync(new SeedFolder(Path.Combine(TestContext.CurrentContext.TestDirectory, "Seed")), CancellationToken.None));
}
