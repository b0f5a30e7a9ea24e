using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Gifts;

/// <summary>Writes, prints and voids confirmations. In the caller's transaction.</summary>
internal sealed class Receipts(VolunteerDbContext db, Texts texts, ICommunity community, IPeople people, BusinessDay day, ICurrentUser user, TimeProvider clock)
{
    public async Task<Receipt> IssueAsync(Gift gift, string culture, CancellationToken cancellationToken)
    {
        if (gift.State is GiftState.Refunded)
        {
            throw new BusinessException(FundsErrors.ReceiptForRefunded);
        }

        if (await db.Set<Receipt>().AnyAsync(receipt => receipt.GiftId == gift.Id && receipt.State == ReceiptState.Issued, cancellationToken))
        {
            throw new BusinessException(FundsErrors.ReceiptThere);
        }

        var handler = user.RequirePersonId();
        var today = await day.TodayAsync(cancellationToken);
        var number = await NextNumberAsync(gift.BookId, today.Year, cancellationToken);
        var code = ReceiptCodes.New();
        var content = await PageAsync(gift, Receipt.FormatNumber(today.Year, number), code, handler, today, culture, cancellationToken);
        var receipt = new Receipt(gift.BookId, today.Year, number, gift.Id, code, content, SHA256.HashData(Encoding.UTF8.GetBytes(content)), handler, clock.GetUtcNow());
        db.Add(receipt);
        if (gift.ReceiptWaiver is not null)
        {
            gift.AskForReceipt();
        }

        await db.SaveChangesAsync(cancellationToken);
        return receipt;
    }

    /// <summary>A gift that goes back takes its confirmation with it; for a part that stays a new one may be written.</summary>
    public async Task VoidForRefundAsync(Gift gift, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var receipt in await db.Set<Receipt>().Where(r => r.GiftId == gift.Id && r.State == ReceiptState.Issued).ToListAsync(cancellationToken))
        {
            receipt.Void(reason, now);
        }
    }

    /// <summary>The next number of the book's year. The counter's row stays taken until the receipt is written or the number given back with it.</summary>
    private async Task<int> NextNumberAsync(Guid bookId, int year, CancellationToken cancellationToken)
    {
        if (!await CountAsync())
        {
            var counter = new ReceiptCounter(bookId, year);
            db.Add(counter);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
            {
                // The year's first two receipts at once: the other one made the row.
                db.Entry(counter).State = EntityState.Detached;
            }

            await CountAsync();
        }

        return await db.Set<ReceiptCounter>().AsNoTracking().Where(c => c.BookId == bookId && c.Year == year).Select(c => c.Last).SingleAsync(cancellationToken);

        async Task<bool> CountAsync() => await db.Set<ReceiptCounter>().Where(c => c.BookId == bookId && c.Year == year)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + 1), cancellationToken) == 1;
    }

    private async Task<string> PageAsync(Gift gift, string number, string code, Guid handler, DateOnly today, string culture, CancellationToken cancellationToken)
    {
        var party = gift.PartyId is { } partyId ? await db.Set<Party>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == partyId, cancellationToken) : null;
        var fund = await db.Set<Fund>().AsNoTracking().SingleAsync(f => f.Id == gift.FundId, cancellationToken);
        var host = await db.Set<Book>().AsNoTracking().Where(b => b.Id == gift.BookId).Select(b => b.Host).SingleAsync(cancellationToken);
        var place = await community.CurrentAsync(cancellationToken);
        var handlerName = (await people.FindAsync([handler], cancellationToken)).GetValueOrDefault(handler)?.Name ?? string.Empty;
        var isChinese = culture == Texts.DefaultCulture;
        List<(string Key, string? Value)> rows =
        [
            ("Donor", gift.IsAnonymous || party is null ? Text("Anonymous") : party.Name),
            ("Date", gift.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Fund", isChinese || fund.NameEn.Length == 0 ? fund.Name : fund.NameEn),
            ("Host", isChinese || host.NameEn.Length == 0 ? host.Name : host.NameEn),
            ("Kind", Text($"Kind.{gift.Kind}")),
            ("Item", gift.Kind is GiftKind.InKind ? gift.ItemKind : null),
            ("Quantity", gift.Kind is GiftKind.InKind ? $"{gift.Quantity?.ToString("0.###", CultureInfo.InvariantCulture)} {gift.Unit}" : null),
            ("Amount", gift.KeptFen == 0 ? Text("NotValued") : Yuan(gift.KeptFen)),
            ("AmountInWords", gift.KeptFen == 0 ? null : YuanWords.Of(gift.KeptFen)),
            ("Handler", handlerName),
            ("IssuedOn", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Code", code),
        ];
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{culture}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{Html(Text("Title"))} {number}</title>\n");
        page.Append("<style>body{font-family:serif;max-width:40rem;margin:2rem auto}h1{text-align:center}th{text-align:left;padding-right:2rem;font-weight:normal}td,th{padding:.3rem}small{display:block;margin-top:2rem}</style>\n</head>\n<body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Html(place.Name)}</p>\n<h1>{Html(Text("Title"))}</h1>\n<p>{Html(Text("Number"))} {number}</p>\n<p><strong>{Html(Text("NotFiscal"))}</strong></p>\n<table>\n");
        foreach (var (key, value) in rows.Where(row => !string.IsNullOrEmpty(row.Value)))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Html(Text(key))}</th><td>{Html(value!)}</td></tr>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"</table>\n<p>{Html(Text("Thanks"))}</p>\n<small>{Html(Text("Lookup"))}</small>\n</body>\n</html>\n");
        return page.ToString();

        string Text(string key) => texts.Get($"Funds.Receipt.{key}", culture, null);
    }

    private static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"¥{fen / 100:N0}.{fen % 100:00}");

    private static string Html(string text) => System.Net.WebUtility.HtmlEncode(text);
}
