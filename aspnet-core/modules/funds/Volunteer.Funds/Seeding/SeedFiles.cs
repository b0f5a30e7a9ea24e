using Volunteer.Funds.Books;

namespace Volunteer.Funds.Seeding;

/// <summary><c>fund.json</c>: what there is before anything moves.</summary>
/// <param name="Statements">The months whose statement is taken in and closed, e.g. <c>2025-11</c>.</param>
internal sealed record SeedFund(
    SeedBook Book,
    List<SeedFundCard> Funds,
    List<SeedAccount> Accounts,
    List<SeedOpening> Opening,
    string Manager,
    string Secretary,
    string Deputy,
    string HostContact,
    SeedCommittee Committee,
    List<SeedParty> Parties,
    List<SeedCampaign> Campaigns,
    List<string> Statements,
    List<SeedBooking> Bookings,
    List<SeedPledge> Pledges);

internal sealed record SeedBook(string Name, DateOnly OpensOn, string Standard, HostCharity Host);

internal sealed record SeedFundCard(string Key, string Level, string Restriction, string Name, string NameEn, string Purpose);

internal sealed record SeedAccount(string Key, string Kind, string Name, string? Number);

internal sealed record SeedOpening(string Account, string Fund, decimal Yuan);

internal sealed record SeedCommittee(string Name, DateOnly Date, List<string> Members, List<string> Supervisors);

/// <param name="Person">Key in <c>people.json</c>; else the name.</param>
internal sealed record SeedParty(string Key, string? Person, string? Name, bool Organisation);

internal sealed record SeedCampaign(
    string Key,
    string Fund,
    string Title,
    string TitleEn,
    string Purpose,
    string Mode,
    DateOnly StartsOn,
    DateOnly EndsOn,
    DateOnly? ClosedOn,
    string FilingNumber,
    decimal TargetYuan,
    string Plan,
    string Area,
    string? PlatformName,
    string? PlatformUrl);

/// <summary>What a line of the bank with this memo is booked as.</summary>
internal sealed record SeedBooking(string Memo, string Fund, string Role, string Text);

internal sealed record SeedPledge(string Code, string Fund, string Campaign, string Donor, decimal Yuan, DateOnly Date, DateOnly DueOn);

/// <summary>One row of <c>fund-gifts.json</c>.</summary>
internal sealed record SeedGift(
    DateOnly Date,
    string Kind,
    string Fund,
    decimal Yuan,
    string? Account,
    string? Donor,
    string? Display,
    string? Alias,
    string? Campaign,
    string? Message,
    bool Receipt,
    string? Item,
    decimal? Quantity,
    string? Unit,
    string? Basis);

/// <summary>One row of <c>fund-moves.json</c>: money carried from one account to another.</summary>
internal sealed record SeedMove(DateOnly Date, string Fund, string From, string To, decimal Yuan, string Text, string Counterparty);

/// <summary>One row of <c>fund-disbursements.json</c>.</summary>
/// <param name="Committee">The day on which the committee votes on it.</param>
/// <param name="Pay">The account that pays it by hand; else the bank's statement does.</param>
/// <param name="State">Where it stops: Submitted or Reviewed; null goes on.</param>
/// <param name="Note">What was achieved; with it the request is closed.</param>
internal sealed record SeedDisbursement(
    string Key,
    DateOnly Date,
    string Fund,
    string Title,
    string Reason,
    string Author,
    string Payee,
    decimal Yuan,
    decimal? Units,
    string? UnitName,
    int Beneficiaries,
    DateOnly? Committee,
    string? Pay,
    string? State,
    string? Note);
