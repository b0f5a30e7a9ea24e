using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Payments;

/// <summary>Puts what does not fit before the fund manager, once.</summary>
internal sealed class PaymentQuestions(VolunteerDbContext db, TimeProvider clock)
{
    public async Task AskAsync(Guid accountId, QuestionKind kind, string reference, string? expected, string? found, CancellationToken cancellationToken)
    {
        if (db.Set<PaymentQuestion>().Local.Any(q => q.AccountId == accountId && q.Kind == kind && q.Reference == reference)
            || await db.Set<PaymentQuestion>().AnyAsync(q => q.AccountId == accountId && q.Kind == kind && q.Reference == reference, cancellationToken))
        {
            return;
        }

        db.Add(new PaymentQuestion(accountId, kind, reference, Short(expected), Short(found), clock.GetUtcNow()));
    }

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
