using System.Runtime.InteropServices;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>
/// Pairs lines with items where there is no doubt: the bank's or provider's own number, the note code, an amount nobody else
/// has, or amount and counterparty within a few days when on both sides there is only one such. Everything else it leaves
/// alone. What other lines have taken counts as a possibility too: nothing is ever matched because it is what is left over.
/// </summary>
internal sealed class MatchingEngine(MatchPolicy policy, IReadOnlyDictionary<string, LearnedAlias>? aliases = null)
{
    private const int None = -1;
    private const int Several = -2;

    /// <summary>So many with the same amount and name are not worth walking along: they are not unique.</summary>
    private const int MostAlike = 256;

    public IReadOnlyList<CertainMatch> FindCertain(IReadOnlyList<BankLine> lines, IReadOnlyList<OpenItem> items)
    {
        var run = new Run(policy, aliases, lines, items);
        run.ByExternalId();
        run.ByNoteCode();
        run.ByUniqueFen();
        run.ByAmountAndCounterparty();
        return run.Result();
    }

    private sealed class Run
    {
        private readonly MatchPolicy _policy;
        private readonly IReadOnlyDictionary<string, LearnedAlias>? _aliases;
        private readonly IReadOnlyList<BankLine> _lines;
        private readonly IReadOnlyList<OpenItem> _items;
        private readonly int[] _itemOf;
        private readonly MatchBasis[] _basis;
        private readonly int[] _lineOf;

        public Run(MatchPolicy policy, IReadOnlyDictionary<string, LearnedAlias>? aliases, IReadOnlyList<BankLine> lines, IReadOnlyList<OpenItem> items)
        {
            (_policy, _aliases, _lines, _items) = (policy, aliases is { Count: > 0 } ? aliases : null, lines, items);
            _itemOf = new int[lines.Count];
            _basis = new MatchBasis[lines.Count];
            _lineOf = new int[items.Count];
            Array.Fill(_itemOf, None);
            Array.Fill(_lineOf, None);
        }

        public void ByExternalId()
        {
            var known = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var item = 0; item < _items.Count; item++)
            {
                foreach (var id in _items[item].ExternalIds)
                {
                    Remember(known, id, item);
                }
            }

            if (known.Count == 0)
            {
                return;
            }

            for (var line = 0; line < _lines.Count; line++)
            {
                var found = None;
                if (_lines[line].Serial.Length > 0 && known.TryGetValue(_lines[line].Serial, out var bySerial))
                {
                    found = bySerial;
                }

                foreach (var reference in _lines[line].References)
                {
                    if (known.TryGetValue(reference, out var byReference))
                    {
                        found = found is None || found == byReference ? byReference : Several;
                    }
                }

                Claim(line, found, MatchBasis.ExternalId);
            }
        }

        public void ByNoteCode()
        {
            var known = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var item = 0; item < _items.Count; item++)
            {
                if (_items[item].NoteCode.Length > 0)
                {
                    Remember(known, _items[item].NoteCode, item);
                }
            }

            for (var line = 0; line < _lines.Count && known.Count > 0; line++)
            {
                Claim(line, CodesInText.Find(_lines[line].Memo, known), MatchBasis.NoteCode);
            }
        }

        public void ByUniqueFen()
        {
            var known = new Dictionary<long, int>();
            for (var item = 0; item < _items.Count; item++)
            {
                if (_items[item].HasUniqueFen)
                {
                    known[_items[item].Fen] = known.ContainsKey(_items[item].Fen) ? Several : item;
                }
            }

            if (known.Count == 0)
            {
                return;
            }

            // Something else of the same amount makes it ordinary again.
            foreach (var item in _items)
            {
                ref var at = ref CollectionsMarshal.GetValueRefOrNullRef(known, item.Fen);
                if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref at) && !item.HasUniqueFen)
                {
                    at = Several;
                }
            }

            for (var line = 0; line < _lines.Count; line++)
            {
                if (_itemOf[line] is None && known.TryGetValue(_lines[line].Fen, out var item) && (item < 0 || IsNear(line, item, _policy.SuggestedDays)))
                {
                    Claim(line, item, MatchBasis.UniqueFen);
                }
            }
        }

        public void ByAmountAndCounterparty()
        {
            var itemChains = new Chains(_items.Count);
            for (var item = 0; item < _items.Count; item++)
            {
                if (_items[item].Counterparty.Length > 0)
                {
                    itemChains.Add(item, Hash(_items[item].Fen, _items[item].Counterparty));
                }
            }

            var lineChains = new Chains(_lines.Count);
            var names = new string[_lines.Count];
            for (var line = 0; line < _lines.Count; line++)
            {
                names[line] = NameOf(line);
                if (names[line].Length > 0 && _lines[line].Fen != 0)
                {
                    lineChains.Add(line, Hash(_lines[line].Fen, names[line]));
                }
            }

            for (var line = 0; line < _lines.Count; line++)
            {
                if (_itemOf[line] is not None || names[line].Length == 0 || _lines[line].Fen == 0)
                {
                    continue;
                }

                var item = OnlyItem(line, names[line], itemChains);
                if (item >= 0 && _lineOf[item] is None && HasOnlyLine(item, names, lineChains))
                {
                    Claim(line, item, MatchBasis.AmountAndCounterparty);
                }
            }
        }

        public List<CertainMatch> Result()
        {
            var result = new List<CertainMatch>();
            for (var line = 0; line < _lines.Count; line++)
            {
                if (_itemOf[line] >= 0 && _lineOf[_itemOf[line]] == line)
                {
                    result.Add(new CertainMatch(_lines[line], _items[_itemOf[line]], _basis[line], Reasons(line)));
                }
            }

            return result;
        }

        private static void Remember(Dictionary<string, int> known, string key, int item)
        {
            ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(known, key, out var exists);
            at = exists && at != item ? Several : item;
        }

        private static int Hash(long fen, string name) => HashCode.Combine(fen, name.GetHashCode(StringComparison.Ordinal));

        /// <summary>
        /// The line points at this item. Amounts that differ, two lines for one item, or two signs that contradict each other
        /// take the line out: it is shown with its reasons instead.
        /// </summary>
        private void Claim(int line, int item, MatchBasis basis)
        {
            if (item is None || _itemOf[line] is Several)
            {
                return;
            }

            if (item is Several || (_itemOf[line] >= 0 && _itemOf[line] != item))
            {
                Withdraw(line);
                return;
            }

            if (_itemOf[line] == item)
            {
                return;
            }

            if (_items[item].Fen != _lines[line].Fen)
            {
                _itemOf[line] = Several;
                return;
            }

            if (_lineOf[item] is not None)
            {
                if (_lineOf[item] >= 0)
                {
                    _itemOf[_lineOf[item]] = Several;
                }

                _lineOf[item] = Several;
                _itemOf[line] = Several;
                return;
            }

            (_itemOf[line], _basis[line], _lineOf[item]) = (item, basis, line);
        }

        private void Withdraw(int line)
        {
            if (_itemOf[line] >= 0)
            {
                _lineOf[_itemOf[line]] = Several;
            }

            _itemOf[line] = Several;
        }

        private string NameOf(int line) => _aliases is not null && _aliases.TryGetValue(_lines[line].Counterparty, out var alias) ? alias.MeansKey : _lines[line].Counterparty;

        private bool IsNear(int line, int item, int days) => Math.Abs(_lines[line].Date.DayNumber - _items[item].Date.DayNumber) <= days;

        private int OnlyItem(int line, string name, Chains chains)
        {
            var (only, walked) = (None, 0);
            for (var item = chains.First(Hash(_lines[line].Fen, name)); item >= 0; item = chains.Next(item))
            {
                if (++walked > MostAlike)
                {
                    return Several;
                }

                if (_items[item].Fen == _lines[line].Fen && IsNear(line, item, _policy.CertainDays) && _items[item].Counterparty == name)
                {
                    if (only >= 0)
                    {
                        return Several;
                    }

                    only = item;
                }
            }

            return only;
        }

        private bool HasOnlyLine(int item, string[] names, Chains chains)
        {
            var (count, walked) = (0, 0);
            for (var line = chains.First(Hash(_items[item].Fen, _items[item].Counterparty)); line >= 0; line = chains.Next(line))
            {
                if (++walked > MostAlike)
                {
                    return false;
                }

                if (_items[item].Fen == _lines[line].Fen && IsNear(line, item, _policy.CertainDays) && names[line] == _items[item].Counterparty && ++count > 1)
                {
                    return false;
                }
            }

            return true;
        }

        private List<MatchReason> Reasons(int line)
        {
            var (bank, item) = (_lines[line], _items[_itemOf[line]]);
            var reasons = new List<MatchReason>(4);
            switch (_basis[line])
            {
                case MatchBasis.ExternalId:
                    reasons.Add(new MatchReason(ReasonCode.ExternalId, item.ExternalIds.FirstOrDefault(id => id == bank.Serial || bank.References.Contains(id))));
                    break;
                case MatchBasis.NoteCode:
                    reasons.Add(new MatchReason(ReasonCode.NoteCode, item.NoteCode));
                    break;
                case MatchBasis.UniqueFen:
                    reasons.Add(new MatchReason(ReasonCode.UniqueFen));
                    break;
                default:
                    reasons.Add(_aliases is not null && _aliases.TryGetValue(bank.Counterparty, out var alias)
                        ? new MatchReason(ReasonCode.LearnedAlias) { RuleId = alias.RuleId }
                        : SameCounterparty);
                    break;
            }

            reasons.Add(SameAmount);
            reasons.Add(DateReason(bank.Date, item.Date));
            return reasons;
        }
    }

    private static readonly MatchReason SameAmount = new(ReasonCode.SameAmount);
    private static readonly MatchReason SameCounterparty = new(ReasonCode.SameCounterparty);
    private static readonly MatchReason[] DaysApart = [new(ReasonCode.SameDay), .. Enumerable.Range(1, 60).Select(days => new MatchReason(ReasonCode.DaysApart, days.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    public static MatchReason DateReason(DateOnly one, DateOnly other)
    {
        var days = Math.Abs(one.DayNumber - other.DayNumber);
        return days < DaysApart.Length ? DaysApart[days] : new MatchReason(ReasonCode.DaysApart, days.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Rows with the same hash, one behind the other, in two arrays.</summary>
    private sealed class Chains
    {
        private readonly int[] _heads;
        private readonly int[] _next;

        public Chains(int count)
        {
            _heads = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count * 2))];
            _next = new int[count];
        }

        public void Add(int row, int hash)
        {
            ref var head = ref _heads[hash & (_heads.Length - 1)];
            _next[row] = head;
            head = row + 1;
        }

        public int First(int hash) => _heads[hash & (_heads.Length - 1)] - 1;

        public int Next(int row) => _next[row] - 1;
    }
}

/// <param name="MeansKey">The counterparty that our books know.</param>
internal sealed record LearnedAlias(Guid RuleId, string MeansKey);
