using Volunteer;
using Volunteer.HttpApi.Host;
using Volunteer.Platform;

var builder = WebApplication.CreateBuilder(args);
builder.AddHosting();
builder.Services.AddVolunteerFramework(builder.Configuration, ModuleList.All);
builder.Services.AddVolunteerHttp();
builder.Services.AddApiDocument();
builder.Services.AddHealth();
builder.Services.AddTelemetry(builder.Configuration);

var app = builder.Build();
app.UseForwardedHeaders();
app.UseRequestLocalization();
app.UseExceptionHandler();
app.UseSecurityHeaders();
app.UseCleanUrls();
app.UseWebPages();
app.UseRouting();
app.UseTelemetry();
PlatformModule.UseSessions(app);
app.UseVolunteerPipeline();
app.MapVolunteerModules();
app.MapHealth();
app.MapApiDocument();
app.MapWebPages();
app.CheckAccessRules();

await app.RunAsync();

namespace Volunteer.HttpApi.Host
{
    /// <summary>Named for the tests, which start the real host.</summary>
    public sealed partial class Entry;
}
