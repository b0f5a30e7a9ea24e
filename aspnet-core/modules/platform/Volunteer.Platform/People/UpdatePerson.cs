using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.People;

/// <summary>Corrects the register.</summary>
internal static class UpdatePerson
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/people/{personId:guid}", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<Ok<Response>> HandleAsync(Guid personId, Request request, VolunteerDbContext db, IdNumberVault vault, PersonForm form, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
        if (person.Version != request.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        var birthDate = request.BirthDate is null ? person.BirthDate : await form.BirthDateAsync(request.BirthDate, cancellationToken);
        person.Describe(PersonForm.Name(request.Name), request.Sex, birthDate, PersonForm.Building(request.Building), request.Language);
        person.ReachBy(
            request.Phone is null ? person.Phone : PersonForm.Phone(request.Phone),
            request.Email is null ? person.Email : PersonForm.Email(request.Email));
        if (request.IdNumber is not null)
        {
            if (await form.IdNumberAsync(request.IdNumber, birthDate, request.Sex, cancellationToken) is { } number)
            {
                person.KeepIdNumber(vault.Encrypt(number.Value), vault.Index(number.Value));
            }
            else
            {
                person.ForgetIdNumber();
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(PlatformErrors.IdNumberTaken);
        }

        return TypedResults.Ok(new Response(PersonDetails.Of(person)));
    }

    /// <summary>
    /// What the form did not show it cannot send back: of phone, e-mail, birth date and ID number, null leaves the value as it
    /// is and an empty text removes it (a birth date can only be replaced).
    /// </summary>
    /// <param name="Version">The version that was shown; somebody else's change in between is not overwritten.</param>
    public sealed record Request(
        int Version,
        string Name,
        Sex Sex,
        string Language,
        string? Building = null,
        DateOnly? BirthDate = null,
        string? Phone = null,
        string? Email = null,
        string? IdNumber = null);

    public sealed record Response(PersonDetails Person);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Sex).IsInEnum();
            RuleFor(r => r.Building).MaximumLength(100);
            RuleFor(r => r.Language).Must(language => Texts.Cultures.Contains(language, StringComparer.Ordinal));
        }
    }
}
