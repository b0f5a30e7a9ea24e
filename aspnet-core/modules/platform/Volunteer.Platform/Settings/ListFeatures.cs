using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Settings;

/// <summary>Every feature and whether it is on here.</summary>
internal static class ListFeatures
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/features", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageSettings);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, DefinitionContext definitions, CancellationToken cancellationToken)
    {
        var own = await db.Set<FeatureSwitch>().AsNoTracking().ToDictionaryAsync(f => f.Name, f => f.IsOn, StringComparer.Ordinal, cancellationToken);
        return TypedResults.Ok(new Response(
        [
            .. definitions.Features.Values.OrderBy(d => d.Name, StringComparer.Ordinal)
                .Select(d => new Item(d.Name, own.GetValueOrDefault(d.Name, d.Default), d.Default, own.ContainsKey(d.Name))),
        ]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(string Name, bool IsOn, bool Default, bool IsOwn);
}
