using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;

namespace Volunteer.DbMigrator;

/// <summary>Prints the link by which the first operator comes in. To the console only: a log would keep it.</summary>
public static class FirstOperatorLink
{
    /// <summary>Exit code when there is an operator already.</summary>
    public const int Exists = 3;

    public static async Task<int> PrintAsync(IServiceProvider services, string? name, bool force, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var scope = services.CreateAsyncScope();
        var link = await scope.ServiceProvider.GetRequiredService<IFirstOperator>().InviteAsync(name ?? "Operator", force, cancellationToken);
        if (link is null)
        {
            await Console.Error.WriteLineAsync("There is an operator already. --force makes a link all the same.");
            return Exists;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Become the operator (works once, until {link.ExpiresAt:yyyy-MM-dd HH:mm} UTC): {link.Url}"));
        return 0;
    }
}
