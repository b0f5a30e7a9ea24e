using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Ledger;

/// <summary>A voucher by hand.</summary>
internal static class PostEntry
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/entries", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<PostedVoucher>> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, ILedger ledger, CancellationToken cancellationToken)
    {
        var posting = new Posting(
            bookId,
            request.Date,
            EntryKind.Manual,
            request.Text,
            new PostingSource("manual", Guid.CreateVersion7().ToString()),
            [
                .. request.Lines.Select(line => new PostingLine(line.Account, line.Fen, line.FundId)
                {
                    MoneyAccountId = line.MoneyAccountId,
                    CampaignId = line.CampaignId,
                    ProjectId = line.ProjectId,
                    Text = line.Text,
                }),
            ]);
        return PostedVoucher.Created(await db.AtomicallyAsync(() => ledger.PostAsync(posting, cancellationToken), cancellationToken));
    }

    public sealed record Request(DateOnly Date, string Text, IReadOnlyList<Line> Lines);

    /// <param name="Account">Number in the chart of the day.</param>
    /// <param name="Fen">Debit positive, credit negative.</param>
    public sealed record Line(string Account, long Fen, Guid FundId, Guid? MoneyAccountId = null, Guid? CampaignId = null, Guid? ProjectId = null, string? Text = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Text).NotEmpty().MaximumLength(Entry.LongestText);
            RuleForEach(r => r.Lines).ChildRules(line =>
            {
                line.RuleFor(l => l.Account).NotEmpty().MaximumLength(20);
                line.RuleFor(l => l.Text).MaximumLength(Entry.LongestText);
            });
        }
    }
}

/// <param name="Number">Gapless in book and year.</param>
internal sealed record PostedVoucher(Guid Id, int Year, int Number)
{
    public static Created<PostedVoucher> Created(PostedEntry entry) =>
        TypedResults.Created($"/api/funds/entries/{entry.Id}", new PostedVoucher(entry.Id, entry.Year, entry.Number));
}
