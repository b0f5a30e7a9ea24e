using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Banking;

/// <summary>Steps of a fund manager at the bank's statements.</summary>
internal sealed record BankDesk(BookStage Stage, TestUser Manager)
{
    public const string Header = "交易日期,交易金额,余额,对方户名,附言,流水号";

    public HttpClient Http => Manager.Http;

    public static async Task<BankDesk> OpenAsync(TestApp app)
    {
        app.Clock.Set(new DateTimeOffset(2026, 7, 10, 1, 0, 0, TimeSpan.Zero));
        var community = await app.NewCommunityAsync();
        return new BankDesk(await community.NewBookAsync(), await community.NewMemberAsync("林小满", roles: RoleNames.FundManager));
    }

    public static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. rows]));

    public async Task<HttpResponseMessage> PreviewAsync(byte[] file, string name = "a.csv", string? encoding = null, string? mapping = null, Guid? account = null)
    {
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", name);
        if (encoding is not null)
        {
            form.Add(new StringContent(encoding), "encoding");
        }

        if (mapping is not null)
        {
            form.Add(new StringContent(mapping), "mapping");
        }

        return await Http.PostAsync($"{Given.Api}/money-accounts/{account ?? Stage.Bank}/statement-previews", form);
    }

    public Task<HttpResponseMessage> CommitAsync(JsonElement preview, bool acceptProblems = false) =>
        Http.PostAsJsonAsync($"{Given.Api}/statement-previews/{preview.GetProperty("previewId").GetGuid()}/commit", new { acceptProblems });

    /// <summary>Preview and commit.</summary>
    public async Task<(int Added, int Known)> ImportAsync(byte[] file, string name = "a.csv", bool acceptProblems = false)
    {
        var preview = await (await PreviewAsync(file, name)).JsonAsync();
        var done = await (await CommitAsync(preview, acceptProblems)).JsonAsync();
        return (done.GetProperty("added").GetInt32(), done.GetProperty("known").GetInt32());
    }

    public Task<(int Added, int Known)> ImportAsync(params string[] rows) => ImportAsync(Csv(rows));

    public Task<List<StatementLine>> LinesAsync() => Stage.ReadAsync(db => db.Set<StatementLine>().Where(line => line.MoneyAccountId == Stage.Bank).OrderBy(line => line.Date).ThenBy(line => line.Sequence).ToListAsync());

    public async Task<List<JsonElement>> CardsAsync(string state = "Open") =>
        [.. (await (await Http.GetAsync($"{Given.Api}/money-accounts/{Stage.Bank}/statement-lines?state={state}")).JsonAsync()).GetProperty("items").EnumerateArray()];

    public async Task<List<JsonElement>> OpenItemsAsync() =>
        [.. (await (await Http.GetAsync($"{Given.Api}/money-accounts/{Stage.Bank}/open-items")).JsonAsync()).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement> ProofAsync(string? asOf = null) =>
        await (await Http.GetAsync($"{Given.Api}/money-accounts/{Stage.Bank}/reconciliation{(asOf is null ? string.Empty : $"?asOf={asOf}")}")).JsonAsync();

    public async Task<long> DifferenceAsync(string? asOf = null) => (await ProofAsync(asOf)).GetProperty("differenceFen").GetInt64();

    public Task<HttpResponseMessage> MatchAsync(IEnumerable<(Guid Line, long Fen)> lines, IEnumerable<(Guid Item, long Fen)> items, object? difference = null) => Http.PostAsJsonAsync(
        $"{Given.Api}/money-accounts/{Stage.Bank}/bank-matches",
        new { lines = lines.Select(leg => new { lineId = leg.Line, fen = leg.Fen }), items = items.Select(leg => new { kind = "LedgerLine", itemId = leg.Item, fen = leg.Fen }), difference });

    public Task<HttpResponseMessage> UndoAsync(Guid matchId) => Http.PostAsJsonAsync($"{Given.Api}/bank-matches/{matchId}/undo", new { reason = "点错了" });

    /// <summary>Money in or out in the books, with the other side's name on the bank's leg. Gives that leg back.</summary>
    public async Task<Guid> BookAsync(long fen, string day, string who = "", string? sourceId = null, Guid? fund = null)
    {
        var fundId = fund ?? Stage.General;
        var entry = await Stage.PostAsync(new Posting(
            Stage.BookId,
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            fen > 0 ? EntryKind.Gift : EntryKind.Disbursement,
            "测试分录",
            new PostingSource("test", sourceId ?? Guid.NewGuid().ToString()),
            [
                new PostingLine(AccountRole.Bank, fen, fundId) { MoneyAccountId = Stage.Bank, Text = who.Length == 0 ? null : who },
                new PostingLine(fen > 0 ? AccountRole.UnrestrictedGifts : AccountRole.ProgrammeCost, -fen, fundId),
            ]));
        return await Stage.ReadAsync(db => db.Set<EntryLine>().Where(line => line.EntryId == entry.Id && line.MoneyAccountId == Stage.Bank).Select(line => line.Id).SingleAsync());
    }

    public Task CloseThroughAsync(string day) => Stage.ReadAsync(db => db.Set<Volunteer.Funds.Books.BookHead>()
        .Where(head => head.Id == Stage.BookId)
        .ExecuteUpdateAsync(set => set.SetProperty(head => head.ClosedThrough, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));

    public Task<int> ActiveMatchesAsync() => Stage.ReadAsync(db => db.Set<BankMatch>().CountAsync(match => match.UndoneAt == null));
}
