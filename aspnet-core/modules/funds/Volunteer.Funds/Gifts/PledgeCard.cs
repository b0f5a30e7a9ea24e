namespace Volunteer.Funds.Gifts;

internal sealed record PledgeCard(
    Guid Id,
    Guid FundId,
    Guid? CampaignId,
    long Fen,
    long PayableFen,
    string NoteCode,
    DateOnly? DueOn,
    bool IsMonthly,
    bool IsEnforceable,
    long ReceivedFen,
    PledgeState State)
{
    public static PledgeCard Of(Pledge pledge) => new(
        pledge.Id,
        pledge.FundId,
        pledge.CampaignId,
        pledge.Fen,
        pledge.PayableFen,
        pledge.NoteCode,
        pledge.DueOn,
        pledge.IsMonthly,
        pledge.IsEnforceable,
        pledge.ReceivedFen,
        pledge.State);
}
