using System.Collections;
using System.Globalization;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>A body as Stripe reads it: form fields, structure by brackets, e.g. <c>line_items[0][price_data][currency]=cny</c>.</summary>
internal sealed class StripeForm : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>Nothing is sent for null: an empty value would tell Stripe to clear the field.</summary>
    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
        {
            _fields.Add(new(name, value));
        }

        return this;
    }

    public StripeForm Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public StripeForm Add(string name, bool value) => Add(name, value ? "true" : "false");

    public StripeForm Add(string name, IEnumerable<string> values)
    {
        foreach (var (index, value) in values.Index())
        {
            Add($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]", value);
        }

        return this;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As a query string with its question mark; empty without fields.</summary>
    public string Query() => _fields.Count == 0 ? string.Empty : "?" + string.Join('&', _fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
}
