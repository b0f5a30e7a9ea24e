using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.People;

/// <summary>Adds somebody to the register by hand, e.g. from a paper form.</summary>
internal static class CreatePerson
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, IPeople people, PersonForm form, CancellationToken cancellationToken)
    {
        var name = PersonForm.Name(request.Name);
        var phone = PersonForm.Phone(request.Phone);
        var email = PersonForm.Email(request.Email);
        var birthDate = await form.BirthDateAsync(request.BirthDate, cancellationToken);
        var number = await form.IdNumberAsync(request.IdNumber, birthDate, request.Sex, cancellationToken);
        birthDate ??= number?.BirthDate;

        var known = (await people.IdentifyAsync([new PersonKey(name, birthDate, phone, number?.Value)], cancellationToken))[0];
        if (known.Doubt == IdentityDoubt.IdNumberOfAnotherName)
        {
            throw new BusinessException(PlatformErrors.IdNumberTaken);
        }

        // Two 王秀英 with one phone exist: who looked may insist, except on one ID number twice, which the index refuses.
        if (!request.EvenIfKnown && (known.PersonId ?? known.DoubtfulPersonId) is { } similar)
        {
            throw new BusinessException(PlatformErrors.PersonKnown).With("personId", similar);
        }

        var id = people.Register(new NewPerson(
            name,
            number is null ? request.Sex : PersonForm.SexOf(number),
            birthDate,
            phone,
            email,
            number?.Value,
            PersonForm.Building(request.Building),
            request.ConsentBasis));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (number is not null && DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(PlatformErrors.IdNumberTaken);
        }

        return TypedResults.Created($"/api/platform/people/{id}", new Response(id));
    }

    /// <param name="EvenIfKnown">Add although somebody of that name with the same birth date or phone is registered.</param>
    public sealed record Request(
        string Name,
        ConsentBasis ConsentBasis,
        Sex Sex = Sex.Unknown,
        DateOnly? BirthDate = null,
        string? Phone = null,
        string? Email = null,
        string? IdNumber = null,
        string? Building = null,
        bool EvenIfKnown = false);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Sex).IsInEnum();
            RuleFor(r => r.ConsentBasis).IsInEnum();
            RuleFor(r => r.Building).MaximumLength(100);
        }
    }
}
