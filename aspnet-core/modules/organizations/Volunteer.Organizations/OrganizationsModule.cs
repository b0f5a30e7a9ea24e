using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Organizations;

public sealed class OrganizationsModule : IModule
{
    public string Name => "organizations";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void Define(DefinitionContext definitions)
    {
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
    }
}
