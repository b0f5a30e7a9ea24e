using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Volunteer.HttpApi.Host;

/// <summary>
/// The Angular build. index.html is given out with a fresh nonce for scripts and styles; missing files are 404, never
/// the page (no cache deception).
/// </summary>
internal static class WebPages
{
    private const string NoncePlaceholder = "__CSP_NONCE__";

    public static void UseWebPages(this WebApplication app)
    {
        if (Folder(app) is not { } folder)
        {
            return;
        }

        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        app.UseWhen(
            http => http.Request.Path != "/" && http.Request.Path != "/index.html",
            files => files.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(folder),
                ContentTypeProvider = types,
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = IsHashed(file.File.Name) ? "public, max-age=31536000, immutable" : "no-cache",
            }));
    }

    public static void MapWebPages(this WebApplication app)
    {
        if (Folder(app) is not { } folder)
        {
            return;
        }

        var page = File.ReadAllText(Path.Combine(folder, "index.html"));
        app.MapFallback("{**path:nonfile}", async http =>
        {
            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
            {
                await Problems.WriteAsync(http, StatusCodes.Status404NotFound, FrameworkErrors.NotFound);
                return;
            }

            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:; font-src 'self'; "
                + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types angular default";
            await http.Response.WriteAsync(page.Replace(NoncePlaceholder, nonce, StringComparison.Ordinal), http.RequestAborted);
        });
    }

    /// <summary>What the build names by its content, e.g. <c>chunk-AB12CD34.js</c>.</summary>
    private static bool IsHashed(string name) =>
        name.StartsWith("chunk-", StringComparison.Ordinal) || name.StartsWith("main-", StringComparison.Ordinal) || name.StartsWith("styles-", StringComparison.Ordinal);

    private static string? Folder(WebApplication app)
    {
        var folder = Path.GetFullPath(app.Configuration["Web:Root"] ?? "../../../angular/dist/volunteer/browser", app.Environment.ContentRootPath);
        return File.Exists(Path.Combine(folder, "index.html")) ? folder : null;
    }
}
