using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Settings;

/// <summary>Switches features on or off, or gives them back to the default; all of the list or none.</summary>
internal static class ChangeFeatures
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/features", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageSettings);

    private static async Task<NoContent> HandleAsync(
        Request request,
        VolunteerDbContext db,
        DefinitionContext definitions,
        ICurrentTenant tenant,
        SettingsCache cache,
        CancellationToken cancellationToken)
    {
        var own = await db.Set<FeatureSwitch>().ToDictionaryAsync(f => f.Name, StringComparer.Ordinal, cancellationToken);
        foreach (var change in request.Changes)
        {
            if (!definitions.Features.ContainsKey(change.Name))
            {
                throw new InvalidRequestException(change.Name, PlatformErrors.FeatureUnknown);
            }

            switch (own.GetValueOrDefault(change.Name), change.IsOn)
            {
                case ({ } earlier, { } isOn):
                    earlier.Turn(isOn);
                    break;
                case ({ } earlier, null):
                    db.Remove(earlier);
                    break;
                case (null, { } isOn):
                    db.Add(new FeatureSwitch(change.Name, isOn));
                    break;
                default:
                    break;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        cache.Forget(tenant.Id!.Value);
        return TypedResults.NoContent();
    }

    public sealed record Request(IReadOnlyList<Change> Changes);

    /// <param name="IsOn">Null goes back to the default.</param>
    public sealed record Change(string Name, bool? IsOn = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Changes).Must(changes => changes.Count > 0
            && changes.All(change => change is not null)
            && changes.DistinctBy(change => change.Name).Count() == changes.Count);
    }
}
