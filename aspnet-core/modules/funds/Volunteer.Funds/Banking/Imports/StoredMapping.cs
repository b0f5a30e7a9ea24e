using System.Text.Json;
using Volunteer.Funds.Banking.Statements;

namespace Volunteer.Funds.Banking.Imports;

internal static class StoredMapping
{
    private static readonly JsonSerializerOptions Options = Made();

    public static string Write(ColumnMapping mapping) => JsonSerializer.Serialize(mapping, Options);

    public static ColumnMapping? Read(string? stored) => stored is null ? null : JsonSerializer.Deserialize<ColumnMapping>(stored, Options);

    /// <summary>A mapping as a form field sends it.</summary>
    public static ColumnMapping? ReadField(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ColumnMapping>(text, Options) is { } mapping && IsSane(mapping)
                ? mapping
                : throw new InvalidRequestException("mapping", FundsErrors.StatementMapping);
        }
        catch (JsonException)
        {
            throw new InvalidRequestException("mapping", FundsErrors.StatementMapping);
        }
    }

    private static bool IsSane(ColumnMapping mapping)
    {
        int?[] columns =
        [
            mapping.Date, mapping.Time, mapping.Amount, mapping.Credit, mapping.Debit, mapping.Direction, mapping.Balance, mapping.Currency,
            mapping.Counterparty, mapping.CounterpartyAccount, mapping.Memo, mapping.Serial, mapping.Reference, mapping.Remark, mapping.Status,
        ];
        return mapping.Header.Length <= 2000 && Array.TrueForAll(columns, column => column is null or (>= 0 and < 100));
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
        StrictJson.Configure(options);
        return options;
    }
}
