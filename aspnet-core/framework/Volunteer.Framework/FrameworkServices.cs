using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Volunteer;

/// <summary>What every process of the product needs: host, migrator, design time and tests.</summary>
public static class FrameworkServices
{
    public static IServiceCollection AddVolunteerFramework(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<IModule> modules)
    {
        var database = DatabaseOptions.Read(configuration);
        services.AddSingleton(database);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddMetrics();
        services.AddSingleton<ICurrentTenant, CurrentTenant>();
        services.AddScoped<ICurrentUser, CurrentUser>();
        services.AddScoped<AuditTrail>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxDelivery>();
        services.AddSingleton<Texts>();
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<IFileStore, FolderFileStore>();
        services.AddSingleton<EnterTenantOnPostgres>();
        services.AddSingleton<PrepareSqlite>();

        var definitions = new DefinitionContext();
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, configuration);
            module.Define(definitions);
            services.AddValidatorsOf(module.GetType().Assembly);
        }

        services.AddSingleton(definitions);
        services.AddDbContext<VolunteerDbContext>((provider, options) => UseDatabase(options, provider, database));
        services.AddScheduling(configuration, database);
        if (configuration.GetValue("Jobs:Enabled", defaultValue: true))
        {
            services.AddHostedService<OutboxPump>();
        }

        return services;
    }

    /// <summary>JSON rules, problem details and request languages for a process that answers HTTP.</summary>
    public static IServiceCollection AddVolunteerHttp(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => StrictJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddRequestLocalization(options =>
        {
            options.SetDefaultCulture(Texts.DefaultCulture);
            options.AddSupportedCultures([.. Texts.Cultures]);
            options.AddSupportedUICultures([.. Texts.Cultures]);
            options.RequestCultureProviders = [new Microsoft.AspNetCore.Localization.AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>From refusal of broken addresses to the endpoints' access rules. Sign-in comes before it.</summary>
    public static IApplicationBuilder UseVolunteerPipeline(this IApplicationBuilder app) => app
        .UseMiddleware<AccessMiddleware>()
        .UseMiddleware<Idempotency>();

    public static IApplicationBuilder UseCleanUrls(this IApplicationBuilder app) => app.UseMiddleware<CleanUrl>();

    public static void MapVolunteerModules(this IEndpointRouteBuilder app)
    {
        foreach (var module in app.ServiceProvider.GetServices<IModule>())
        {
            var api = app.MapGroup($"/api/{module.Name}").WithTags(module.Name).AddEndpointFilterFactory(ValidateRequests.Factory);
            module.MapEndpoints(api);
        }
    }

    /// <summary>Stops the start if an endpoint under /api has no access rule or asks for a permission nobody defined.</summary>
    public static void CheckAccessRules(this IEndpointRouteBuilder app)
    {
        var permissions = app.ServiceProvider.GetRequiredService<DefinitionContext>().Permissions;
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) != true)
            {
                continue;
            }

            var rules = endpoint.Metadata.OfType<AccessRule>().ToList();
            if (rules.Count != 1 || (rules[0] is AccessRule.Permission permission && !permissions.ContainsKey(permission.Name)))
            {
                throw new InvalidOperationException($"{endpoint.DisplayName} must declare exactly one known access rule.");
            }
        }
    }

    public static void UseDatabase(DbContextOptionsBuilder options, IServiceProvider provider, DatabaseOptions database)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            options.UseNpgsql(database.ConnectionString, npgsql => npgsql.MigrationsAssembly("Volunteer.Migrations.PostgreSql"))
                .AddInterceptors(provider.GetRequiredService<EnterTenantOnPostgres>());
        }
        else
        {
            options.UseSqlite(database.ConnectionString, sqlite => sqlite.MigrationsAssembly("Volunteer.Migrations.Sqlite"))
                .AddInterceptors(provider.GetRequiredService<PrepareSqlite>());
        }
    }
}
