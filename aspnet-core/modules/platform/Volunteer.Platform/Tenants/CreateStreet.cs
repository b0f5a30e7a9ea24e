using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;
using Volunteer.Text;

namespace Volunteer.Platform.Tenants;

/// <summary>The operator adds a street office, with an invitation for its first officer.</summary>
internal static class CreateStreet
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/streets", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageStreets);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, InvitationIssuer invitations, CancellationToken cancellationToken)
    {
        var officer = PersonForm.Name(request.OfficerName);
        if (await db.Set<Street>().AnyAsync(s => s.Code == request.Code, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.StreetCodeTaken);
        }

        var street = new Street(request.Code, TextRules.Normalise(request.Name), TextRules.Normalise(request.NameEn), TextRules.Normalise(request.Phone));
        db.Add(street);
        var invitation = await invitations.IssueAsync(InvitationFor.StreetOfficer(street.Id, officer), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(PlatformErrors.StreetCodeTaken);
        }

        return TypedResults.Created($"/api/platform/streets/{street.Id}", new Response(street.Id, InvitationLink.Of(invitation)));
    }

    public sealed record Request(string Code, string Name, string NameEn, string Phone, string OfficerName);

    public sealed record Response(Guid Id, InvitationLink Invitation);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Code).Code();
            RuleFor(r => r.Name).OneLine(60);
            RuleFor(r => r.NameEn).OneLine(100);
            RuleFor(r => r.Phone).OneLine(40);
        }
    }
}
