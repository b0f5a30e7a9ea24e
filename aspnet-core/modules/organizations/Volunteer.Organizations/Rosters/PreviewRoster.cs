using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;
using Volunteer.Tables;

namespace Volunteer.Organizations.Rosters;

/// <summary>Reads a roster and says, row by row, what taking it in would do. Nothing is taken in yet.</summary>
internal static class PreviewRoster
{
    /// <summary>A little more than a file may have, for the envelope around it; the reader holds the file to its limit.</summary>
    private const int LargestBody = 11 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/roster-previews", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub)
        .WithMetadata(new NotIdempotent(), new RequestSizeLimitAttribute(LargestBody))
        .DisableAntiforgery();

    private static async Task<Ok<RosterAnswer>> HandleAsync(
        Guid clubId,
        IFormFile file,
        [FromForm] string? encoding,
        VolunteerDbContext db,
        ClubAuthority authority,
        RosterMatching matching,
        RosterVault vault,
        LocalCalendar calendar,
        Texts texts,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await authority.RequireAsync(clubId, cancellationToken);
        var club = await db.Set<Club>().AsNoTracking().SingleAsync(c => c.Id == clubId, cancellationToken);
        if (club.State is ClubState.Dissolved)
        {
            throw club.WrongState();
        }

        await using var content = file.OpenReadStream();
        var table = await TableReader.ReadAsync(content, file.FileName, encoding: EncodingOf(encoding), cancellationToken: cancellationToken);
        var (rows, columns) = Read(table, await calendar.TodayAsync(cancellationToken));
        var found = await matching.MatchAsync(clubId, rows, cancellationToken);

        var preview = new RosterPreview(clubId, user.RequirePersonId(), vault.Pack(rows), clock.GetUtcNow());
        db.Add(preview);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(RosterAnswer.Of(preview, rows, found, texts) with
        {
            Encoding = table.DetectedEncoding?.ToString(),
            EncodingIsAGuess = table.EncodingIsAGuess,
            IgnoredColumns = columns.Ignored,
            OtherSheets = [.. table.OtherSheets],
        });
    }

    private static (List<RosterRow> Rows, RosterColumns Columns) Read(Table table, DateOnly today)
    {
        var (columns, lines) = RosterColumns.Find(table);
        var doubles = new RosterDoubles();
        var rows = new List<RosterRow>();
        foreach (var line in lines.Where(line => !columns.IsBlank(line)))
        {
            var row = RosterLineReader.Read(line, columns, today);
            if (doubles.Find(row) is { } earlier)
            {
                row.Refuse(OrganizationsErrors.RosterTwice, new(StringComparer.Ordinal) { ["row"] = earlier });
            }

            rows.Add(row);
        }

        return rows.Count == 0 ? throw new BusinessException(OrganizationsErrors.RosterNoRows) : (rows, columns);
    }

    private static TableEncoding? EncodingOf(string? chosen) => chosen?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "UTF-8" or "UTF8" => TableEncoding.Utf8,
        "GBK" or "GB18030" or "GB2312" => TableEncoding.Gb18030,
        "UTF-16" or "UTF-16LE" or "UTF16LITTLEENDIAN" => TableEncoding.Utf16LittleEndian,
        "UTF-16BE" or "UTF16BIGENDIAN" => TableEncoding.Utf16BigEndian,
        _ => throw new InvalidRequestException("encoding", OrganizationsErrors.RosterEncoding),
    };
}
