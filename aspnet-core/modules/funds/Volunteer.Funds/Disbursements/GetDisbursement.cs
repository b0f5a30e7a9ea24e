using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Disbursements;

/// <summary>One request with payees (masked), decisions, evidence, and what is still missing.</summary>
internal static class GetDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/disbursements/{disbursementId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<Ok<Response>> HandleAsync(
        Guid disbursementId,
        DisbursementDesk desk,
        PartyDirectory parties,
        IPeople people,
        ISettings settings,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var d = await desk.GetAsync(disbursementId, cancellationToken);
        if (d.AuthorPersonId != me && !user.Can(FundsPermissions.ViewBooks))
        {
            throw new NotFoundException();
        }

        var payees = await parties.FindAsync(d.Lines.Select(line => (Guid?)line.PartyId), cancellationToken);
        var names = await people.FindAsync([d.AuthorPersonId, .. d.Approvals.Select(approval => approval.PersonId), .. d.Evidence.Select(evidence => evidence.AddedBy)], cancellationToken);
        var rules = await ApprovalRules.ReadAsync(settings, cancellationToken);
        var decider = await desk.DeciderAsync(d, cancellationToken);
        return TypedResults.Ok(new Response(
            d.Id,
            d.Title,
            d.Reason,
            d.FundId,
            d.ProjectId,
            d.CampaignId,
            d.CostKind,
            d.TotalFen,
            d.UnitHundredths / 100m,
            d.UnitName,
            d.Beneficiaries,
            d.IsRelatedParty,
            d.State,
            d.Revision,
            NameOf(d.AuthorPersonId),
            d.AuthorPersonId == me,
            d.AuthorPersonId != me && !decider.IsTooClose,
            decider.IsTooClose,
            decider.LimitFen,
            rules.ApproversFor(d.TotalFen),
            rules.NeedsCommittee(d.TotalFen),
            rules.NeedsSecondFactor(d.TotalFen),
            d.DecisionNote,
            d.ClosingNote,
            d.PaidOn,
            d.EntryId,
            d.EntryNumber,
            d.Source,
            [.. d.Lines.OrderBy(line => line.Number).Select(line => new Line(line.PartyId, PartyCard.Of(payees[line.PartyId]), line.Fen, line.Text))],
            [.. d.Approvals.OrderBy(approval => approval.At).Select(approval => new Decision(NameOf(approval.PersonId), approval.Kind, approval.Revision, approval.Revision == d.Revision, approval.Note, approval.At))],
            [.. d.Evidence.OrderBy(evidence => evidence.AddedAt).Select(evidence => new File(evidence.Id, evidence.Name, evidence.MediaType, evidence.Size, NameOf(evidence.AddedBy), evidence.AddedAt))]));

        string NameOf(Guid personId) => names.GetValueOrDefault(personId)?.Name ?? string.Empty;
    }

    /// <param name="MayDecide">The caller is neither the author nor close to a payee.</param>
    /// <param name="ApproversNeeded">A passed committee vote counts as one of them.</param>
    public sealed record Response(
        Guid Id,
        string Title,
        string Reason,
        Guid FundId,
        Guid? ProjectId,
        Guid? CampaignId,
        CostKind CostKind,
        long TotalFen,
        decimal Units,
        string? UnitName,
        int Beneficiaries,
        bool IsRelatedParty,
        DisbursementState State,
        int Revision,
        string AuthorName,
        bool IsMine,
        bool MayDecide,
        bool IsTooClose,
        long MyLimitFen,
        int ApproversNeeded,
        bool NeedsCommittee,
        bool NeedsSecondFactor,
        string? DecisionNote,
        string? ClosingNote,
        DateOnly? PaidOn,
        Guid? EntryId,
        int? EntryNumber,
        string? Source,
        IReadOnlyList<Line> Lines,
        IReadOnlyList<Decision> Decisions,
        IReadOnlyList<File> Evidence);

    public sealed record Line(Guid PartyId, PartyCard Payee, long Fen, string? Text);

    /// <param name="Counts">False when it was taken on an earlier revision.</param>
    public sealed record Decision(string By, ApprovalKind Kind, int Revision, bool Counts, string? Note, DateTimeOffset At);

    public sealed record File(Guid Id, string Name, string MediaType, long Size, string AddedBy, DateTimeOffset AddedAt);
}
