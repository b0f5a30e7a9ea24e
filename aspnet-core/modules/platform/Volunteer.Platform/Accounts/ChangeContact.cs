using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Accounts;

/// <summary>How the community reaches one. The names to sign in with stay as they are: a borrowed phone must not move them.</summary>
internal static class ChangeContact
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/me/contact", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Request request, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var person = await db.Set<Person>().SingleAsync(p => p.Id == personId, cancellationToken);
        person.ReachBy(PersonForm.Phone(request.Phone), PersonForm.Email(request.Email));
        person.Describe(person.Name, person.Sex, person.BirthDate, person.Building, request.Language);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="Language">Of mails: <c>zh-CN</c> or <c>en</c>.</param>
    public sealed record Request(string? Phone, string? Email, string Language);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Language).Must(Texts.Cultures.Contains);
    }
}
