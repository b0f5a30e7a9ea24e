using Volunteer.Funds.Verification;

namespace Volunteer.Funds.Books;

/// <summary>Makes books and funds with the rows that postings need. Nothing is written until the caller saves.</summary>
internal sealed class BookFounding(VolunteerDbContext db)
{
    public void Add(Book book)
    {
        db.Add(book);
        db.Add(new BookHead(book.Id, book.OpensOn, EntryChain.Genesis(book.Id)));
        db.AddRange(ShippedCharts.For(book.Id, book.Standard));
    }

    public void Add(Fund fund)
    {
        db.Add(fund);
        db.Add(new FundBalance(fund));
    }
}
