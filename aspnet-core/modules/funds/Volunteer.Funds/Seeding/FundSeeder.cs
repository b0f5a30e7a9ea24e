using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Periods;

namespace Volunteer.Funds.Seeding;

/// <summary>
/// A year of the demo community's funds, day by day: gifts, requests, payments, statements taken in and months closed by two
/// people. The last full month's statement stays in the folder, for whoever wants to try. Days to come are left out, and a
/// community that has a book already is left alone.
/// </summary>
internal sealed class FundSeeder(VolunteerDbContext db, ICurrentTenant tenant, IServiceProvider services, TimeProvider clock) : ISeeder
{
    public int Order => 400;

    public async Task SeedAsync(SeedFolder folder, CancellationToken cancellationToken)
    {
        var community = (await folder.ReadAsync<List<SeedCommunity>>("communities", cancellationToken)).Single(candidate => candidate.Complete).Code;
        using var entered = tenant.Change(SeedIds.Community(community));
        var fund = await folder.ReadAsync<SeedFund>("fund", cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (fund.Book.OpensOn > today || await db.Set<Book>().AnyAsync(cancellationToken))
        {
            return;
        }

        var year = new Year(db, tenant, new SeedDesk(services), folder, community, fund);
        await db.InTransactionAsync(
            async () =>
            {
                await year.FoundAsync(cancellationToken);
                foreach (var (_, step) in (await year.StepsAsync(cancellationToken)).Where(step => step.Day <= today).OrderBy(step => step.Day))
                {
                    await step(cancellationToken);
                    await db.SaveChangesAsync(cancellationToken);
                    db.ChangeTracker.Clear();
                }
            },
            cancellationToken);
    }

    private sealed record SeedCommunity(string Code, bool Complete);

    private sealed class Year(VolunteerDbContext db, ICurrentTenant tenant, SeedDesk desk, SeedFolder folder, string community, SeedFund seed)
    {
        private readonly Dictionary<string, Guid> _funds = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Guid> _accounts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Guid> _parties = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Guid> _campaigns = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Guid> _requests = new(StringComparer.Ordinal);
        private Guid _bookId;
        private Guid _committeeId;

        public async Task FoundAsync(CancellationToken cancellationToken)
        {
            At(seed.Book.OpensOn, 9);
            var book = new Book(seed.Book.Name, seed.Book.Host, Enum.Parse<AccountingStandard>(seed.Book.Standard), seed.Book.OpensOn);
            _bookId = book.Id;
            desk.Founding.Add(book);
            foreach (var card in seed.Funds)
            {
                _funds[card.Key] = SeedIds.Of("fund", $"{community}/{card.Key}");
                desk.Founding.Add(new Fund(_funds[card.Key], book.Id, card.Key, new FundText(card.Name, card.NameEn, card.Purpose), Enum.Parse<FundLevel>(card.Level), Enum.Parse<Restriction>(card.Restriction)));
            }

            foreach (var card in seed.Accounts)
            {
                var account = new MoneyAccount(book.Id, Enum.Parse<MoneyAccountKind>(card.Kind), card.Name, book.Currency, card.Number is { } number ? desk.Numbers.Keep(number) : null);
                _accounts[card.Key] = account.Id;
                db.Add(account);
            }

            await AddPartiesAsync(cancellationToken);
            AddCampaigns(book);
            await db.SaveChangesAsync(cancellationToken);
            await PostOpeningAsync(cancellationToken);
        }

        /// <summary>Everything that happened, each with its day; on one day in this order.</summary>
        public async Task<List<(DateOnly Day, Func<CancellationToken, Task> Do)>> StepsAsync(CancellationToken cancellationToken)
        {
            List<(DateOnly Day, Func<CancellationToken, Task> Do)> steps = [(seed.Committee.Date, SeatAsync)];
            var requests = await folder.ReadAsync<List<SeedDisbursement>>("fund-disbursements", cancellationToken);
            foreach (var campaign in seed.Campaigns)
            {
                steps.Add((campaign.StartsOn, stop => OpenAsync(campaign, stop)));
                if (campaign.ClosedOn is { } day)
                {
                    steps.Add((day, async stop => (await At(day, 17).GetCampaignAsync(_campaigns[campaign.Key], stop)).Close(desk.Clock.GetUtcNow())));
                }
            }

            steps.AddRange(seed.Pledges.Select(pledge => (pledge.Date, Step(_ => Promise(pledge)))));
            steps.AddRange((await folder.ReadAsync<List<SeedGift>>("fund-gifts", cancellationToken)).Select(gift => (gift.Date, Step(stop => GiveAsync(gift, stop)))));
            steps.AddRange((await folder.ReadAsync<List<SeedMove>>("fund-moves", cancellationToken)).Select(move => (move.Date, Step(stop => MoveAsync(move, stop)))));
            foreach (var request in requests)
            {
                steps.Add((request.Date, stop => AskAsync(request, stop)));
                if (request.Committee is { } meeting)
                {
                    steps.Add((meeting, stop => MeetAsync(request, meeting, stop)));
                }

                if (request.State is not "Submitted")
                {
                    // The committee has met by the time that somebody signs.
                    var decided = request.Committee ?? request.Date;
                    steps.Add((decided, stop => DecideAsync(request, decided, stop)));
                }

                if (request.Pay is { } account)
                {
                    steps.Add((request.Date, stop => PayAsync(request, account, stop)));
                }
            }

            foreach (var text in seed.Statements)
            {
                var month = DateOnly.ParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
                var done = month.AddMonths(1).AddDays(2);
                var banking = new BankMonth(db, tenant, desk, folder, seed, month, _bookId, _accounts["bank"], _funds);
                steps.Add((done, async stop =>
                {
                    As(seed.Manager, RoleNames.FundManager);
                    At(done, 10);
                    await banking.ReconcileAsync(stop);
                    await ProveAsync([.. requests.Where(request => request.Note is not null && Months.FirstDay(request.Date) == month)], stop);
                    await CloseAsync(banking, month, done, stop);
                }
                ));
            }

            return steps;
        }

        private static Func<CancellationToken, Task> Step(Func<CancellationToken, Task> step) => step;

        private static long Fen(decimal yuan) => (long)(yuan * 100);

        private Guid Person(string key) => SeedIds.Person(community, key);

        private Guid As(string person, params string[] roles)
        {
            desk.User.Become(Person(person), roles);
            return Person(person);
        }

        private VolunteerDbContext At(DateOnly day, int hour)
        {
            desk.Clock.Set(day, hour);
            return db;
        }

        private async Task AddPartiesAsync(CancellationToken cancellationToken)
        {
            var people = await desk.Parties.OfPeopleAsync([.. seed.Parties.Where(party => party.Person is not null).Select(party => Person(party.Person!))], cancellationToken);
            foreach (var card in seed.Parties)
            {
                if (card.Person is { } person)
                {
                    _parties[card.Key] = people[Person(person)].Id;
                    continue;
                }

                var party = new Party(new PartyDetails(card.Organisation ? PartyKind.Organisation : PartyKind.Person, card.Name!), personId: null);
                _parties[card.Key] = party.Id;
                db.Add(party);
            }
        }

        private void AddCampaigns(Book book)
        {
            foreach (var card in seed.Campaigns)
            {
                var campaign = new Campaign(book.Id, _funds[card.Fund], new CampaignFacts(
                    card.Title,
                    card.TitleEn,
                    card.Purpose,
                    Enum.Parse<CampaignMode>(card.Mode),
                    ProjectId: null,
                    book.HostName,
                    book.HostCertificate,
                    card.FilingNumber,
                    card.Plan,
                    card.StartsOn,
                    card.EndsOn,
                    card.Area,
                    book.HostPhone,
                    "社区公示栏和本页的公示",
                    card.PlatformName,
                    card.PlatformUrl,
                    Fen(card.TargetYuan),
                    LeftoverRule.SamePurpose,
                    TakesOnlineGifts: false));
                _campaigns[card.Key] = campaign.Id;
                db.Add(campaign);
            }
        }

        private async Task PostOpeningAsync(CancellationToken cancellationToken)
        {
            As(seed.Manager);
            List<PostingLine> lines = [];
            foreach (var (account, fund, yuan) in seed.Opening)
            {
                var restricted = seed.Funds.Single(card => card.Key == fund).Restriction == nameof(Restriction.Restricted);
                lines.Add(new PostingLine(RoleOf(account), Fen(yuan), _funds[fund]) { MoneyAccountId = _accounts[account] });
                lines.Add(new PostingLine(restricted ? AccountRole.RestrictedNetAssets : AccountRole.UnrestrictedNetAssets, -Fen(yuan), _funds[fund]));
            }

            await desk.Ledger.PostAsync(new Posting(_bookId, seed.Book.OpensOn, EntryKind.Opening, "期初余额", new PostingSource("opening", _bookId.ToString()), lines), cancellationToken);
        }

        private AccountRole RoleOf(string account) => Enum.Parse<MoneyAccountKind>(seed.Accounts.Single(card => card.Key == account).Kind) switch
        {
            MoneyAccountKind.BankAccount => AccountRole.Bank,
            MoneyAccountKind.CashBox => AccountRole.Cash,
            _ => AccountRole.ProviderBalance,
        };

        private async Task SeatAsync(CancellationToken cancellationToken)
        {
            At(seed.Committee.Date, 15);
            var committee = new Committee(_bookId, seed.Committee.Name);
            _committeeId = committee.Id;
            db.Add(committee);
            db.AddRange(committee.Seat([.. seed.Committee.Members.Select(Person)], [.. seed.Committee.Supervisors.Select(Person)], isUnpaid: true, seed.Committee.Date));
            await db.SaveChangesAsync(cancellationToken);
        }

        private async Task OpenAsync(SeedCampaign card, CancellationToken cancellationToken) =>
            (await At(card.StartsOn, 8).GetCampaignAsync(_campaigns[card.Key], cancellationToken)).Open(bookTakesOnlineGifts: false, card.StartsOn, desk.Clock.GetUtcNow());

        private Task Promise(SeedPledge card)
        {
            At(card.Date, 11);
            db.Add(new Pledge(
                new NewPledge(_bookId, _funds[card.Fund], ProjectId: null, _campaigns[card.Campaign], _parties[card.Donor], Fen(card.Yuan), DonorDisplay.Masked, DisplayName: null, card.DueOn, IsMonthly: false, IsEnforceable: false),
                card.Code,
                suffixFen: null,
                desk.Clock.GetUtcNow()));
            return Task.CompletedTask;
        }

        private async Task GiveAsync(SeedGift card, CancellationToken cancellationToken)
        {
            At(card.Date, 16);
            As(seed.Manager, RoleNames.FundManager);
            var recorded = await desk.Recorder.RecordAsync(
                new NewGift(_funds[card.Fund], Enum.Parse<GiftKind>(card.Kind), Fen(card.Yuan), card.Date, card.Account is { } account ? _accounts[account] : null)
                {
                    CampaignId = card.Campaign is { } campaign ? _campaigns[campaign] : null,
                    PartyId = card.Donor is { } donor ? _parties[donor] : null,
                    Display = card.Display is { } display ? Enum.Parse<DonorDisplay>(display) : DonorDisplay.Masked,
                    DisplayName = card.Alias,
                    Message = card.Message,
                    ItemKind = card.Item,
                    Quantity = card.Quantity,
                    Unit = card.Unit,
                    ValuationBasis = card.Basis,
                },
                cancellationToken);
            var gift = await db.GetGiftAsync(recorded.GiftId, cancellationToken);
            if (gift.IsAnonymous)
            {
                gift.Waive(ReceiptWaiver.Anonymous);
            }
            else if (card.Receipt)
            {
                await desk.Receipts.IssueAsync(gift, Texts.DefaultCulture, cancellationToken);
            }
        }

        private Task<PostedEntry> MoveAsync(SeedMove card, CancellationToken cancellationToken)
        {
            At(card.Date, 17);
            As(seed.Manager, RoleNames.FundManager);
            return desk.Ledger.PostAsync(
                new Posting(
                    _bookId,
                    card.Date,
                    card.From == "wallet" ? EntryKind.Payout : EntryKind.Manual,
                    card.Text,
                    new PostingSource("manual", SeedIds.Of("fund-move", $"{card.Date:O}/{card.From}").ToString()),
                    [
                        new PostingLine(RoleOf(card.To), Fen(card.Yuan), _funds[card.Fund]) { MoneyAccountId = _accounts[card.To], Text = card.Counterparty },
                        new PostingLine(RoleOf(card.From), -Fen(card.Yuan), _funds[card.Fund]) { MoneyAccountId = _accounts[card.From], Text = card.Text },
                    ]),
                cancellationToken);
        }

        private async Task AskAsync(SeedDisbursement card, CancellationToken cancellationToken)
        {
            At(card.Date, 9);
            var author = As(card.Author, RoleNames.ClubLeader);
            var content = new DisbursementContent(
                _funds[card.Fund],
                ProjectId: null,
                CampaignId: null,
                card.Title,
                card.Reason,
                CostKind.Programme,
                (long)((card.Units ?? 0) * 100),
                card.UnitName,
                card.Beneficiaries,
                [new PayeeShare(_parties[card.Payee], Fen(card.Yuan), Text: null)]);
            var request = new Disbursement(_bookId, author, content, desk.Clock.GetUtcNow());
            _requests[card.Key] = request.Id;
            db.Add(request);
            await db.SaveChangesAsync(cancellationToken);
            await desk.Requests.SubmitAsync(request, cancellationToken);
        }

        private async Task MeetAsync(SeedDisbursement card, DateOnly on, CancellationToken cancellationToken)
        {
            At(on, 14);
            var recorder = As(seed.Secretary, RoleNames.Secretary);
            var committee = await db.Set<Committee>().Include(c => c.Seats).SingleAsync(c => c.Id == _committeeId, cancellationToken);
            var request = await desk.Requests.GetAsync(_requests[card.Key], cancellationToken);
            var members = committee.MembersOn(on);
            var meeting = new CommitteeMeeting(committee.Id, on, members.Count, members.Count, "程序合规，报价单和居民代表意见齐全，同意表决结果。", recorder, desk.Clock.GetUtcNow());
            db.Add(meeting);
            HashSet<Guid> tooClose = [.. await desk.Requests.TooCloseAsync(request, cancellationToken), request.AuthorPersonId];
            var votes = members.Order().Index().ToDictionary(member => member.Item, member => member.Index == 0 ? VoteAnswer.Abstain : VoteAnswer.Yes);
            var count = CommitteeVote.Count(members, members, tooClose, votes);
            meeting.Add(new MeetingItem(meeting.Id, request.Id, request.Revision, count));
            request.Decide(meeting.Id, recorder, count.Passed, request.Revision, await ApprovalRules.ReadAsync(desk.Settings, cancellationToken), note: null, desk.Clock.GetUtcNow());
            desk.Requests.TrackDecisions(request);
        }

        /// <summary>Reviewed by the deputy, approved by the secretary, and by the deputy as well where two are needed.</summary>
        private async Task DecideAsync(SeedDisbursement card, DateOnly on, CancellationToken cancellationToken)
        {
            At(on, 15);
            var request = await desk.Requests.GetAsync(_requests[card.Key], cancellationToken);
            var rules = await ApprovalRules.ReadAsync(desk.Settings, cancellationToken);
            As(seed.Deputy, RoleNames.Secretary);
            request.Review(await desk.Requests.DeciderAsync(request, cancellationToken), request.Revision, "单据齐全", desk.Clock.GetUtcNow());
            foreach (var approver in card.State is "Reviewed" ? [] : new[] { seed.Secretary, seed.Deputy })
            {
                if (request.State is DisbursementState.Reviewed)
                {
                    At(on, approver == seed.Secretary ? 16 : 17);
                    As(approver, RoleNames.Secretary);
                    request.Approve(await desk.Requests.DeciderAsync(request, cancellationToken), request.Revision, rules, note: null, desk.Clock.GetUtcNow());
                }
            }

            desk.Requests.TrackDecisions(request);
        }

        private Task<PostedEntry> PayAsync(SeedDisbursement card, string account, CancellationToken cancellationToken)
        {
            At(card.Date, 18);
            As(seed.Manager, RoleNames.FundManager);
            return desk.Payment.PayAsync(_requests[card.Key], _accounts[account], card.Date, cancellationToken);
        }

        /// <summary>What was paid in the month is proved by whoever asked for it, and closed.</summary>
        private async Task ProveAsync(List<SeedDisbursement> cards, CancellationToken cancellationToken)
        {
            var content = await folder.ReadBytesAsync("fund-evidence.pdf", cancellationToken);
            var (clean, mediaType) = EvidenceFiles.Clean(content);
            foreach (var card in cards)
            {
                var request = await desk.Requests.GetAsync(_requests[card.Key], cancellationToken);
                var fileId = await desk.Files.SaveAsync(new MemoryStream(clean), cancellationToken);
                db.Add(request.AddEvidence(fileId, "receipt.pdf", mediaType, clean.Length, System.Security.Cryptography.SHA256.HashData(clean), Person(card.Author), desk.Clock.GetUtcNow()));
                await db.SaveChangesAsync(cancellationToken);
                request.Close(card.Note!);
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        /// <summary>The manager asks, the secretary agrees: two people, as for any month.</summary>
        private async Task CloseAsync(BankMonth banking, DateOnly month, DateOnly on, CancellationToken cancellationToken)
        {
            var (manager, secretary) = (Person(seed.Manager), Person(seed.Secretary));
            await banking.AgreeWithHostAsync(manager, secretary, cancellationToken);
            await desk.Months.RequirePossibleAsync(_bookId, month, PeriodAction.Close, cancellationToken);
            var request = new PeriodRequest(_bookId, month, PeriodAction.Close, reason: null, manager, desk.Clock.GetUtcNow());
            At(on, 15);
            request.Agree(secretary, desk.Clock.GetUtcNow());
            db.Add(request);
            await db.SaveChangesAsync(cancellationToken);
            await desk.Months.ApplyAsync(_bookId, month, PeriodAction.Close, cancellationToken);
        }
    }
}
