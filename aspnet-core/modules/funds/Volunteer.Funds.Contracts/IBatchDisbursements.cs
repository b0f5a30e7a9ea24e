namespace Volunteer.Funds;

/// <summary>
/// Money that other modules ask for on behalf of many: meal subsidies, rewards for a household. One request, decided and paid
/// as one. In the caller's unit of work.
/// </summary>
public interface IBatchDisbursements
{
    /// <summary>
    /// Hands the request in and reserves its money; refused when the fund has not that much free. The same source and id is
    /// asked for once: a second call gives the first request back.
    /// </summary>
    Task<BatchDisbursementCard> RequestAsync(BatchDisbursement batch, CancellationToken cancellationToken);

    /// <summary>Null when nothing was asked for under that source and id.</summary>
    Task<BatchDisbursementCard?> FindAsync(string source, string sourceId, CancellationToken cancellationToken);
}

/// <param name="Source">The asking module's name for what it is, e.g. <c>benefits.meals</c>.</param>
/// <param name="SourceId">Its id there, e.g. month and list.</param>
/// <param name="RequestedBy">The person who is responsible for the request; that person does not approve it.</param>
/// <param name="Units">Units of service that the money buys, e.g. 250 meals; null for none.</param>
public sealed record BatchDisbursement(
    string Source,
    string SourceId,
    Guid FundId,
    Guid? ProjectId,
    Guid RequestedBy,
    string Title,
    string Reason,
    decimal? Units,
    string? UnitName,
    IReadOnlyList<BatchPayee> Payees);

/// <param name="Fen">Above zero.</param>
public sealed record BatchPayee(Guid PersonId, long Fen, string? Text);

/// <param name="State">Submitted, Reviewed, Approved, Rejected, Withdrawn, Paid or Closed.</param>
public sealed record BatchDisbursementCard(Guid Id, string State, long TotalFen, DateOnly? PaidOn);

/// <summary>What another module asked for was paid.</summary>
public sealed record DisbursementPaid(string Source, string SourceId, Guid DisbursementId, DateOnly PaidOn) : IIntegrationEvent;

/// <summary>What another module asked for was rejected or withdrawn; its money is free again.</summary>
public sealed record DisbursementRefused(string Source, string SourceId, Guid DisbursementId) : IIntegrationEvent;
