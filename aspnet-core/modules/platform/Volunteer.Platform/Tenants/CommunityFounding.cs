using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;
using Volunteer.Text;

namespace Volunteer.Platform.Tenants;

/// <summary>What the operator and the street's officer alike say about a new community.</summary>
internal sealed record NewCommunity(
    string Code,
    string Name,
    string NameEn,
    string Phone,
    string Address,
    NewSecretary Secretary,
    string TimeZone = "Asia/Shanghai");

/// <summary>The first secretary: on the register at once, secretary once the invitation is accepted.</summary>
internal sealed record NewSecretary(string Name, string Phone, string? Email = null);

/// <summary>Makes a community together with the one person who can let others in.</summary>
internal sealed class CommunityFounding(VolunteerDbContext db, IPeople people, InvitationIssuer invitations, ICurrentTenant tenant)
{
    public async Task<(Guid Id, IssuedInvitation Invitation)> FoundAsync(Guid streetId, NewCommunity wanted, CancellationToken cancellationToken)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(wanted.TimeZone, out var zone) || !zone.HasIanaId)
        {
            throw new InvalidRequestException("timeZone", PlatformErrors.TimeZoneUnknown);
        }

        var secretary = new NewPerson(
            PersonForm.Name(wanted.Secretary.Name),
            Sex.Unknown,
            BirthDate: null,
            PersonForm.Phone(wanted.Secretary.Phone),
            PersonForm.Email(wanted.Secretary.Email),
            IdNumber: null,
            Building: null,
            ConsentBasis.PaperForm);
        var founded = new Tenant(
            streetId,
            wanted.Code,
            TextRules.Normalise(wanted.Name),
            TextRules.Normalise(wanted.NameEn),
            TextRules.Normalise(wanted.Phone),
            TextRules.Normalise(wanted.Address),
            wanted.TimeZone);
        if (await db.Set<Tenant>().AnyAsync(t => t.Code == wanted.Code, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.CommunityCodeTaken);
        }

        return await db.InTenantAsync(
            tenant,
            founded.Id,
            async () =>
            {
                db.Add(founded);
                var personId = people.Register(secretary);
                var invitation = await invitations.IssueAsync(InvitationFor.Person(founded.Id, personId, secretary.Name, RoleNames.Secretary), cancellationToken);
                try
                {
                    await db.SaveChangesAsync(cancellationToken);
                }
                catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception) && exception.Entries.Any(entry => entry.Entity is Tenant))
                {
                    throw new BusinessException(PlatformErrors.CommunityCodeTaken);
                }

                return (founded.Id, invitation);
            },
            cancellationToken);
    }
}

internal static class CommunityRules
{
    public const string CodePattern = "^[a-z][a-z0-9-]{1,38}[a-z0-9]$";

    public static void Code<T>(this IRuleBuilder<T, string> code) => code.Matches(CodePattern).WithMessage(PlatformErrors.CodeFormat);

    public static void OneLine<T>(this IRuleBuilder<T, string> text, int longest) =>
        text.Must(value => !string.IsNullOrWhiteSpace(value) && TextRules.Check(value) is null).MaximumLength(longest);
}

internal sealed class NewCommunityValidator : AbstractValidator<NewCommunity>
{
    public NewCommunityValidator()
    {
        RuleFor(c => c.Code).Code();
        RuleFor(c => c.Name).OneLine(60);
        RuleFor(c => c.NameEn).OneLine(100);
        RuleFor(c => c.Phone).OneLine(40);
        RuleFor(c => c.Address).OneLine(200);
    }
}
