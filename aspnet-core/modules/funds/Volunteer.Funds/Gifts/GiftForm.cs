using FluentValidation;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Whom a gift or pledge is from: a known party, somebody of the register, somebody new, or nobody named.</summary>
internal sealed record DonorForm(Guid? PartyId = null, Guid? PersonId = null, PartyForm? New = null);

internal sealed class DonorFormValidator : AbstractValidator<DonorForm>
{
    public DonorFormValidator() => RuleFor(form => form.New!).SetValidator(new PartyFormValidator()).When(form => form.New is not null);
}
