using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Funds.Books;

/// <summary>The fund manager opens the community's books under a host charity.</summary>
internal static class SetUpBook
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(Request request, VolunteerDbContext db, BookFounding founding, CancellationToken cancellationToken)
    {
        var book = new Book(TextRules.Normalise(request.Name), request.Host.ToHost(), request.Standard, request.OpensOn);
        book.Describe(book.Name, book.Host, request.OnlinePayment);
        founding.Add(book);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(FundsErrors.BookNameTaken);
        }

        return TypedResults.Created($"/api/funds/books/{book.Id}", new Response(book.Id));
    }

    /// <param name="OnlinePayment">Whether donors may pay on our own page.</param>
    public sealed record Request(string Name, HostInput Host, AccountingStandard Standard, DateOnly OpensOn, bool OnlinePayment = false);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
            RuleFor(r => r.Host).SetValidator(new HostInput.Validator());
            RuleFor(r => r.OpensOn).InclusiveBetween(new DateOnly(2005, 1, 1), new DateOnly(2100, 1, 1));
        }
    }
}

/// <summary>The host charity as it is typed in.</summary>
internal sealed record HostInput(string Name, string NameEn, string CreditCode, string? Certificate, string Phone, string? Website = null)
{
    public HostCharity ToHost() => new(TextRules.Normalise(Name), TextRules.Normalise(NameEn), TextRules.NormaliseIdentifier(CreditCode), Certificate?.Trim(), Phone.Trim(), Website?.Trim());

    public sealed class Validator : AbstractValidator<HostInput>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(200);
            RuleFor(r => r.NameEn).NotEmpty().MaximumLength(200);
            RuleFor(r => r.CreditCode).NotEmpty().MaximumLength(40);
            RuleFor(r => r.Certificate).MaximumLength(60);
            RuleFor(r => r.Phone).NotEmpty().MaximumLength(40);
            RuleFor(r => r.Website).MaximumLength(200);
        }
    }
}
