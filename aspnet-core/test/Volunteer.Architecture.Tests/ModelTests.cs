using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.TestBase;

namespace Volunteer.Architecture.Tests;

/// <summary>The database model keeps the tenants apart.</summary>
internal sealed class ModelTests
{
    /// <summary>
    /// Tables above the communities, each looked at: found before a tenant is known (accounts, sessions, memberships,
    /// invitations by token), or bookkeeping that carries the tenant as a plain column (outbox, job runs, audit).
    /// </summary>
    private static readonly string[] HostTables =
    [
        "platform_streets",
        "platform_tenants",
        "platform_accounts",
        "platform_memberships",
        "platform_membership_roles",
        "platform_sessions",
        "platform_refresh_tokens",
        "platform_password_resets",
        "platform_email_changes",
        "platform_recovery_codes",
        "platform_passkeys",
        "platform_sign_in_attempts",
        "platform_invitations",
        "platform_data_protection_keys",
        "platform_outbox",
        "platform_job_runs",
        "platform_audit_entries",
        "platform_idempotent_answers",
    ];

    /// <summary>
    /// Tables that point at a person or hold personal values and are in nobody's export, each looked at: other people's data
    /// is in them too, or they only help another row that is exported.
    /// </summary>
    private static readonly string[] ReviewedForPersonalData =
    [
        // Encrypted, of many people, and gone after the commit or within days.
        "organizations_roster_previews",

        // A tablet's secret, marked so that the audit trail does not show it.
        "volunteering_kiosks",

        // Which of somebody's codes was used when; the attendance that it led to is exported.
        "volunteering_used_codes",
        "volunteering_roll_call_marks",

        // The host charity's bank records, kept by law as they came (Accounting Archives Measures); whose a gift is stands with the gift.
        "funds_statement_files",
        "funds_statement_habits",
        "funds_statement_lines",
        "funds_bank_matches",
        "funds_match_rules",
        "funds_host_statements",
        "funds_money_accounts",

        // What a payment provider told, as it told it; the person's payments are exported.
        "funds_provider_events",
        "funds_provider_transactions",
        "funds_provider_payouts",
        "funds_payment_questions",
        "funds_payment_refunds",
        "funds_payment_disputes",

        // Its account is one of the chart.
        "funds_entry_lines",

        // Who did what, kept because the law wants it (Cybersecurity Law art. 23). Who looked at one's data is exported.
        "platform_audit_entries",
    ];

    private IModel _model = null!;
    private IReadOnlyList<Type> _exported = null!;

    [OneTimeSetUp]
    public async Task ReadModel()
    {
        var app = await TestApp.ForAsync(DatabaseProvider.Sqlite);
        (_model, _exported) = await app.InTenantAsync(null, services => Task.FromResult<(IModel, IReadOnlyList<Type>)>((
            services.GetRequiredService<VolunteerDbContext>().Model,
            [.. services.GetServices<IPersonalDataSource>().SelectMany(source => source.Covers)])));
    }

    [OneTimeTearDown]
    public Task Stop() => TestApp.StopAllAsync();

    [Test]
    public void Every_table_is_a_tenants_or_on_the_reviewed_list() =>
        Assert.That(_model.GetEntityTypes().Where(type => !IsOfTenant(type)).Select(type => type.GetTableName()).Distinct(), Is.EquivalentTo(HostTables));

    [Test]
    public void Every_row_of_a_tenant_is_filtered() =>
        Assert.That(
            _model.GetEntityTypes().Where(type => IsOfTenant(type) && !type.IsOwned() && type.BaseType is null && type.GetDeclaredQueryFilters().All(filter => filter.Key != VolunteerDbContext.TenantFilter)),
            Is.Empty);

    [Test]
    public void Every_key_and_unique_index_of_a_tenant_starts_with_the_tenant() => Assert.Multiple(() =>
    {
        foreach (var type in _model.GetEntityTypes().Where(IsOfTenant))
        {
            foreach (var key in type.GetKeys())
            {
                Assert.That(key.Properties[0].Name, Is.EqualTo(nameof(IMultiTenant.TenantId)), $"{type.DisplayName()} {key}");
            }

            foreach (var index in type.GetIndexes())
            {
                Assert.That(index.Properties[0].Name, Is.EqualTo(nameof(IMultiTenant.TenantId)), $"{type.DisplayName()} {index}");
            }
        }
    });

    [Test]
    public void Every_foreign_key_between_rows_of_a_tenant_carries_the_tenant() => Assert.Multiple(() =>
    {
        foreach (var key in _model.GetEntityTypes().Where(IsOfTenant).SelectMany(type => type.GetForeignKeys()).Where(key => IsOfTenant(key.PrincipalEntityType)))
        {
            Assert.That(key.Properties.Select(property => property.Name), Does.Contain(nameof(IMultiTenant.TenantId)), key.ToString());
        }
    });

    [Test]
    public void No_foreign_key_crosses_modules() => Assert.Multiple(() =>
    {
        foreach (var key in _model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
        {
            Assert.That(Prefix(key.PrincipalEntityType), Is.EqualTo(Prefix(key.DeclaringEntityType)), key.ToString());
        }
    });

    [Test]
    public void E6_every_table_with_personal_data_is_in_the_export_or_on_the_reviewed_list()
    {
        var personal = _model.GetEntityTypes().Where(IsAboutAPerson).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(personal.Where(type => !_exported.Contains(type.ClrType)).Select(type => type.GetTableName()).Distinct(), Is.EquivalentTo(ReviewedForPersonalData));
            Assert.That(_exported.Except(personal.Select(type => type.ClrType)), Is.Empty, "an export that covers what is about nobody is out of date");
        });
    }

    private static bool IsAboutAPerson(IReadOnlyEntityType type) => type.GetProperties().Any(property =>
        property.Name is "PersonId" or "AccountId" || property.PropertyInfo?.IsDefined(typeof(PersonalDataAttribute), inherit: true) == true);

    private static string Prefix(IReadOnlyEntityType type) => type.GetTableName()!.Split('_')[0];

    private static bool IsOfTenant(IReadOnlyEntityType type) =>
        typeof(IMultiTenant).IsAssignableFrom(type.ClrType) || (type.FindOwnership() is { } owner && IsOfTenant(owner.PrincipalEntityType));
}
