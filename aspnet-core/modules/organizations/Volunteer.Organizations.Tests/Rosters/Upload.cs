using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Volunteer.Tables;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests.Rosters;

/// <summary>Rosters as people send them.</summary>
internal static class Upload
{
    public const string Heading = "姓名,性别,出生日期,身份证号,手机号,楼栋,技能,备注\n";

    public static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(Heading + string.Join('\n', lines));

    public static byte[] Xlsx(params object?[][] rows) => XlsxWriter.Write(new OutputSheet(
        "名册",
        [.. new[] { "姓名", "性别", "出生日期", "身份证号", "手机号" }.Select(title => new OutputColumn(title))],
        rows));

    /// <summary>A file of the demo data.</summary>
    public static byte[] Seed(string name) => File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Seed", name));

    public static async Task<HttpResponseMessage> PreviewAsync(this TestUser user, Guid club, byte[] file, string name = "roster.csv", string? encoding = null)
    {
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", name);
        if (encoding is not null)
        {
            form.Add(new StringContent(encoding), "encoding");
        }

        return await user.Http.PostAsync($"{Given.Api}/clubs/{club}/roster-previews", form);
    }

    public static Task<HttpResponseMessage> CommitAsync(this TestUser user, JsonElement preview, bool consentConfirmed = true) => user.Http.PostAsJsonAsync(
        $"{Given.Api}/roster-previews/{preview.Text("previewId")}/commit",
        new { previewVersion = preview.GetProperty("previewVersion").GetInt32(), consentConfirmed });

    /// <summary>Row number and status, e.g. <c>2 New</c>; with the codes behind it, each with its column.</summary>
    public static List<string> Rows(this JsonElement preview) => [.. preview.GetProperty("rows").EnumerateArray().Select(Describe)];

    /// <summary>New, matched, already member, error.</summary>
    public static (int New, int Matched, int AlreadyMember, int Error) Counts(this JsonElement preview)
    {
        var counts = preview.GetProperty("counts");
        return (Count("new"), Count("matched"), Count("alreadyMember"), Count("error"));

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    private static string Describe(JsonElement row)
    {
        var problems = row.GetProperty("problems").EnumerateArray().Select(problem => $" {problem.Text("column")}:{problem.Text("code")}");
        return $"{row.GetProperty("row").GetInt32()} {row.Text("status")}{string.Concat(problems)}";
    }
}
