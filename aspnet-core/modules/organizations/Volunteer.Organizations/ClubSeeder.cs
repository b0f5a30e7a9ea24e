using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;
using Volunteer.Organizations.Members;

namespace Volunteer.Organizations;

/// <summary>The clubs of the demo community, from <c>clubs.json</c>, each in the state that the file says.</summary>
internal sealed class ClubSeeder(VolunteerDbContext db, ICurrentTenant tenant, TimeProvider clock) : ISeeder
{
    public int Order => 200;

    public async Task SeedAsync(SeedFolder folder, CancellationToken cancellationToken)
    {
        var community = (await folder.ReadAsync<List<SeedCommunity>>("communities", cancellationToken)).Single(candidate => candidate.Complete).Code;
        var places = (await folder.ReadAsync<List<SeedPlace>>("places", cancellationToken)).ToDictionary(place => place.Key, place => place.Name, StringComparer.Ordinal);
        var accounts = (await folder.ReadAsync<SeedAccounts>("accounts", cancellationToken)).Accounts;
        var secretary = accounts.First(account => account.Community == community && account.Role == RoleNames.Secretary).Person
            ?? throw new InvalidDataException("The secretary of the demo is nobody in people.json.");

        using var entered = tenant.Change(SeedIds.Community(community));
        foreach (var seed in await folder.ReadAsync<List<SeedClub>>("clubs", cancellationToken))
        {
            var id = SeedIds.Club(community, seed.Key);
            if (!await db.Set<Club>().AnyAsync(club => club.Id == id, cancellationToken))
            {
                Add(community, id, seed, places[seed.MeetingPlace], SeedIds.Person(community, secretary));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private void Add(string community, Guid id, SeedClub seed, string place, Guid secretary)
    {
        var since = Since(seed.AppliedOn ?? seed.FoundedOn);
        var profile = ClubRules.Profile(seed.Name, seed.NameEn, Enum.Parse<ClubKind>(seed.Kind), seed.Purpose, place, seed.IsVolunteering, seed.FoundedOn);
        var club = new Club(profile, SeedIds.Person(community, seed.Leader), since, id);
        Advance(club, seed, secretary, since);
        db.Add(club);
        foreach (var key in seed.Members)
        {
            var personId = SeedIds.Person(community, key);
            db.Add(new ClubMember(id, personId, PostOf(seed, key), remark: null, since));
            db.Tell(new MemberJoined(personId, id, Skills: null));
        }
    }

    /// <summary>The morning of that day, never in the future; now, when the file names no day.</summary>
    private DateTimeOffset Since(DateOnly? day)
    {
        var now = clock.GetUtcNow();
        return day is { } known && new DateTimeOffset(known, TimeOnly.MinValue, TimeSpan.Zero) is var morning && morning < now ? morning : now;
    }

    private static Post PostOf(SeedClub seed, string person)
    {
        if (person == seed.Leader)
        {
            return Post.Leader;
        }

        return seed.Deputies.Contains(person, StringComparer.Ordinal) ? Post.Deputy : Post.Member;
    }

    private static void Advance(Club club, SeedClub seed, Guid secretary, DateTimeOffset at)
    {
        var state = Enum.Parse<ClubState>(seed.Status);
        if (state is ClubState.Returned)
        {
            club.Return(secretary, seed.ReturnReason ?? throw new InvalidDataException($"{seed.Key} is returned without a reason."), at);
        }

        if (state is ClubState.Approved or ClubState.Active or ClubState.Paused)
        {
            club.Approve(secretary, at);
        }

        if (state is ClubState.Active or ClubState.Paused)
        {
            club.Activate(secretary, hasLeader: true, at);
        }

        if (state is ClubState.Paused)
        {
            club.Pause(secretary, reasons: null, at);
        }
    }

    private sealed record SeedCommunity(string Code, bool Complete);

    private sealed record SeedPlace(string Key, string Name);

    private sealed record SeedAccounts(List<SeedAccount> Accounts);

    private sealed record SeedAccount(string Role, string? Community, string? Person);

    private sealed record SeedClub(
        string Key,
        string Name,
        string NameEn,
        string Kind,
        string Purpose,
        string MeetingPlace,
        string Leader,
        List<string> Deputies,
        List<string> Members,
        DateOnly? FoundedOn,
        string Status,
        bool IsVolunteering,
        DateOnly? AppliedOn,
        string? ReturnReason);
}
