using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Banking;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Books;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Periods;

namespace Volunteer.Funds.Seeding;

/// <summary>The module's own services, working on behalf of the demo's people and on the demo's days.</summary>
internal sealed class SeedDesk
{
    private readonly IServiceProvider _services;

    public SeedDesk(IServiceProvider services)
    {
        _services = services;
        var ledger = Make<LedgerAdapter>(Make<FundReservations>(Clock), User, Clock);
        Ledger = ledger;
        Receipts = Make<Receipts>(Make<BusinessDay>(Clock), User, Clock);
        Recorder = Make<GiftRecorder>(ledger, Receipts, User, Clock);
        Requests = Make<DisbursementDesk>(ledger, User);
        Payment = Make<DisbursementPayment>(Requests, ledger, User);
        Rules = Make<LearnedRules>(Clock);
        var items = new OpenItems([Get<LedgerLineItems>(), Make<PledgeItems>(Recorder, User), Make<DisbursementItems>(Payment, User)]);
        Reconciler = Make<Reconciler>(items, Rules);
        Matches = Make<MatchWriter>(items, ledger, User, Clock);
        Import = Make<StatementImport>(Make<BankingDay>(Clock));
        Months = Make<Months>(Make<BookAccess>(Clock));
    }

    public SeedClock Clock { get; } = new();

    public SeedUser User { get; } = new();

    public ILedger Ledger { get; }

    public Receipts Receipts { get; }

    public GiftRecorder Recorder { get; }

    public DisbursementDesk Requests { get; }

    public DisbursementPayment Payment { get; }

    public LearnedRules Rules { get; }

    public Reconciler Reconciler { get; }

    public MatchWriter Matches { get; }

    public StatementImport Import { get; }

    public Months Months { get; }

    public BookFounding Founding => Get<BookFounding>();

    public AccountNumbers Numbers => Get<AccountNumbers>();

    public PartyDirectory Parties => Get<PartyDirectory>();

    public StatementVault Vault => Get<StatementVault>();

    public ReconciliationProof Proof => Get<ReconciliationProof>();

    public LedgerLegs Legs => Get<LedgerLegs>();

    public ISettings Settings => Get<ISettings>();

    public IFileStore Files => Get<IFileStore>();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private T Make<T>(params object[] given) => ActivatorUtilities.CreateInstance<T>(_services, given);
}
