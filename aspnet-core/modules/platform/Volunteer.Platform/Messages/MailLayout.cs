using System.Text.Encodings.Web;
using System.Text.Unicode;
using Volunteer.Platform.Invitations;

namespace Volunteer.Platform.Messages;

/// <summary>What a message looks like as a mail: large letters, one button, the community's telephone; the same as plain text.</summary>
internal sealed class MailLayout(Texts texts, PortalAddress portal)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public string Subject(Message message, string language) => OneLine(texts.Get($"{message.Template}.Subject", language, message.TemplateValues()));

    public string Body(Message message, string language) => texts.Get($"{message.Template}.Body", language, message.TemplateValues());

    /// <param name="signature">A closing line of the community's own, or empty.</param>
    public Mail Render(Message message, string name, string email, string language, CommunityCard community, string signature)
    {
        var subject = Subject(message, language);
        var greeting = texts.Get("Platform.Mail.Greeting", language, Values(("name", name)));
        var body = Body(message, language);
        var open = texts.Get("Platform.Mail.Open", language, null);
        var footer = texts.Get("Platform.Mail.Footer", language, Values(("community", community.Name), ("phone", community.Phone)));
        if (signature.Length > 0)
        {
            footer = signature + "\n" + footer;
        }

        var link = message.Link is { } path && path.StartsWith('/') ? portal.Link(path) : null;
        var text = string.Join("\n\n", new[] { greeting, body, link is null ? null : $"{open}\n{link}", footer }.Where(part => part is not null));
        var button = link is null
            ? string.Empty
            : $"""<p style="margin:24px 0"><a href="{Html.Encode(link)}" style="display:inline-block;padding:14px 28px;border-radius:8px;background:#b3261e;color:#ffffff;font-size:22px;text-decoration:none">{Html.Encode(open)}</a></p>""";
        var html =
            $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head><meta charset="utf-8"><title>{Html.Encode(subject)}</title></head>
            <body style="margin:0;padding:16px;background:#f4f1ea;color:#222222;font-family:sans-serif;font-size:20px;line-height:1.6">
            <div style="max-width:560px;margin:0 auto;padding:24px;border-radius:12px;background:#ffffff">
            <p style="margin:0 0 16px">{Lines(greeting)}</p>
            <p style="margin:0 0 16px">{Lines(body)}</p>
            {button}
            <p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dddddd;color:#555555;font-size:18px">{Lines(footer)}</p>
            </div>
            </body>
            </html>
            """;
        return new Mail(message.Id.ToString("N"), email, subject, html, text);
    }

    private static Dictionary<string, object?> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(value => value.Name, object? (value) => value.Value, StringComparer.Ordinal);

    /// <summary>A line break in a header would begin another header.</summary>
    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Lines(string text) =>
        string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(line => Html.Encode(line)));
}
