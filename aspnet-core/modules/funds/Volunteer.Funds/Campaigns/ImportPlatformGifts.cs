using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Tables;

namespace Volunteer.Funds.Campaigns;

/// <summary>
/// Takes in the settlement file of a designated platform: a gift for every order, once, however often the file or an
/// overlapping one is sent. All rows or none.
/// </summary>
internal static class ImportPlatformGifts
{
    private const int LargestBody = 11 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/campaigns/{campaignId:guid}/platform-imports", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts)
        .WithMetadata(new NotIdempotent(), new RequestSizeLimitAttribute(LargestBody))
        .DisableAntiforgery();

    private static async Task<Ok<Response>> HandleAsync(
        Guid campaignId,
        IFormFile file,
        [FromForm] Guid moneyAccountId,
        [FromForm] bool? commit,
        VolunteerDbContext db,
        BookFacts books,
        IGiftRecorder recorder,
        BusinessDay day,
        CancellationToken cancellationToken)
    {
        var campaign = await db.GetCampaignAsync(campaignId, cancellationToken);
        if (campaign.Mode is not (CampaignMode.PlatformImport or CampaignMode.PlatformRedirect))
        {
            throw new BusinessException(FundsErrors.CampaignNotOnPlatform);
        }

        if (campaign.State is not (CampaignState.Open or CampaignState.Closed))
        {
            throw new BusinessException(FundsErrors.CampaignNotOpen);
        }

        await books.MoneyAccountAsync(moneyAccountId, campaign.BookId, cancellationToken);
        await using var content = file.OpenReadStream();
        var table = await TableReader.ReadAsync(content, file.FileName, cancellationToken: cancellationToken);
        var rows = PlatformFile.Read(table, await day.TodayAsync(cancellationToken));
        var source = $"platform:{campaign.PlatformName}";
        source = source.Length > 40 ? source[..40] : source;
        var answer = await CompareAsync(db, campaign, rows, source, cancellationToken);
        if (commit != true || answer.Exists(row => row.Outcome is PlatformRowOutcome.Error or PlatformRowOutcome.Conflict))
        {
            return TypedResults.Ok(Response.Of(answer, isCommitted: false));
        }

        await db.InTransactionAsync(
            async () =>
            {
                foreach (var (row, said) in rows.Zip(answer).Where(pair => pair.Second.Outcome is PlatformRowOutcome.New))
                {
                    await recorder.RecordAsync(
                        new NewGift(campaign.FundId, GiftKind.Platform, row.Fen, row.Date, moneyAccountId)
                        {
                            ProjectId = campaign.ProjectId,
                            CampaignId = campaign.Id,
                            Display = row.DonorName is null ? DonorDisplay.Anonymous : DonorDisplay.Alias,
                            DisplayName = row.DonorName,
                            Message = row.Message,
                            Source = new PostingSource(source, row.OrderId),
                            FeeFen = row.FeeFen,
                        },
                        cancellationToken);
                }
            },
            cancellationToken);
        return TypedResults.Ok(Response.Of(answer, isCommitted: true));
    }

    private static async Task<List<RowAnswer>> CompareAsync(VolunteerDbContext db, Campaign campaign, List<PlatformRow> rows, string source, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, (long Fen, Guid? CampaignId)>(StringComparer.Ordinal);
        foreach (var some in rows.Select(row => row.OrderId).Distinct(StringComparer.Ordinal).Chunk(1000))
        {
            foreach (var gift in await db.Set<Gift>().AsNoTracking()
                .Where(gift => gift.BookId == campaign.BookId && gift.SourceType == source && some.Contains(gift.SourceId))
                .Select(gift => new { gift.SourceId, gift.Fen, gift.CampaignId })
                .ToListAsync(cancellationToken))
            {
                known[gift.SourceId!] = (gift.Fen, gift.CampaignId);
            }
        }

        var answer = new List<RowAnswer>(rows.Count);
        foreach (var row in rows)
        {
            answer.Add(Compare(row));
        }

        return answer;

        RowAnswer Compare(PlatformRow row)
        {
            if (row.Problem is { } problem)
            {
                return new RowAnswer(row.Number, row.OrderId, row.Fen, PlatformRowOutcome.Error, problem);
            }

            if (row.Date < campaign.StartsOn || row.Date > campaign.EndsOn)
            {
                return new RowAnswer(row.Number, row.OrderId, row.Fen, PlatformRowOutcome.Error, FundsErrors.CampaignDates);
            }

            if (known.TryGetValue(row.OrderId, out var there))
            {
                return there.Fen == row.Fen && there.CampaignId == campaign.Id
                    ? new RowAnswer(row.Number, row.OrderId, row.Fen, PlatformRowOutcome.Known, null)
                    : new RowAnswer(row.Number, row.OrderId, row.Fen, PlatformRowOutcome.Conflict, FundsErrors.OrderWithOtherAmount);
            }

            known.Add(row.OrderId, (row.Fen, campaign.Id));
            return new RowAnswer(row.Number, row.OrderId, row.Fen, PlatformRowOutcome.New, null);
        }
    }

    /// <param name="IsCommitted">False for a look only, or when a row is wrong: then nothing was taken in.</param>
    public sealed record Response(bool IsCommitted, int New, int Known, int Wrong, long NewFen, IReadOnlyList<RowAnswer> Rows)
    {
        internal static Response Of(List<RowAnswer> rows, bool isCommitted) => new(
            isCommitted,
            rows.Count(row => row.Outcome is PlatformRowOutcome.New),
            rows.Count(row => row.Outcome is PlatformRowOutcome.Known),
            rows.Count(row => row.Outcome is PlatformRowOutcome.Conflict or PlatformRowOutcome.Error),
            rows.Where(row => row.Outcome is PlatformRowOutcome.New).Sum(row => row.Fen),
            rows);
    }

    /// <param name="Row">As the spreadsheet counts it.</param>
    public sealed record RowAnswer(int Row, string OrderId, long Fen, PlatformRowOutcome Outcome, string? Code);
}

internal enum PlatformRowOutcome
{
    New,

    /// <summary>Taken in before.</summary>
    Known,

    /// <summary>The same order with another amount.</summary>
    Conflict,
    Error,
}
