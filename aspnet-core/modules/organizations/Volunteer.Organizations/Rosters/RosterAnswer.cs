using System.Globalization;
using Volunteer.Platform;

namespace Volunteer.Organizations.Rosters;

/// <summary>What the page shows of a preview.</summary>
/// <param name="PreviewVersion">Send it back with the commit.</param>
/// <param name="CanCommit">No row has an error.</param>
/// <param name="Encoding">How a text file was read; null for xlsx, and when a stored preview is opened again.</param>
/// <param name="EncodingIsAGuess">Let the person look at the names and choose another encoding.</param>
/// <param name="IgnoredColumns">Letters of columns that mean nothing here.</param>
/// <param name="OtherSheets">Sheets of the workbook that were not read.</param>
internal sealed record RosterAnswer(
    Guid PreviewId,
    int PreviewVersion,
    Guid ClubId,
    DateTimeOffset ExpiresAt,
    bool CanCommit,
    RosterCounts Counts,
    List<RosterAnswerRow> Rows,
    string? Encoding,
    bool EncodingIsAGuess,
    List<string> IgnoredColumns,
    List<string> OtherSheets)
{
    public static RosterAnswer Of(RosterPreview preview, IReadOnlyList<RosterRow> rows, IReadOnlyDictionary<Guid, PersonCard> found, Texts texts)
    {
        var counts = RosterCounts.Of(rows);
        return new RosterAnswer(
            preview.Id,
            preview.Version,
            preview.ClubId,
            preview.ExpiresAt,
            CanCommit: counts.Error == 0,
            counts,
            [.. rows.Select(row => RosterAnswerRow.Of(row, found, texts))],
            Encoding: null,
            EncodingIsAGuess: false,
            IgnoredColumns: [],
            OtherSheets: []);
    }
}

internal sealed record RosterCounts(int New, int Matched, int AlreadyMember, int Error)
{
    public static RosterCounts Of(IReadOnlyList<RosterRow> rows) => new(
        rows.Count(row => row.Status is RosterStatus.New),
        rows.Count(row => row.Status is RosterStatus.Matched),
        rows.Count(row => row.Status is RosterStatus.AlreadyMember),
        rows.Count(row => row.Status is RosterStatus.Error));
}

/// <param name="Row">As Excel numbers it.</param>
/// <param name="MaskedPhone">From the file, e.g. 199****1234.</param>
/// <param name="Match">Who on the register it is, or, with an error, may be.</param>
internal sealed record RosterAnswerRow(int Row, RosterStatus Status, string Name, string? MaskedPhone, RosterMatch? Match, List<RosterAnswerProblem> Problems)
{
    public static RosterAnswerRow Of(RosterRow row, IReadOnlyDictionary<Guid, PersonCard> found, Texts texts) => new(
        row.Number,
        row.Status,
        row.Name,
        row.Phone is null ? null : Identity.Masking.Phone(row.Phone),
        row.PersonId is { } id && found.TryGetValue(id, out var card) ? new RosterMatch(id, card.Name, card.MaskedPhone, card.BirthDate?.Year, card.ShortCode) : null,
        [.. row.Problems.Select(problem => new RosterAnswerProblem(
            problem.Column,
            problem.Code,
            texts.Get(problem.Code, CultureInfo.CurrentUICulture.Name, problem.Values?.ToDictionary(value => value.Key, value => (object?)value.Value, StringComparer.Ordinal)),
            problem.IsError))]);
}

internal sealed record RosterMatch(Guid PersonId, string Name, string? MaskedPhone, int? BirthYear, string ShortCode);

/// <param name="Text">In the caller's language.</param>
internal sealed record RosterAnswerProblem(string Column, string Code, string Text, bool IsError);
