using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>Runs the use case's own validator, if it has one, over each request body; answers 400 with the fields.</summary>
internal static class ValidateRequests
{
    public static EndpointFilterDelegate Factory(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var validated = context.MethodInfo.GetParameters()
            .Select((parameter, index) => (Index: index, Validator: typeof(IValidator<>).MakeGenericType(parameter.ParameterType), parameter.ParameterType))
            .Where(parameter => parameter.ParameterType.DeclaringType is { IsAbstract: true, IsSealed: true })
            .ToArray();
        if (validated.Length == 0)
        {
            return next;
        }

        return async invocation =>
        {
            foreach (var (index, type, _) in validated)
            {
                if (invocation.Arguments[index] is { } body && invocation.HttpContext.RequestServices.GetService(type) is IValidator validator)
                {
                    var result = await validator.ValidateAsync(new ValidationContext<object>(body), invocation.HttpContext.RequestAborted);
                    if (!result.IsValid)
                    {
                        await Problems.WriteAsync(invocation.HttpContext, StatusCodes.Status400BadRequest, FrameworkErrors.Invalid, null, result.ToDictionary());
                        return Results.Empty;
                    }
                }
            }

            return await next(invocation);
        };
    }

    public static IServiceCollection AddValidatorsOf(this IServiceCollection services, System.Reflection.Assembly assembly)
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member is null ? null : char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
        foreach (var scan in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
        {
            services.AddSingleton(scan.InterfaceType, scan.ValidatorType);
        }

        return services;
    }
}
