using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Verification;

/// <summary>One line as it is hashed.</summary>
internal sealed record ContentLine(string AccountCode, Guid FundId, long Fen, Guid? MoneyAccountId, Guid? CampaignId, Guid? ProjectId, Guid? GiftId, Guid? PartyId, string? NameCommitment, string? Text);

/// <summary>
/// An entry as it is hashed and as anybody may read it: one JSON line with members in a fixed order, whole numbers only, and
/// commitments in place of everything that people typed or that points at people. The bytes are what is hashed, so a browser
/// needs no rules of ours to check them.
/// </summary>
internal sealed record EntryContent(
    Guid BookId,
    Guid EntryId,
    DateOnly Date,
    EntryKind Kind,
    DateTimeOffset PostedAt,
    Guid? PostedBy,
    Guid? ReversesId,
    PostingSource Source,
    string Text,
    byte[] Salt,
    IReadOnlyList<ContentLine> Lines)
{
    private const int Version = 1;

    /// <summary>Only what JSON itself asks to escape: every JSON writer makes the same bytes of these values.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static EntryContent Of(NewEntry entry) => new(
        entry.BookId,
        entry.Id,
        entry.Date,
        entry.Kind,
        entry.PostedAt,
        entry.PostedBy,
        entry.ReversesId,
        entry.Source,
        entry.Text,
        entry.Salt,
        [.. entry.Lines.Select(line => new ContentLine(line.Account.Code, line.FundId, line.Fen, line.MoneyAccountId, line.CampaignId, line.ProjectId, line.GiftId, line.PartyId, line.NameCommitment, line.Text))]);

    /// <param name="lines">In their order.</param>
    /// <param name="codes">Codes of the accounts by id.</param>
    public static EntryContent Of(Entry entry, IReadOnlyList<EntryLine> lines, Func<Guid, string> codes) => new(
        entry.BookId,
        entry.Id,
        entry.Date,
        entry.Kind,
        entry.PostedAt,
        entry.PostedBy,
        entry.ReversesId,
        new PostingSource(entry.SourceType, entry.SourceId),
        entry.Text,
        entry.Salt,
        [.. lines.Select(line => new ContentLine(codes(line.AccountId), line.FundId, line.Fen, line.MoneyAccountId, line.CampaignId, line.ProjectId, line.GiftId, line.PartyId, line.NameCommitment, line.Text))]);

    public byte[] Hash() => SHA256.HashData(Bytes());

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("book", BookId);
            json.WriteString("entry", EntryId);
            json.WriteString("date", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("kind", Kind.ToString());
            json.WriteNumber("postedAt", PostedAt.ToUnixTimeMilliseconds());
            WriteId(json, "reverses", ReversesId);
            json.WriteString("postedBy", Sealed("postedBy", PostedBy?.ToString()));
            json.WriteString("source", Sealed("source", $"{Source.Type}\n{Source.Id}"));
            json.WriteString("text", Sealed("text", Text));
            json.WriteStartArray("lines");
            foreach (var line in Lines)
            {
                json.WriteStartObject();
                json.WriteString("account", line.AccountCode);
                json.WriteString("fund", line.FundId);
                json.WriteNumber("fen", line.Fen);
                if (line.NameCommitment is null)
                {
                    json.WriteNull("name");
                }
                else
                {
                    json.WriteString("name", line.NameCommitment);
                }

                json.WriteString("more", Sealed("more", $"{line.MoneyAccountId}\n{line.CampaignId}\n{line.ProjectId}\n{line.GiftId}\n{line.PartyId}\n{line.Text}"));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public string Json() => Encoding.UTF8.GetString(Bytes());

    private static void WriteId(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, id.Value);
        }
    }

    private string Sealed(string label, string? value) => Commitment.Of(Salt, label, value ?? string.Empty);
}
