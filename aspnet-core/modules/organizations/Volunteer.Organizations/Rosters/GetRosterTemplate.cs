using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Tables;

namespace Volunteer.Organizations.Rosters;

/// <summary>An empty roster to fill in, with headings in the caller's language that the import knows.</summary>
internal static class GetRosterTemplate
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/roster-template", Handle)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static FileContentHttpResult Handle(Texts texts, string format = "xlsx")
    {
        var title = Title("Organizations.Roster.Title");
        var sheet = new OutputSheet(
            title,
            [.. Enum.GetValues<RosterColumn>().Select(column => new OutputColumn(Title($"Organizations.Roster.{column}"), AsText: true))],
            Rows: []);
        return format switch
        {
            "xlsx" => TypedResults.File(XlsxWriter.Write(sheet), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{title}.xlsx"),
            "csv" => TypedResults.File(CsvWriter.Write(sheet), "text/csv; charset=utf-8", $"{title}.csv"),
            _ => throw new InvalidRequestException("format", OrganizationsErrors.RosterFormat),
        };

        string Title(string key) => texts.Get(key, CultureInfo.CurrentUICulture.Name, null);
    }
}
