using System.Reflection;

namespace Volunteer.Architecture.Tests;

internal sealed class ModuleBoundaryTests
{
    private static IEnumerable<Assembly> Modules => House.Modules;

    private static IEnumerable<Assembly> ModulesAndContracts => [.. House.Modules, .. House.Contracts];

    [TestCaseSource(nameof(ModulesAndContracts))]
    public void A_module_knows_only_the_contracts_of_those_before_it(Assembly assembly)
    {
        var own = House.NameOf(assembly);
        var strangers = assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Volunteer.", StringComparison.Ordinal) && name != "Volunteer.Framework" && name != $"Volunteer.{own}.Contracts")
            .Where(name => !name.EndsWith(".Contracts", StringComparison.Ordinal) || House.RankOf(name.Split('.')[1]) >= House.RankOf(own));

        Assert.That(strangers, Is.Empty);
    }

    [TestCaseSource(nameof(Modules))]
    public void Everything_in_a_module_but_the_module_class_is_internal(Assembly module) =>
        Assert.That(module.GetTypes().Where(type => type.IsVisible && !typeof(IModule).IsAssignableFrom(type)), Is.Empty);

    [Test]
    public void Nothing_is_called_like_the_root_namespace()
    {
        var types = House.Modules.Concat(House.Contracts).Append(typeof(IModule).Assembly).SelectMany(assembly => assembly.GetTypes());

        Assert.That(types.Where(type => type.Name == "Volunteer"), Is.Empty);
    }

    [Test]
    public void A_request_never_carries_what_only_the_server_may_decide()
    {
        string[] forbidden = ["TenantId", "State", "Status", "IsPrivileged", "CreatedAt", "ApprovedBy", "DecidedBy", "EnteredBy", "AccountId", "Roles"];
        var properties = House.Modules.SelectMany(module => module.GetTypes())
            .Where(type => type.IsNested && type.Name == "Request")
            .SelectMany(type => type.GetProperties());

        Assert.That(
            properties.Where(property => forbidden.Contains(property.Name, StringComparer.Ordinal) && !IsDutyRoleList(property)).Select(property => $"{property.DeclaringType}.{property.Name}"),
            Is.Empty);
    }

    /// <summary>The roles of a duty (first aid, cook) are its content, not the caller's rights.</summary>
    private static bool IsDutyRoleList(PropertyInfo property) => property.Name == "Roles" && property.DeclaringType!.FullName!.Contains(".Volunteering.", StringComparison.Ordinal);
}
