using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Disbursements;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DisbursementTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task F02_a_hundred_requests_of_ten_yuan_from_five_hundred_pass_exactly_fifty_times()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 500_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            // A host that is asked by everybody at once may say that it is busy; people try again.
            HttpResponseMessage answer;
            do
            {
                answer = await _stage.AskAsync(_stage.Book.Meals, 10_00);
            }
            while (answer.StatusCode is HttpStatusCode.ServiceUnavailable);
            return answer;
        }));

        var refusals = await Task.WhenAll(answers.Where(answer => !answer.IsSuccessStatusCode).Select(answer => answer.RefusedAsync(FundsErrors.FundShort)));
        Assert.Multiple(async () =>
        {
            Assert.That(refusals, Has.Length.EqualTo(50));
            Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((500_00L, 500_00L)));
            Assert.That((await MoneyStage.GetAsync(_stage.Manager, "disbursements?state=Submitted")).GetProperty("total").GetInt32(), Is.EqualTo(50));
        });
    }

    [Test]
    public async Task A_request_goes_from_hand_to_hand_and_its_money_with_it()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 200_00);
        var held = await _stage.FundAsync(_stage.Book.Meals);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1, note = "发票已看" })).NothingAsync();
        var approved = await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();
        var paid = await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/payment", new { moneyAccountId = _stage.Book.Bank })).JsonAsync();
        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/closing", new { note = "已供餐" })).RefusedAsync(FundsErrors.EvidenceMissing);
        await (await EvidenceAsync(id, "%PDF-1.7 invoice"u8.ToArray(), "发票.pdf")).JsonAsync();
        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/closing", new { note = "已供餐" })).NothingAsync();

        var detail = await MoneyStage.GetAsync(_stage.Manager, $"disbursements/{id}");
        var roles = await _stage.RolesAsync();
        var lines = await _stage.LinesAsync(paid.GetProperty("entryId").GetGuid());
        Assert.Multiple(async () =>
        {
            Assert.That(held, Is.EqualTo((300_00L, 200_00L)));
            Assert.That(approved.GetProperty("state").GetString(), Is.EqualTo("Approved"));
            Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((100_00L, 0L)));
            Assert.That(lines.Select(line => roles[line.AccountId]), Is.EqualTo(new AccountRole?[] { AccountRole.ProgrammeCost, AccountRole.Bank }));
            Assert.That(detail.GetProperty("state").GetString(), Is.EqualTo("Closed"));
            Assert.That(detail.GetProperty("evidence").GetArrayLength(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Paid_twice_at_once_it_is_paid_once()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/payment", new { moneyAccountId = _stage.Book.Bank })));

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
            Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((200_00L, 0L)));
        });
    }

    [Test]
    public async Task Rejected_and_withdrawn_requests_let_their_money_go()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var first = await _stage.AskedAsync(_stage.Book.Meals, 200_00);
        var second = await _stage.AskedAsync(_stage.Book.Meals, 100_00);

        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{first}/rejection", new { revision = 1, reason = "价格太高" })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{second}/withdrawal")).NothingAsync();

        Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((300_00L, 0L)));
    }

    [Test]
    public async Task F06_money_given_for_one_project_is_not_spent_on_another()
    {
        var (meals, repairs) = (Guid.NewGuid(), Guid.NewGuid());
        await _stage.GiveAsync(_stage.Book.Meals, 100_00, projectId: meals);
        await _stage.GiveAsync(_stage.Book.Meals, 30_00);

        await (await _stage.AskAsync(_stage.Book.Meals, 50_00, projectId: repairs)).RefusedAsync(FundsErrors.PurposeShort);
        await (await _stage.AskAsync(_stage.Book.Meals, 31_00)).RefusedAsync(FundsErrors.PurposeShort);
        await (await _stage.AskAsync(_stage.Book.Meals, 30_00, projectId: repairs)).JsonAsync();
        await (await _stage.AskAsync(_stage.Book.Meals, 1_00, projectId: repairs)).RefusedAsync(FundsErrors.PurposeShort);
        await (await _stage.AskAsync(_stage.Book.Meals, 100_00, projectId: meals)).JsonAsync();

        Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((130_00L, 130_00L)), "refused requests hold nothing");
    }

    [Test]
    public async Task F08_the_author_does_not_review_or_approve_the_own_request()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00, _stage.Secretary);

        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).RefusedAsync(FundsErrors.OwnRequest);
        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).RefusedAsync(FundsErrors.OwnRequest);
    }

    [Test]
    public async Task F08_the_payees_household_does_not_approve()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var payee = await _stage.Community.NewPersonAsync("受助人");
        var between = await _stage.Community.NewPersonAsync("同住人");
        await TieAsync(between, payee, "Household");
        await TieAsync(_stage.Secretary.PersonId, between, "Household");
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00, payee: new { fen = 100_00, personId = payee });

        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).RefusedAsync(FundsErrors.ConflictOfInterest);
        var other = await _stage.Community.NewMemberAsync("另一位书记", roles: RoleNames.Secretary);
        await (await MoneyStage.PostAsync(other, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).RefusedAsync(FundsErrors.ConflictOfInterest);
        await (await MoneyStage.PostAsync(other, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();
    }

    [Test]
    public async Task F08_who_is_paid_by_a_relatives_request_is_marked_for_disclosure()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var payee = await _stage.Community.NewPersonAsync("受助人");
        await TieAsync(_stage.Manager.PersonId, payee, "Sibling");

        var answer = await (await _stage.AskAsync(_stage.Book.Meals, 100_00, payee: new { fen = 100_00, personId = payee })).JsonAsync();

        Assert.That(answer.GetProperty("isRelatedParty").GetBoolean(), Is.True);
    }

    [Test]
    public async Task F08_an_approval_of_another_amount_does_not_count()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();

        var changed = await (await MoneyStage.PutAsync(_stage.Manager, $"disbursements/{id}", new { revision = 1, content = MoneyStage.Content(_stage.Book.Meals, 250_00) })).JsonAsync();

        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/payment", new { moneyAccountId = _stage.Book.Bank })).RefusedAsync(FundsErrors.DisbursementState);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).RefusedAsync(FundsErrors.ApprovalStale);
        Assert.Multiple(async () =>
        {
            Assert.That(changed.GetProperty("state").GetString(), Is.EqualTo("Submitted"));
            Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((300_00L, 250_00L)));
        });
    }

    [Test]
    public async Task F08_above_the_limit_two_people_are_needed()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 6_000_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 5_000_01);
        var other = await _stage.Community.NewMemberAsync("另一位书记", roles: RoleNames.Secretary);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();

        var first = await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).RefusedAsync(FundsErrors.ApprovedAlready);
        var second = await (await MoneyStage.PostAsync(other, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();

        Assert.That((first.GetProperty("state").GetString(), second.GetProperty("state").GetString()), Is.EqualTo(("Reviewed", "Approved")));
    }

    [Test]
    public async Task F08_above_the_roles_limit_the_committee_must_have_voted()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 30_000_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 25_000_00);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).RefusedAsync(FundsErrors.ApprovalLimit);
        var (committee, members, supervisor) = await CommitteeAsync();

        await (await MeetAsync(committee, members[..3], supervisor, id)).RefusedAsync(FundsErrors.NoQuorum);
        await (await MeetAsync(committee, members, supervisor: null, id)).RefusedAsync(FundsErrors.SupervisorNeeded);
        var voted = await (await MeetAsync(committee, members[..4], supervisor, id)).JsonAsync();
        var approved = await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(voted.GetProperty("results")[0].GetProperty("passed").GetBoolean(), Is.True);
            Assert.That(approved.GetProperty("state").GetString(), Is.EqualTo("Approved"));
        });
    }

    [Test]
    public async Task F08_the_committees_no_lets_the_money_go_and_a_relative_may_not_vote()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var (committee, members, supervisor) = await CommitteeAsync();
        var payee = await _stage.Community.NewPersonAsync("受助人");
        await TieAsync(members[0], payee, "Spouse");
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00, payee: new { fen = 100_00, personId = payee });

        await (await MeetAsync(committee, members, supervisor, id)).RefusedAsync(FundsErrors.MemberMustRecuse);
        var voted = await (await MeetAsync(committee, members, supervisor, id, answer: "No", recused: members[0])).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(voted.GetProperty("results")[0].GetProperty("state").GetString(), Is.EqualTo("Rejected"));
            Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((300_00L, 0L)));
        });
    }

    [Test]
    public async Task An_approver_with_a_second_factor_shows_it_once_more()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00);
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        var phone = await Authenticator.SetUpAsync(_stage.App, _stage.Secretary);

        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).RefusedAsync("Platform:SecondFactorProofNeeded");
        await (await _stage.Secretary.Http.PostAsJsonAsync("/api/platform/me/second-factor/proof", new { code = "000000" })).RefusedAsync("Platform:SecondFactorCodeWrong");
        await (await _stage.Secretary.Http.PostAsJsonAsync("/api/platform/me/second-factor/proof", new { code = phone.Code() })).NothingAsync();
        _stage.App.Clock.Advance(TimeSpan.FromMinutes(11));
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).RefusedAsync("Platform:SecondFactorProofNeeded");
        await (await _stage.Secretary.Http.PostAsJsonAsync("/api/platform/me/second-factor/proof", new { code = phone.Code() })).NothingAsync();
        var approved = await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{id}/approval", new { revision = 1 })).JsonAsync();

        Assert.That(approved.GetProperty("state").GetString(), Is.EqualTo("Approved"));
    }

    [Test]
    public async Task Another_modules_batch_is_asked_for_once_and_paid_as_one()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 1000_00);
        var people = new[] { await _stage.Community.NewPersonAsync("甲"), await _stage.Community.NewPersonAsync("乙"), await _stage.Community.NewPersonAsync("丙") };
        var batch = new BatchDisbursement(
            "benefits.meals",
            "2026-03",
            _stage.Book.Meals,
            ProjectId: null,
            _stage.Manager.PersonId,
            "三月长者餐补贴",
            "按名单发放",
            Units: 60,
            "份长者餐",
            [.. people.Select(person => new BatchPayee(person, 100_00, null))]);

        var first = await _stage.InsideAsync(services => services.GetRequiredService<IBatchDisbursements>().RequestAsync(batch, CancellationToken.None));
        var second = await _stage.InsideAsync(services => services.GetRequiredService<IBatchDisbursements>().RequestAsync(batch, CancellationToken.None));
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{first.Id}/review", new { revision = 1 })).NothingAsync();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"disbursements/{first.Id}/approval", new { revision = 1 })).JsonAsync();
        var paid = await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{first.Id}/payment", new { moneyAccountId = _stage.Book.Bank })).JsonAsync();

        var card = await _stage.InsideAsync(services => services.GetRequiredService<IBatchDisbursements>().FindAsync("benefits.meals", "2026-03", CancellationToken.None));
        Assert.Multiple(async () =>
        {
            Assert.That(second.Id, Is.EqualTo(first.Id));
            Assert.That(card?.State, Is.EqualTo("Paid"));
            Assert.That(await _stage.LinesAsync(paid.GetProperty("entryId").GetGuid()), Has.Count.EqualTo(4));
        });
    }

    [Test]
    public async Task A_program_is_no_evidence()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00);

        Assert.That((await EvidenceAsync(id, [0x4d, 0x5a, 0x90, 0x00], "发票.pdf")).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task F12_a_request_of_another_community_is_not_there()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 300_00);
        var id = await _stage.AskedAsync(_stage.Book.Meals, 100_00);
        var elsewhere = await MoneyStage.OpenAsync(database);

        var answers = await Task.WhenAll(
            elsewhere.Manager.Http.GetAsync(new Uri($"{Given.Api}/disbursements/{id}", UriKind.Relative)),
            MoneyStage.PostAsync(elsewhere.Secretary, $"disbursements/{id}/approval", new { revision = 1 }),
            elsewhere.AskAsync(_stage.Book.Meals, 1_00));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task TieAsync(Guid personId, Guid otherPersonId, string kind) => await (await MoneyStage.PostAsync(_stage.Manager, "ties", new { personId, kind, otherPersonId })).JsonAsync();

    private async Task<(Guid Id, Guid[] Members, Guid Supervisor)> CommitteeAsync()
    {
        var members = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            members.Add(await _stage.Community.NewPersonAsync($"委员{"甲乙丙丁戊"[number]}"));
        }

        var supervisor = await _stage.Community.NewPersonAsync("监督员");
        var committee = await (await MoneyStage.PostAsync(_stage.Secretary, "committees", new { bookId = _stage.Book.BookId, name = "管理委员会", members, supervisors = new[] { supervisor }, isUnpaid = true })).JsonAsync();
        return (committee.GetProperty("id").GetGuid(), [.. members], supervisor);
    }

    private Task<HttpResponseMessage> MeetAsync(Guid committee, Guid[] attending, Guid? supervisor, Guid request, string answer = "Yes", Guid? recused = null) => MoneyStage.PostAsync(
        _stage.Secretary,
        $"committees/{committee}/meetings",
        new
        {
            heldOn = MoneyStage.Today,
            attending,
            opinions = supervisor is { } id ? new[] { new { personId = id, text = "程序合规" } } : [],
            items = new[]
            {
                new { disbursementId = request, revision = 1, votes = attending.Select(member => new { personId = member, answer = member == recused ? "Recused" : answer }) },
            },
        });

    private async Task<HttpResponseMessage> EvidenceAsync(Guid id, byte[] content, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await _stage.Manager.Http.PostAsync(new Uri($"{Given.Api}/disbursements/{id}/evidence", UriKind.Relative), form);
    }
}
