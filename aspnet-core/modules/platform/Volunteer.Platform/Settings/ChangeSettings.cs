using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Settings;

/// <summary>Sets values, or gives them back to the default; all of the list or none.</summary>
internal static class ChangeSettings
{
    private const int LongestValue = 2000;

    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/settings", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageSettings);

    private static async Task<NoContent> HandleAsync(
        Request request,
        VolunteerDbContext db,
        DefinitionContext definitions,
        ICurrentTenant tenant,
        SettingsCache cache,
        CancellationToken cancellationToken)
    {
        var own = await db.Set<SettingValue>().ToDictionaryAsync(s => s.Name, StringComparer.Ordinal, cancellationToken);
        foreach (var change in request.Changes)
        {
            if (!definitions.Settings.TryGetValue(change.Name, out var definition))
            {
                throw new InvalidRequestException(change.Name, PlatformErrors.SettingUnknown);
            }

            var earlier = own.GetValueOrDefault(change.Name);
            if (change.Value is not { } value)
            {
                if (earlier is not null)
                {
                    db.Remove(earlier);
                }

                continue;
            }

            if (value.Length > LongestValue || !definition.IsValid(value))
            {
                throw new InvalidRequestException(change.Name, PlatformErrors.SettingInvalid).With("default", definition.Default);
            }

            if (earlier is null)
            {
                db.Add(new SettingValue(change.Name, value));
            }
            else
            {
                earlier.Become(value);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        cache.Forget(tenant.Id!.Value);
        return TypedResults.NoContent();
    }

    public sealed record Request(IReadOnlyList<Change> Changes);

    /// <param name="Value">Null goes back to the default.</param>
    public sealed record Change(string Name, string? Value = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Changes).Must(changes => changes.Count > 0
            && changes.All(change => change is not null)
            && changes.DistinctBy(change => change.Name).Count() == changes.Count);
    }
}
