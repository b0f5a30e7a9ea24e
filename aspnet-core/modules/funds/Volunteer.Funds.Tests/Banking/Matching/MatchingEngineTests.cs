using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Banking.Statements;

namespace Volunteer.Funds.Tests.Banking.Matching;

internal sealed class MatchingEngineTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Test]
    public void The_banks_own_number_beats_everything_else()
    {
        var line = Line(10_000, "甲", serial: "A1");
        var other = Item(10_000, "甲");
        var named = Item(10_000, "乙", ids: "A1", days: -30);

        var match = Certain([line], [other, named]).Single();

        Assert.Multiple(() =>
        {
            Assert.That(match.Item, Is.SameAs(named));
            Assert.That(match.Basis, Is.EqualTo(MatchBasis.ExternalId));
            Assert.That(match.Reasons.Select(reason => reason.Code), Is.EqualTo(new[] { ReasonCode.ExternalId, ReasonCode.SameAmount, ReasonCode.DaysApart }));
        });
    }

    [Test]
    public void A_number_with_another_amount_or_on_two_lines_decides_nothing() => Assert.Multiple(() =>
    {
        Assert.That(Certain([Line(9_990, "甲", serial: "A1")], [Item(10_000, "甲", ids: "A1")]), Is.Empty);
        Assert.That(Certain([Line(10_000, "甲", serial: "A1"), Line(10_000, "甲", serial: "A1")], [Item(10_000, "甲", ids: "A1")]), Is.Empty);
        Assert.That(Certain([Line(-10_000, "甲", serial: "A1")], [Item(10_000, "甲", ids: "A1")]), Is.Empty);
    });

    [TestCase("JK248848")]
    [TestCase("捐款JK248848谢谢")]
    [TestCase("ｊｋ２４８８４８")]
    [TestCase("jk 248848")]
    [TestCase("JK-248848 长者食堂")]
    public void A_note_code_is_found_however_it_was_typed(string memo)
    {
        var item = Item(10_000, code: "JK248848", days: -40);

        Assert.That(Certain([Line(10_000, memo: memo)], [item, Item(10_000)]).Single().Item, Is.SameAs(item));
    }

    [TestCase("JK2488481")]
    [TestCase("AJK248848")]
    [TestCase("JK，248848")]
    public void A_code_inside_another_word_is_not_the_code(string memo) =>
        Assert.That(Certain([Line(10_000, memo: memo)], [Item(10_000, code: "JK248848")]), Is.Empty);

    [Test]
    public void Two_codes_in_one_memo_or_a_code_against_a_number_contradict_each_other()
    {
        var (first, second) = (Item(10_000, code: "AAAA111"), Item(10_000, code: "BBBB222"));

        Assert.Multiple(() =>
        {
            Assert.That(Certain([Line(10_000, memo: "AAAA111 BBBB222")], [first, second]), Is.Empty);
            Assert.That(Certain([Line(10_000, memo: "AAAA111", serial: "S1")], [first, Item(10_000, ids: "S1")]), Is.Empty);
        });
    }

    [Test]
    public void A_sum_that_only_one_pledge_has_is_as_good_as_a_code_until_something_else_has_it_too()
    {
        var pledge = Item(10_037, unique: true);

        Assert.Multiple(() =>
        {
            Assert.That(Certain([Line(10_037)], [pledge, Item(10_000)]).Single().Basis, Is.EqualTo(MatchBasis.UniqueFen));
            Assert.That(Certain([Line(10_037)], [pledge, Item(10_037)]), Is.Empty);
            Assert.That(Certain([Line(10_037), Line(10_037)], [pledge]), Is.Empty);
        });
    }

    [Test]
    public void F28_two_equal_gifts_and_two_equal_pledges_without_a_note_are_never_matched_by_themselves()
    {
        List<BankLine> lines = [Line(10_000, "同名居民"), Line(10_000, "同名居民")];
        List<OpenItem> items = [Item(10_000, "同名居民"), Item(10_000, "同名居民")];

        var certain = Certain(lines, items);
        var proposal = Search(lines, items).For(lines[0]);

        Assert.Multiple(() =>
        {
            Assert.That(certain, Is.Empty);
            Assert.That(proposal.Suggestions.Select(suggestion => suggestion.Items.Single().What), Is.EquivalentTo(items), "both are shown, the second as the runner-up");
            Assert.That(proposal.Suggestions.Select(suggestion => suggestion.Score).Distinct(), Has.Exactly(1).Items);
            Assert.That(proposal.WhyNot.Select(reason => (reason.Code, reason.Value)), Is.EqualTo(new[] { (ReasonCode.AlikeItems, "2"), (ReasonCode.AlikeLines, "2") }));
        });
    }

    [Test]
    public void F28_when_one_of_two_has_its_code_only_that_one_is_matched_and_the_other_not_because_it_is_left_over()
    {
        List<BankLine> lines = [Line(10_000, "同名居民", memo: "JK248848"), Line(10_000, "同名居民")];
        List<OpenItem> items = [Item(10_000, "同名居民", code: "JK248848"), Item(10_000, "同名居民", code: "JK111111")];

        var match = Certain(lines, items).Single();

        Assert.Multiple(() =>
        {
            Assert.That((match.Line, match.Item, match.Basis), Is.EqualTo((lines[0], items[0], MatchBasis.NoteCode)));
            Assert.That(Search(lines, items).For(lines[1]).Suggestions, Is.Not.Empty);
        });
    }

    [Test]
    public void Amount_and_counterparty_are_enough_only_when_unique_on_both_sides_and_near()
    {
        var (line, item) = (Line(10_000, "甲"), Item(10_000, "甲", days: 5));

        Assert.Multiple(() =>
        {
            Assert.That(Certain([line], [item]).Single().Basis, Is.EqualTo(MatchBasis.AmountAndCounterparty));
            Assert.That(Certain([line], [Item(10_000, "甲", days: 6)]), Is.Empty, "too far");
            Assert.That(Certain([line], [item, Item(10_000, "甲", days: -5)]), Is.Empty, "two items");
            Assert.That(Certain([line, Line(10_000, "甲", days: 3)], [item]), Is.Empty, "two lines");
            Assert.That(Certain([line, Line(10_000, "甲", days: 30)], [item]), Has.Count.EqualTo(1), "the other line is far away");
            Assert.That(Certain([Line(10_000)], [Item(10_000)]), Is.Empty, "nobody is named");
            Assert.That(Certain([Line(10_000, "甲")], [Item(10_000, "乙")]), Is.Empty, "somebody else");
            Assert.That(Certain([Line(10_000, "甲")], [Item(-10_000, "甲")]), Is.Empty, "the other way");
        });
    }

    [Test]
    public void A_learned_name_counts_as_the_name_and_says_so()
    {
        var rule = Guid.CreateVersion7();
        var engine = new MatchingEngine(MatchPolicy.Default, new Dictionary<string, LearnedAlias>(StringComparer.Ordinal) { ["王大妈"] = new(rule, "王秀英") });

        var match = engine.FindCertain([Line(10_000, "王大妈")], [Item(10_000, "王秀英")]).Single();

        Assert.That(match.Reasons, Does.Contain(new MatchReason(ReasonCode.LearnedAlias) { RuleId = rule }));
    }

    [Test]
    public void F31_a_line_of_nothing_is_matched_with_nothing() => Assert.Multiple(() =>
    {
        Assert.That(Certain([Line(0, "利息税")], [Item(10_000, "利息税")]), Is.Empty);
        Assert.That(Search([Line(0)], []).For(Line(0)).Suggestions, Is.Empty);
    });

    [Test]
    public void F31_a_bank_reversal_is_proposed_with_the_line_it_takes_back()
    {
        List<BankLine> lines = [Line(10_000, "甲", memo: "捐款"), Line(-10_000, "甲", memo: "冲正", days: 1)];

        var suggestion = Search(lines, []).For(lines[1]).Suggestions.Single();

        Assert.Multiple(() =>
        {
            Assert.That(suggestion.Kind, Is.EqualTo(SuggestionKind.Reversal));
            Assert.That(suggestion.Lines.Sum(leg => leg.Fen), Is.Zero);
        });
    }

    [Test]
    public void F31_three_equal_lines_and_one_reversal_are_shown_and_left_to_a_person()
    {
        List<BankLine> lines = [Line(10_000, "同名居民"), Line(10_000, "同名居民"), Line(10_000, "同名居民"), Line(-10_000, "同名居民", memo: "冲正")];

        Assert.Multiple(() =>
        {
            Assert.That(Certain(lines, []), Is.Empty);
            Assert.That(Search(lines, []).For(lines[3]).Suggestions, Has.Count.EqualTo(3));
        });
    }

    [Test]
    public void F29_one_line_is_the_sum_of_seven_gifts()
    {
        List<OpenItem> items = [.. Enumerable.Range(0, 7).Select(index => Item(1_000 + (index * 111), days: -1)), .. Enumerable.Range(0, 20).Select(index => Item(50_000 + index))];
        var line = Line(items.Take(7).Sum(item => item.Fen));

        var best = Search([line], items).For(line).Suggestions[0];

        Assert.Multiple(() =>
        {
            Assert.That(best.Kind, Is.EqualTo(SuggestionKind.OneLineManyItems));
            Assert.That(best.Items.Select(leg => leg.What), Is.EquivalentTo(items.Take(7)));
            Assert.That(best.Reasons, Does.Contain(new MatchReason(ReasonCode.SumOfItems, "7")));
        });
    }

    [Test]
    public void F29_three_lines_of_one_payer_are_one_pledge()
    {
        List<BankLine> lines = [Line(3_000, "甲"), Line(3_000, "甲", days: 1), Line(4_000, "甲", days: 2), Line(777, "甲", days: 3)];
        var pledge = Item(10_000, "甲", days: -3);

        var best = Search(lines, [pledge]).For(lines[0]).Suggestions[0];

        Assert.Multiple(() =>
        {
            Assert.That(best.Kind, Is.EqualTo(SuggestionKind.ManyLinesOneItem));
            Assert.That(best.Lines.Select(leg => leg.What), Is.EquivalentTo(lines.Take(3)));
        });
    }

    [TestCase(6_000, SuggestionKind.Partial, 6_000, 0)]
    [TestCase(12_000, SuggestionKind.OverPayment, 10_000, 0)]
    [TestCase(9_940, SuggestionKind.FeeNetted, 10_000, -60)]
    [TestCase(9_999, SuggestionKind.OneFenOff, 10_000, -1)]
    [TestCase(10_001, SuggestionKind.OneFenOff, 10_000, 1)]
    public void F29_partial_over_fee_netted_and_one_fen_off_are_told_apart_and_only_proposed(long fen, SuggestionKind kind, long itemFen, long difference)
    {
        var (line, item) = (Line(fen, "甲"), Item(10_000, "甲"));

        var best = Search([line], [item]).For(line).Suggestions[0];

        Assert.Multiple(() =>
        {
            Assert.That(Certain([line], [item]), Is.Empty);
            Assert.That((best.Kind, best.Items.Single().Fen, best.DifferenceFen), Is.EqualTo((kind, itemFen, difference)));
        });
    }

    [Test]
    public void F29_a_fee_that_the_remark_names_explains_the_difference()
    {
        var line = Line(9_000, "微信支付") with { FeeFen = 1_000 };

        Assert.That(Search([line], [Item(10_000)]).For(line).Suggestions[0].Kind, Is.EqualTo(SuggestionKind.FeeNetted));
    }

    [Test]
    public void F29_the_search_for_sums_ends_and_gives_the_same_answer_again()
    {
        var random = new Random(7);
        List<long> amounts = [.. Enumerable.Range(0, 200).Select(_ => (random.NextInt64(1, 50_000) * 2))];
        var first = MatchPolicy.Default.SearchSteps;
        var second = first;

        var none = SubsetSearch.Find(1_000_001, amounts, 2, 12, ref first);
        var again = SubsetSearch.Find(1_000_001, amounts, 2, 12, ref second);

        Assert.Multiple(() =>
        {
            Assert.That(none, Is.Empty);
            Assert.That(first, Is.LessThanOrEqualTo(0), "even numbers never make an odd sum: the budget ended it");
            Assert.That((again.Count, second), Is.EqualTo((none.Count, first)));
        });
    }

    [Test]
    public void F29_two_ways_to_make_the_sum_are_both_shown_and_weigh_less()
    {
        List<OpenItem> items = [Item(4_000), Item(6_000), Item(3_000), Item(7_000)];
        var line = Line(10_000);

        var suggestions = Search([line], items).For(line).Suggestions;

        Assert.Multiple(() =>
        {
            Assert.That(suggestions, Has.Count.EqualTo(2));
            Assert.That(suggestions.Select(suggestion => suggestion.Reasons.Any(reason => reason.Code is ReasonCode.OtherSubset)), Is.All.True);
        });
    }

    [Test]
    public void Names_are_compared_without_width_case_blanks_and_points()
    {
        var line = Line(10_000, BankText.Key("ＡＢＣ 公益·中心"));

        Assert.That(Certain([line], [Item(10_000, BankText.Key("abc公益中心"))]), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_hundred_thousand_equal_lines_and_items_take_no_quadratic_time_and_match_nothing()
    {
        List<BankLine> lines = [.. Enumerable.Range(0, 100_000).Select(_ => Line(10_000, "甲"))];
        List<OpenItem> items = [.. Enumerable.Range(0, 100_000).Select(_ => Item(10_000, "甲"))];

        Assert.That(Certain(lines, items), Is.Empty);
    }

    private static IReadOnlyList<CertainMatch> Certain(IReadOnlyList<BankLine> lines, IReadOnlyList<OpenItem> items) => new MatchingEngine(MatchPolicy.Default).FindCertain(lines, items);

    private static CandidateSearch Search(IEnumerable<BankLine> lines, IEnumerable<OpenItem> items) => new(MatchPolicy.Default, aliases: null, lines, items);

    private static BankLine Line(long fen, string counterparty = "", string memo = "", string serial = "", int days = 0) =>
        new() { Id = Guid.CreateVersion7(), Fen = fen, Date = Monday.AddDays(days), Counterparty = counterparty, Memo = memo, Serial = serial };

    private static OpenItem Item(long fen, string counterparty = "", string code = "", int days = 0, bool unique = false, params string[] ids) =>
        new() { Kind = OpenItemKind.LedgerLine, Id = Guid.CreateVersion7(), Fen = fen, Date = Monday.AddDays(days), Counterparty = counterparty, NoteCode = code, HasUniqueFen = unique, ExternalIds = ids };
}
