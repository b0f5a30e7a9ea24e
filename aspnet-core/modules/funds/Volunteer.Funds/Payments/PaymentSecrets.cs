using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Volunteer.Funds.Payments;

/// <param name="ApiKey">A restricted key is enough: checkout sessions, refunds, and reading of the rest.</param>
/// <param name="WebhookSecrets">The new one first; during a change the old one still counts.</param>
internal sealed record ProviderKeys(string? ApiKey, IReadOnlyList<string> WebhookSecrets)
{
    public static readonly ProviderKeys None = new(null, []);

    /// <summary>Keys stay out of logs, even by accident.</summary>
    public override string ToString() => nameof(ProviderKeys);
}

/// <summary>Seals keys and received bodies with the data-protection ring; each community's with its own purpose.</summary>
internal sealed class PaymentSecrets(IDataProtectionProvider protection)
{
    public void Keep(PaymentAccount account, ProviderKeys keys) =>
        account.Keep(Protector(account.TenantId).Protect(JsonSerializer.SerializeToUtf8Bytes(keys)), keys.ApiKey is { Length: > 8 } key ? key[^4..] : null);

    public ProviderKeys Read(PaymentAccount account) =>
        account.Secrets is { } sealedKeys ? JsonSerializer.Deserialize<ProviderKeys>(Protector(account.TenantId).Unprotect(sealedKeys)) ?? ProviderKeys.None : ProviderKeys.None;

    /// <summary>What a provider sent names donors: kept for looking into trouble, readable by the program only.</summary>
    public byte[] Seal(Guid tenantId, byte[] body) => Protector(tenantId).Protect(body);

    public string Open(Guid tenantId, byte[] body) => Encoding.UTF8.GetString(Protector(tenantId).Unprotect(body));

    private IDataProtector Protector(Guid tenantId) => protection.CreateProtector("funds.payments", tenantId.ToString("N"));
}
