using NUnit.Framework.Constraints;

namespace Volunteer.Framework.Tests;

internal static class Refused
{
    public static IResolveConstraint With(string code) =>
        Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(code);
}
