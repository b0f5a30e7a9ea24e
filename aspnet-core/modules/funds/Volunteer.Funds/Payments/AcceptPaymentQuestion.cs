using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Payments;

/// <summary>A person decides: the money is ours and goes to the general fund.</summary>
internal static class AcceptPaymentQuestion
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payments/questions/{questionId:guid}/acceptance", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    public static bool MayAccept(PaymentQuestion question) => question.State is QuestionState.Open
        && question.Kind is QuestionKind.UnknownPayment or QuestionKind.PaidTwice or QuestionKind.Amount or QuestionKind.ApiVersion;

    private static async Task<NoContent> HandleAsync(
        Guid questionId,
        Request request,
        VolunteerDbContext db,
        PaymentAccounts accounts,
        PaymentProviders providers,
        PaymentSync payments,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                var accountId = await db.Set<PaymentQuestion>().Where(q => q.Id == questionId).Select(q => (Guid?)q.AccountId).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException();
                var account = await accounts.HoldAsync(accountId, cancellationToken);
                var question = await db.Set<PaymentQuestion>().SingleAsync(q => q.Id == questionId, cancellationToken);
                if (question.State is QuestionState.Open && !MayAccept(question))
                {
                    throw new BusinessException(FundsErrors.QuestionNotAcceptable);
                }

                question.Settle(QuestionState.Accepted, user.RequirePersonId(), request.Note, clock.GetUtcNow());
                if (question.Kind is QuestionKind.ApiVersion)
                {
                    (await db.Set<ProviderEvent>().SingleAsync(e => e.AccountId == account.Id && e.ExternalId == question.Reference, cancellationToken)).Release();
                }
                else
                {
                    await TakeInAsync(account, question.Reference);
                }

                await db.SaveChangesAsync(cancellationToken);

                async Task TakeInAsync(PaymentAccount into, string chargeId)
                {
                    var charge = await providers.Of(into).FetchChargeAsync(into, NoticeTopic.Charge, chargeId, cancellationToken);
                    if (charge is not { Succeeded: true } || charge.IsLive != into.IsLive || !string.Equals(charge.Currency, Book.Yuan, StringComparison.OrdinalIgnoreCase))
                    {
                        throw new BusinessException(FundsErrors.QuestionNotAcceptable);
                    }

                    var now = clock.GetUtcNow();
                    var order = new NewPayment(into.GeneralFundId, null, null, charge.Amount, null, DonorDisplay.Anonymous, null, null, null);
                    var payment = new Payment(into, order, charge.Id, now, now);
                    payment.Pay(charge.Id, charge.Method, charge.CreatedAt);
                    db.Add(payment);
                    await db.SaveChangesAsync(cancellationToken);
                    await payments.ChargeAsync(into, NoticeTopic.Charge, charge.Id, cancellationToken);
                }
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Note);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).NotEmpty().MaximumLength(PaymentQuestion.LongestNote);
    }
}
