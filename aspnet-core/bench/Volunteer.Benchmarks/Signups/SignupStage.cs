using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Sessions;
using Volunteer.Platform.Tenants;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Benchmarks.Signups;

/// <summary>One community with a daily duty of one hour, and people who are signed in already.</summary>
internal sealed class SignupStage
{
    private const int Chunk = 500;
    private const int Minutes = 60;

    private static readonly TimeOnly Start = new(10, 0);
    private static readonly PropertyInfo IdOfRow = typeof(TenantEntity).GetProperty(nameof(TenantEntity.Id))!;

    private readonly BenchHost _host;

    private SignupStage(BenchHost host, Guid tenantId) => (_host, TenantId) = (host, tenantId);

    public Guid TenantId { get; }

    /// <summary>In the order of <see cref="Tokens"/>.</summary>
    public IReadOnlyList<Guid> People { get; private set; } = [];

    /// <summary>Session tokens, one a person.</summary>
    public IReadOnlyList<string> Tokens { get; private set; } = [];

    /// <summary>Shift number <paramref name="number"/>, from 1: an id that a script can compute.</summary>
    public static Guid ShiftId(int number) => new($"00000000-0000-7000-8000-{number:x12}");

    /// <param name="places">Of each shift; shifts lie a day apart, so that nobody's days get too full.</param>
    /// <param name="isNow">All shifts begin in a minute instead.</param>
    public static async Task<SignupStage> SetAsync(BenchHost host, int people, IReadOnlyList<int> places, bool isNow = false)
    {
        var street = new Street("bench", "测试街道", "Bench Street", "0371-00000000");
        var tenant = new Tenant(street.Id, "bench", "测试社区", "Bench Community", "0371-00000001", "测试路1号", "Asia/Shanghai");
        await host.InTenantAsync(null, async (_, db) =>
        {
            db.AddRange(street, tenant);
            await db.SaveChangesAsync();
        });
        var stage = new SignupStage(host, tenant.Id);
        await stage.AddShiftsAsync(places, isNow);
        await stage.AddPeopleAsync(people);
        return stage;
    }

    private async Task AddShiftsAsync(IReadOnlyList<int> places, bool isNow)
    {
        var place = new Place("社区广场", "Community square", "测试路1号");
        var today = DateOnly.FromDateTime(_host.Now.UtcDateTime);
        var duty = new Duty(
            Guid.CreateVersion7(),
            DutyKind.Volunteering,
            new DutyText("每日清洁", "Daily cleaning", "扫地"),
            place.Id,
            new DutyWhen("FREQ=DAILY", today, EndDate: null, Start, Minutes, "Skip", "Hold"),
            new DutyWho(places[0], [], WhoMayCome.Everyone, MinimumAge: null, Risk: null, IsDangerous: false, WithdrawUntilHoursBefore: 24));
        var shifts = places.Select((count, index) =>
        {
            duty.Admit(duty.Who() with { Places = count });
            var date = today.AddDays(index + 2);

            // 10:00 in Shanghai, which has no summer time.
            var startsAt = isNow ? _host.Now.AddMinutes(1) : new DateTimeOffset(date, Start, TimeSpan.FromHours(8)).ToUniversalTime();
            var shift = new Shift(duty, date, date, startsAt, startsAt.AddMinutes(Minutes));
            IdOfRow.SetValue(shift, ShiftId(index + 1));
            return shift;
        }).ToList();
        await _host.InsertAsync(TenantId, [place]);
        await _host.InsertAsync(TenantId, [duty]);
        await _host.InsertAsync(TenantId, shifts);
    }

    private async Task AddPeopleAsync(int count)
    {
        var tokens = new List<string>(count);
        var ids = new List<Guid>(count);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (tokens.Count < count)
        {
            var people = new List<Person>();
            var (accounts, memberships, sessions) = (new List<Account>(), new List<Membership>(), new List<Session>());
            await _host.InTenantAsync(TenantId, async (services, db) =>
            {
                while (people.Count < Chunk && tokens.Count < count)
                {
                    var account = new Account();
                    account.UserName = $"u{account.Id:N}";
                    account.NormalizedUserName = account.UserName.ToUpperInvariant();
                    var person = NewPerson(codes);
                    person.LinkAccount(account.Id);
                    people.Add(person);
                    var membership = new Membership(account.Id, MembershipScope.Community, streetId: null, TenantId, person.Id, _host.Now);
                    var token = SessionTokens.New();
                    tokens.Add(token);
                    ids.Add(person.Id);
                    accounts.Add(account);
                    memberships.Add(membership);
                    sessions.Add(new Session(account.Id, membership.Id, SessionTokens.Hash(token), isBearer: true, _host.Now, _host.Now.AddDays(1)));
                }

                var tenant = services.GetRequiredService<ICurrentTenant>();
                await db.InTransactionAsync(
                    async () =>
                    {
                        var batch = new StatementBatch(db);
                        batch.Insert(tenant, accounts);
                        batch.Insert(tenant, memberships);
                        batch.Insert(tenant, sessions);
                        await batch.SendAsync(CancellationToken.None);
                    },
                    CancellationToken.None);
            });
            await _host.InsertAsync(TenantId, people);
        }

        (People, Tokens) = (ids, tokens);
    }

    /// <summary>Badge codes are random and unique in a community; many people at once do meet.</summary>
    private Person NewPerson(HashSet<string> codes)
    {
        Person person;
        do
        {
            person = new Person("林小满", Sex.Unknown, new DateOnly(1958, 5, 17), phone: null, email: null, building: null, ConsentBasis.PaperForm, _host.Now);
        }
        while (!codes.Add(person.ShortCode));

        return person;
    }
}
