using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Volunteering.Skills;

/// <summary>A skill is named better, or from now on needs a certificate.</summary>
internal static class ChangeSkill
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/skills/{skillId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageCatalogue);

    private static async Task<NoContent> HandleAsync(Guid skillId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var skill = await db.Set<Skill>().SingleOrDefaultAsync(s => s.Id == skillId, cancellationToken) ?? throw new NotFoundException();
        if (skill.Version != request.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        skill.Describe(TextRules.Normalise(request.Name), request.NameEn?.Trim(), request.NeedsCertificate);
        await CreateSkill.SaveAsync(db, cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Name, bool NeedsCertificate, int Version, string? NameEn = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(60);
            RuleFor(r => r.NameEn).MaximumLength(120);
        }
    }
}
