using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests;

/// <summary>A community with a book, a fund manager and a secretary: what money comes in by and goes out by.</summary>
internal sealed record MoneyStage(TestApp App, TestCommunity Community, BookStage Book, TestUser Manager, TestUser Secretary)
{
    public static readonly DateOnly Today = BookStage.Today;

    public static async Task<MoneyStage> OpenAsync(DatabaseProvider database)
    {
        var app = await TestApp.ForAsync(database);
        var community = await app.NewCommunityAsync();
        return new MoneyStage(
            app,
            community,
            await community.NewBookAsync(),
            await community.NewMemberAsync("钱经理", roles: RoleNames.FundManager),
            await community.NewSecretaryAsync());
    }

    public static async Task<HttpResponseMessage> PostAsync(TestUser user, string path, object? body = null) =>
        await user.Http.PostAsJsonAsync($"{Given.Api}/{path}", body ?? new { });

    public static async Task<HttpResponseMessage> PutAsync(TestUser user, string path, object body) =>
        await user.Http.PutAsJsonAsync($"{Given.Api}/{path}", body);

    public static async Task<JsonElement> GetAsync(TestUser user, string path) => await (await user.Http.GetAsync(new Uri($"{Given.Api}/{path}", UriKind.Relative))).JsonAsync();

    /// <summary>Records a gift by bank transfer and gives its id.</summary>
    public async Task<Guid> GiveAsync(Guid fundId, long fen, object? donor = null, Guid? projectId = null, string? display = null, DateOnly? date = null)
    {
        var gift = await (await PostAsync(Manager, "gifts", new { fundId, kind = "Transfer", fen, moneyAccountId = Book.Bank, donor, projectId, display, date })).JsonAsync();
        return gift.GetProperty("id").GetGuid();
    }

    /// <summary>A campaign for meals with all its facts, from yesterday to summer.</summary>
    public async Task<Guid> CampaignAsync(string mode, bool open = true, string leftoverRule = "SamePurpose", Guid? projectId = null)
    {
        var campaign = await (await PostAsync(
            Manager,
            "campaigns",
            new
            {
                fundId = Book.Meals,
                facts = new
                {
                    title = "春日敬老",
                    purpose = "长者用餐",
                    mode,
                    projectId,
                    hostCharity = "测试慈善总会",
                    certificateNumber = "慈募证字第0001号",
                    filingNumber = "备案0001",
                    plan = "募集一年的用餐补贴",
                    startsOn = Today.AddDays(-1),
                    endsOn = Today.AddMonths(4),
                    area = "测试区",
                    contact = "0371-00000002",
                    queryMethod = "社区公示栏",
                    platformName = "测试平台",
                    platformUrl = "https://platform.example/1",
                    leftoverRule,
                },
            })).JsonAsync();
        var id = campaign.GetProperty("id").GetGuid();
        if (open)
        {
            await (await PostAsync(Manager, $"campaigns/{id}/opening")).NothingAsync();
        }

        return id;
    }

    /// <summary>A request for money to somebody new, handed in by the manager or another.</summary>
    public Task<HttpResponseMessage> AskAsync(Guid fundId, long fen, TestUser? author = null, object? payee = null, Guid? projectId = null, bool submit = true, string? units = null, int beneficiaries = 0) =>
        PostAsync(author ?? Manager, "disbursements", new { content = Content(fundId, fen, payee, projectId, units, beneficiaries), submit });

    public static object Content(Guid fundId, long fen, object? payee = null, Guid? projectId = null, string? units = null, int beneficiaries = 0) => new
    {
        fundId,
        title = "三月长者餐",
        reason = "向社区食堂支付长者餐费用",
        projectId,
        units = units is null ? (decimal?)null : decimal.Parse(units, System.Globalization.CultureInfo.InvariantCulture),
        unitName = units is null ? null : "份长者餐",
        beneficiaries,
        payees = new[] { payee ?? new { fen, @new = new { kind = "Organisation", name = "幸福食堂" } } },
    };

    public async Task<Guid> AskedAsync(Guid fundId, long fen, TestUser? author = null, object? payee = null, Guid? projectId = null, string? units = null, int beneficiaries = 0) =>
        (await (await AskAsync(fundId, fen, author, payee, projectId, submit: true, units, beneficiaries)).JsonAsync()).GetProperty("id").GetGuid();

    /// <summary>Asked, reviewed, approved and paid.</summary>
    public async Task<Guid> SpendAsync(Guid fundId, long fen, Guid? projectId = null, string? units = null, int beneficiaries = 0)
    {
        var id = await AskedAsync(fundId, fen, projectId: projectId, units: units, beneficiaries: beneficiaries);
        await (await PostAsync(Secretary, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await PostAsync(Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();
        await (await PostAsync(Manager, $"disbursements/{id}/payment", new { moneyAccountId = Book.Bank })).JsonAsync();
        return id;
    }

    public Task<(long Balance, long Reserved)> FundAsync(Guid fundId) => Book.ReadAsync(async db =>
    {
        var row = await db.Set<FundBalance>().AsNoTracking().SingleAsync(balance => balance.Id == fundId);
        return (row.Balance, row.Reserved);
    });

    public Task<List<EntryLine>> LinesAsync(Guid entryId) => Book.ReadAsync(db => db.Set<EntryLine>().AsNoTracking().Where(line => line.EntryId == entryId).OrderBy(line => line.Position).ToListAsync());

    /// <summary>Accounts by their role, for reading entries.</summary>
    public Task<Dictionary<Guid, AccountRole?>> RolesAsync() => Book.ReadAsync(db => db.Set<ChartAccount>().AsNoTracking().ToDictionaryAsync(account => account.Id, account => account.Role));

    public Task<T> InsideAsync<T>(Func<IServiceProvider, Task<T>> work) => Community.InsideAsync(work);

    public Task<T> AtomicallyAsync<T>(Func<IServiceProvider, Task<T>> work) => Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().AtomicallyAsync(() => work(services), CancellationToken.None));
}
