using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Volunteering.Skills;

/// <summary>The secretary adds a skill to the community's list.</summary>
internal static class CreateSkill
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/skills", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var skill = new Skill(TextRules.Normalise(request.Name), request.NameEn?.Trim(), request.NeedsCertificate);
        db.Add(skill);
        await SaveAsync(db, cancellationToken);
        return TypedResults.Created($"/api/volunteering/skills/{skill.Id}", new Response(skill.Id));
    }

    public static async Task SaveAsync(VolunteerDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(VolunteeringErrors.SkillNameTaken);
        }
    }

    public sealed record Request(string Name, string? NameEn = null, bool NeedsCertificate = false);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(60);
            RuleFor(r => r.NameEn).MaximumLength(120);
        }
    }
}
