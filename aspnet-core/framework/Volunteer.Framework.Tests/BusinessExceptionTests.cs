namespace Volunteer.Framework.Tests;

internal sealed class BusinessExceptionTests
{
    [Test]
    public void Details_carry_camel_case_names()
    {
        var refusal = new BusinessException("Volunteering:ShiftFull").With("Places", 20);

        Assert.That(refusal.Details, Does.ContainKey("places").WithValue(20));
    }
}
