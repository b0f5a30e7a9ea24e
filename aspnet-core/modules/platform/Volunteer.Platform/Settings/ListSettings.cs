using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Settings;

/// <summary>Every setting with its value here and its default.</summary>
internal static class ListSettings
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/settings", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageSettings);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, DefinitionContext definitions, CancellationToken cancellationToken)
    {
        var own = await db.Set<SettingValue>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Value, StringComparer.Ordinal, cancellationToken);
        return TypedResults.Ok(new Response(
        [
            .. definitions.Settings.Values.OrderBy(d => d.Name, StringComparer.Ordinal)
                .Select(d => new Item(d.Name, own.GetValueOrDefault(d.Name, d.Default), d.Default, own.ContainsKey(d.Name))),
        ]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(string Name, string Value, string Default, bool IsOwn);
}
