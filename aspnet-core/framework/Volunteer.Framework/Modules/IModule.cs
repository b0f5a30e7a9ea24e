using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>A module's table of contents: its services, its endpoints and what it lets roles do.</summary>
public interface IModule
{
    /// <summary>Lower-case; the route prefix <c>/api/{Name}</c> and the table prefix <c>{Name}_</c>.</summary>
    string Name { get; }

    void AddServices(IServiceCollection services, IConfiguration configuration);

    void MapEndpoints(RouteGroupBuilder api);

    /// <summary>Permissions, features and settings of the module.</summary>
    void Define(DefinitionContext definitions)
    {
    }
}
