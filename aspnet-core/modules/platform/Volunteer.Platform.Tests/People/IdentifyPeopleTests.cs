using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.People;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.People;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class IdentifyPeopleTests(DatabaseProvider database)
{
    private const string Number = "11010519491231002X";
    private const string OtherNumber = "440524188001010014";
    private static readonly DateOnly Spring1953 = new(1953, 4, 5);

    private TestCommunity _community = null!;

    [SetUp]
    public async Task SetUp() => _community = await (await TestApp.ForAsync(database)).NewCommunityAsync();

    [Test]
    public async Task The_same_id_number_and_name_is_the_same_person_whatever_else_changed()
    {
        var id = await RegisterAsync("王秀英", Spring1953, "19900001115", Number);

        var found = await IdentifyAsync(new PersonKey("王秀英", new DateOnly(1953, 4, 6), "19900009999", Number));

        Assert.That(found, Is.EqualTo(new Identification(id, null, null)));
    }

    [Test]
    public async Task The_same_id_number_under_another_name_is_not_sure()
    {
        var id = await RegisterAsync("王秀英", Spring1953, "19900001115", Number);

        var found = await IdentifyAsync(new PersonKey("王秀莹", Spring1953, "19900001115", Number));

        Assert.That(found, Is.EqualTo(new Identification(null, IdentityDoubt.IdNumberOfAnotherName, id)));
    }

    [Test]
    public async Task S27_two_people_of_one_name_are_told_apart_by_birth_date()
    {
        var older = await RegisterAsync("王秀英", Spring1953, "19900001115");
        var younger = await RegisterAsync("王秀英", new DateOnly(1961, 7, 2), "19900001115");

        var first = await IdentifyAsync(new PersonKey("王秀英", Spring1953, null, null));
        var second = await IdentifyAsync(new PersonKey("王秀英", new DateOnly(1961, 7, 2), null, null));

        Assert.Multiple(() =>
        {
            Assert.That(first.PersonId, Is.EqualTo(older));
            Assert.That(second.PersonId, Is.EqualTo(younger));
        });
    }

    [Test]
    public async Task S27_two_people_of_one_name_who_share_a_phone_are_not_guessed_at()
    {
        await RegisterAsync("王秀英", Spring1953, "19900001115");
        await RegisterAsync("王秀英", new DateOnly(1961, 7, 2), "19900001115");

        var found = await IdentifyAsync(new PersonKey("王秀英", null, "199 0000 1115", null));

        Assert.Multiple(() =>
        {
            Assert.That(found.PersonId, Is.Null);
            Assert.That(found.Doubt, Is.EqualTo(IdentityDoubt.SeveralPeople));
        });
    }

    [Test]
    public async Task S27_a_couple_with_one_phone_are_two_people()
    {
        await RegisterAsync("常卫东", birthDate: null, "19900001009");

        var wife = await IdentifyAsync(new PersonKey("夏玉珍", null, "19900001009", null));

        Assert.That(wife, Is.EqualTo(new Identification(null, null, null)));
    }

    [Test]
    public async Task A_different_id_number_is_a_different_person_even_with_name_and_birth_date_alike()
    {
        await RegisterAsync("王秀英", Spring1953, "19900001115", Number);

        var found = await IdentifyAsync(new PersonKey("王秀英", Spring1953, "19900001115", OtherNumber));

        Assert.That(found, Is.EqualTo(new Identification(null, null, null)));
    }

    [Test]
    public async Task Name_and_birth_date_are_enough_where_one_side_has_no_id_number()
    {
        var id = await RegisterAsync("王秀英", Spring1953, "19900001115", Number);

        Assert.That((await IdentifyAsync(new PersonKey("王秀英", Spring1953, null, null))).PersonId, Is.EqualTo(id));
    }

    [Test]
    public async Task Who_has_left_is_a_doubt_until_somebody_says_they_are_back()
    {
        var id = await RegisterAsync("汤宝山", Spring1953, null);
        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            (await db.FindAsync<Person>(_community.TenantId, id))!.Depart(DepartureReason.MovedAway, _community.App.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });

        var found = await IdentifyAsync(new PersonKey("汤宝山", Spring1953, null, null));

        Assert.That(found, Is.EqualTo(new Identification(null, IdentityDoubt.Departed, id)));
    }

    [Test]
    public async Task The_number_of_another_community_is_not_found()
    {
        var elsewhere = await _community.App.NewCommunityAsync();
        await elsewhere.InsideAsync(async services =>
        {
            services.GetRequiredService<IPeople>().Register(new NewPerson("王秀英", Sex.Female, Spring1953, null, null, Number, null, ConsentBasis.PaperForm));
            await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        });

        Assert.That(await IdentifyAsync(new PersonKey("王秀英", Spring1953, null, Number)), Is.EqualTo(new Identification(null, null, null)));
    }

    [Test]
    public async Task Twenty_thousand_rows_are_looked_up_without_reaching_a_limit()
    {
        var id = await RegisterAsync("王秀英", Spring1953, null, Number);
        var keys = Enumerable.Range(0, 20_000).Select(number => new PersonKey($"甲{number}", null, null, null)).Append(new PersonKey("王秀英", null, null, Number)).ToList();

        var found = await _community.InsideAsync(services => services.GetRequiredService<IPeople>().MatchAsync(keys, CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(found, Has.Count.EqualTo(20_001));
            Assert.That(found[^1], Is.EqualTo(id));
            Assert.That(found.Count(match => match is not null), Is.EqualTo(1));
        });
    }

    private Task<Guid> RegisterAsync(string name, DateOnly? birthDate, string? phone, string? idNumber = null) => _community.InsideAsync(async services =>
    {
        var id = services.GetRequiredService<IPeople>().Register(new NewPerson(name, Sex.Female, birthDate, phone, null, idNumber, null, ConsentBasis.PaperForm));
        await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        return id;
    });

    private async Task<Identification> IdentifyAsync(PersonKey key) =>
        (await _community.InsideAsync(services => services.GetRequiredService<IPeople>().IdentifyAsync([key], CancellationToken.None)))[0];
}
