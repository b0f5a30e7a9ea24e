using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Volunteering;

public sealed class VolunteeringModule : IModule
{
    public string Name => "volunteering";

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
