using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Platform.Accounts;

/// <summary>Asks for a link by mail. The answer is the same whether or not there is such an account or address.</summary>
internal static class RequestPasswordReset
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/password-reset", Handle)
        .AllowEveryone("Who forgot the password cannot sign in.")
        .WithMetadata(new NotIdempotent())
        .LimitRate<Request>(RateRule.Reset, request => request.Identifier);

    private static NoContent Handle(Request request, AccountMails mails)
    {
        var culture = CultureInfo.CurrentUICulture.Name;
        mails.Add((services, cancellationToken) => services.GetRequiredService<PasswordResetMail>().ComposeAsync(request.Identifier, culture, cancellationToken));
        return TypedResults.NoContent();
    }

    /// <param name="Identifier">Phone, e-mail or user name; the link goes to the account's e-mail address.</param>
    public sealed record Request(string Identifier);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Identifier).NotEmpty().MaximumLength(Accounts.Identifier.LongestText);
    }
}
