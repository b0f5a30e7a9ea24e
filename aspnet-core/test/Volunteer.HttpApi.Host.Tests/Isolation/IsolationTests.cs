using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.HttpApi.Host.Tests.Isolation;

/// <summary>
/// Every endpoint, every role, own and foreign tenant, made from the endpoint list of the running host: a new endpoint is
/// covered without anyone remembering it.
/// </summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed partial class IsolationTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private IReadOnlyList<Operation> _operations = [];
    private TestCommunity _own = null!;
    private TestCommunity _foreign = null!;
    private Dictionary<string, TestUser> _users = [];
    private IReadOnlyList<(string Table, Guid Id)> _foreignIds = [];

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _operations = ApiSurface.Read(_app);
        _own = await _app.NewCommunityAsync();
        _foreign = await _app.NewCommunityAsync();
        await FullCommunity.FillAsync(_foreign);
        _foreignIds = await OneIdOfEachTableAsync();
        _users = new Dictionary<string, TestUser>(StringComparer.Ordinal)
        {
            [RoleNames.Resident] = await _own.NewMemberAsync("郑安居"),
            [RoleNames.ClubLeader] = await _own.NewMemberAsync("何领队", roles: RoleNames.ClubLeader),
            [RoleNames.FundManager] = await _own.NewMemberAsync("钱司库", roles: RoleNames.FundManager),
            [RoleNames.Secretary] = await _own.NewSecretaryAsync(),
            [RoleNames.StreetOfficer] = await _own.NewStreetOfficerAsync(),
            [RoleNames.HostOperator] = await _own.NewOperatorAsync(),
        };
    }

    [Test]
    public void The_list_is_not_empty() => Assert.That(_operations, Has.Count.GreaterThan(3));

    [Test]
    public async Task Nobody_gets_in_without_signing_in()
    {
        using var client = _app.CreateClient();
        foreach (var operation in _operations.Where(operation => operation.Rule is not AccessRule.Public))
        {
            using var response = await client.SendAsync(operation.Request(Guid.CreateVersion7()));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), operation.ToString());
        }
    }

    [Test]
    public async Task A_role_without_the_permission_is_refused()
    {
        var permissions = _app.Services.GetRequiredService<DefinitionContext>().Permissions;
        foreach (var operation in _operations)
        {
            foreach (var (role, user) in _users)
            {
                if (operation.Rule is AccessRule.Permission rule && !Holds(permissions[rule.Name], role))
                {
                    using var response = await user.Http.SendAsync(operation.Request(Guid.CreateVersion7()));
                    Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), $"{operation} as {role}");
                }
            }
        }
    }

    [Test]
    public async Task No_answer_is_a_failure_or_a_redirect()
    {
        foreach (var operation in _operations)
        {
            foreach (var (role, user) in _users.Where(user => user.Key != RoleNames.FundManager))
            {
                using var response = await SendAsAsync(operation, role, user, Guid.CreateVersion7());
                Assert.That((int)response.StatusCode, Is.LessThan(500).And.Not.InRange(300, 399), $"{operation} as {role}: {await response.Content.ReadAsStringAsync()}");
            }
        }
    }

    /// <summary>S28: whether somebody else has it or nobody has it cannot be told apart, byte for byte, and nothing of theirs changes.</summary>
    [Test]
    public async Task S28_a_foreign_id_and_an_absent_id_get_the_same_answer_and_change_nothing()
    {
        var before = await DigestAsync(_foreign);
        foreach (var operation in _operations.Where(operation => operation.TakesIds))
        {
            foreach (var (role, user) in _users)
            {
                if (!await IsAllowedAsync(operation, role, user))
                {
                    continue;
                }

                var absent = await AnswerAsync(operation, role, user, Guid.CreateVersion7());
                foreach (var (table, id) in _foreignIds)
                {
                    var foreign = await AnswerAsync(operation, role, user, id);
                    if (!IsCreation(absent))
                    {
                        Assert.That(foreign, Is.EqualTo(absent), $"{operation} as {role} with an id of {table}");
                    }
                }
            }
        }

        Assert.That(await DigestAsync(_foreign), Is.EqualTo(before));
    }

    private static bool Holds(PermissionDefinition permission, string role) =>
        permission.DefaultRoles.Contains(role, StringComparer.Ordinal)
        || (permission.Side == PermissionSide.Tenant && role is RoleNames.Secretary or RoleNames.ClubLeader or RoleNames.FundManager
            && permission.DefaultRoles.Contains(RoleNames.Resident, StringComparer.Ordinal));

    /// <summary>Two successes that made something differ by what they made.</summary>
    private static bool IsCreation(string answer) => answer.StartsWith('2');

    private async Task<bool> IsAllowedAsync(Operation operation, string role, TestUser user)
    {
        using var response = await SendAsAsync(operation, role, user, Guid.CreateVersion7());
        return response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
    }

    private async Task<string> AnswerAsync(Operation operation, string role, TestUser user, Guid id)
    {
        using var response = await SendAsAsync(operation, role, user, id);
        var body = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {TraceId().Replace(body, string.Empty).Replace(id.ToString(), "id", StringComparison.OrdinalIgnoreCase)}";
    }

    /// <summary>Signing out or ending sessions would take the user away for all calls after it: those get a session of their own.</summary>
    private async Task<HttpResponseMessage> SendAsAsync(Operation operation, string role, TestUser user, Guid id)
    {
        if (!EndsSession().IsMatch(operation.Template))
        {
            return await user.Http.SendAsync(operation.Request(id));
        }

        Assert.That(role, Is.Not.Empty);
        using var own = await _app.SignedInAsync(user.AccountId, user.MembershipId);
        return await own.SendAsync(operation.Request(id));
    }

    private Task<IReadOnlyList<(string Table, Guid Id)>> OneIdOfEachTableAsync() => _foreign.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var ids = new List<(string, Guid)>();
        foreach (var type in TenantTypes(db.Model))
        {
            // Table names come from the model, never from outside.
            var sql = string.Concat("SELECT id AS \"Value\" FROM ", type.GetTableName(), " WHERE tenant_id = {0} ORDER BY id LIMIT 1");
            var id = await db.Database.SqlQueryRaw<Guid>(sql, _foreign.TenantId).ToListAsync();
            Assert.That(id, Is.Not.Empty, $"{nameof(FullCommunity)} must fill {type.GetTableName()}");
            ids.Add((type.GetTableName()!, id[0]));
        }

        return (IReadOnlyList<(string, Guid)>)ids;
    });

    private static Task<string> DigestAsync(TestCommunity community) => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var digest = new System.Text.StringBuilder();
        foreach (var type in TenantTypes(db.Model))
        {
            var columns = string.Join(" || '|' || ", type.GetProperties().Select(property => $"coalesce(cast(\"{property.GetColumnName()}\" as text), '')"));
            var sql = string.Concat("SELECT ", columns, " AS \"Value\" FROM ", type.GetTableName(), " WHERE tenant_id = {0} ORDER BY id");
            var rows = await db.Database.SqlQueryRaw<string>(sql, community.TenantId).ToListAsync();
            digest.AppendJoin('\n', rows);
        }

        return digest.ToString();
    });

    private static IEnumerable<IEntityType> TenantTypes(IModel model) => model.GetEntityTypes().Where(type => typeof(TenantEntity).IsAssignableFrom(type.ClrType)).OrderBy(type => type.GetTableName(), StringComparer.Ordinal);

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex TraceId();

    [GeneratedRegex("sign-out|sessions|erasure|password|second-factor|session/membership|tokens", RegexOptions.CultureInvariant)]
    private static partial Regex EndsSession();
}
