using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Tests.Parties;

internal sealed class ClosenessTests
{
    private static readonly Guid Payee = Guid.NewGuid();
    private static readonly Guid Wife = Guid.NewGuid();
    private static readonly Guid Daughter = Guid.NewGuid();
    private static readonly Guid Brother = Guid.NewGuid();
    private static readonly Guid BrothersFriend = Guid.NewGuid();

    [Test]
    public void F08_the_payee_is_close_to_the_payee() => Assert.That(Closeness.Of([Payee], []), Is.EquivalentTo(new[] { Payee }));

    [Test]
    public void F08_a_household_passes_on() => Assert.That(
        Closeness.Of([Payee], [new TieLink(Payee, Wife, true), new TieLink(Daughter, Wife, true)]),
        Is.EquivalentTo(new[] { Payee, Wife, Daughter }));

    [Test]
    public void F08_relatives_of_the_household_count_but_not_their_friends() => Assert.That(
        Closeness.Of([Payee], [new TieLink(Wife, Payee, true), new TieLink(Brother, Wife, false), new TieLink(Brother, BrothersFriend, false)]),
        Is.EquivalentTo(new[] { Payee, Wife, Brother }));
}
