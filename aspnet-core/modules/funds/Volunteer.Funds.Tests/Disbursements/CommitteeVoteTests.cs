using Volunteer.Funds.Disbursements;

namespace Volunteer.Funds.Tests.Disbursements;

internal sealed class CommitteeVoteTests
{
    private static readonly Guid[] People = [.. Enumerable.Range(0, 8).Select(_ => Guid.NewGuid())];
    private static readonly HashSet<Guid> Nobody = [];

    [Test]
    public void F08_four_of_five_present_and_three_yes_pass()
    {
        var count = Count(members: 5, attending: 4, [VoteAnswer.Yes, VoteAnswer.Yes, VoteAnswer.Yes, VoteAnswer.No]);

        Assert.That(count, Is.EqualTo(new VoteCount(3, 1, 0, 0, true)));
    }

    [Test]
    public void F08_half_of_those_present_is_not_enough() =>
        Assert.That(Count(5, 4, [VoteAnswer.Yes, VoteAnswer.Yes, VoteAnswer.No, VoteAnswer.Abstain]).Passed, Is.False);

    [Test]
    public void F08_two_of_four_are_refused_for_their_number_alone() => Assert.That(
        () => Count(4, 2, [VoteAnswer.Yes, VoteAnswer.Yes]),
        Refused(FundsErrors.CommitteeShape));

    [Test]
    public void F08_an_even_membership_is_refused() => Assert.That(
        () => Count(6, 6, [.. Enumerable.Repeat(VoteAnswer.Yes, 6)]),
        Refused(FundsErrors.CommitteeShape));

    [Test]
    public void F08_three_of_five_are_no_quorum() => Assert.That(
        () => Count(5, 3, [VoteAnswer.Yes, VoteAnswer.Yes, VoteAnswer.Yes]),
        Refused(FundsErrors.NoQuorum));

    [Test]
    public void F08_a_member_who_must_step_out_is_not_counted() => Assert.That(
        () => CommitteeVote.Count(Members(5), Members(5), new HashSet<Guid> { People[0] }, Votes([.. Enumerable.Repeat(VoteAnswer.Yes, 5)])),
        Refused(FundsErrors.MemberMustRecuse));

    [Test]
    public void F08_who_steps_out_is_neither_above_nor_below_the_line()
    {
        var count = CommitteeVote.Count(
            Members(5),
            Members(4),
            new HashSet<Guid> { People[0] },
            Votes([VoteAnswer.Recused, VoteAnswer.Yes, VoteAnswer.Yes, VoteAnswer.No]));

        Assert.That(count, Is.EqualTo(new VoteCount(2, 1, 0, 1, true)));
    }

    [Test]
    public void F08_a_vote_of_somebody_who_was_not_there_is_refused() => Assert.That(
        () => CommitteeVote.Count(Members(5), Members(4), Nobody, Votes([.. Enumerable.Repeat(VoteAnswer.Yes, 5)])),
        Refused(FundsErrors.NotAMember));

    [Test]
    public void F08_everybody_present_answers() => Assert.That(
        () => CommitteeVote.Count(Members(5), Members(5), Nobody, Votes([.. Enumerable.Repeat(VoteAnswer.Yes, 4)])),
        Refused(FundsErrors.VoteMissing));

    [TestCase(4)]
    [TestCase(6)]
    [TestCase(3)]
    public void F08_a_committee_is_odd_and_at_least_five(int members) =>
        Assert.That(() => Committee.EnsureShape(People[..members], [Guid.NewGuid()], isUnpaid: true), Refused(FundsErrors.CommitteeShape));

    [Test]
    public void F08_a_supervisor_is_no_member() =>
        Assert.That(() => Committee.EnsureShape(People[..5], [People[0]], isUnpaid: true), Refused(FundsErrors.SupervisorNeeded));

    [Test]
    public void F08_members_are_not_paid() =>
        Assert.That(() => Committee.EnsureShape(People[..5], [People[6]], isUnpaid: false), Refused(FundsErrors.CommitteePaid));

    private static VoteCount Count(int members, int attending, VoteAnswer[] answers) => CommitteeVote.Count(Members(members), Members(attending), Nobody, Votes(answers));

    private static HashSet<Guid> Members(int count) => [.. People[..count]];

    private static Dictionary<Guid, VoteAnswer> Votes(VoteAnswer[] answers) => answers.Index().ToDictionary(answer => People[answer.Index], answer => answer.Item);

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string code) =>
        Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(code);
}
