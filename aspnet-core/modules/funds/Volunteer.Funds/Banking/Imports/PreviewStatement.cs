using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>Reads a statement file and shows what it says and what of it is new. Nothing is taken in yet.</summary>
internal static class PreviewStatement
{
    /// <summary>A little more than a file may have, for the envelope around it; the reader holds the file to its limit.</summary>
    private const int LargestBody = StatementReader.MaxFileBytes + (1024 * 1024);

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/money-accounts/{accountId:guid}/statement-previews", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile)
        .WithMetadata(new NotIdempotent(), new RequestSizeLimitAttribute(LargestBody))
        .DisableAntiforgery();

    private static async Task<Ok<StatementAnswer>> HandleAsync(
        Guid accountId,
        IFormFile file,
        [FromForm] string? encoding,
        [FromForm] string? mapping,
        VolunteerDbContext db,
        StatementImport import,
        StatementVault vault,
        ICurrentUser user,
        Texts texts,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var account = await import.AccountAsync(accountId, cancellationToken);
        var content = await ReadAsync(file, cancellationToken);
        var chosen = StoredMapping.ReadField(mapping);
        var habit = await db.Set<StatementHabit>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == accountId, cancellationToken);
        var document = StatementReader.Read(content, file.FileName, new StatementOptions
        {
            Encoding = EncodingOf(encoding),
            Mapping = chosen ?? StoredMapping.Read(habit?.Mapping),
            MappingIsChosen = chosen is not null,
        });
        var plan = await import.PlanAsync(account, document, cancellationToken);

        var stored = new StatementFile(
            accountId,
            BankText.Clean(file.FileName),
            Convert.ToHexStringLower(SHA256.HashData(content)),
            await vault.KeepAsync(content, cancellationToken),
            document,
            user.AccountId,
            clock.GetUtcNow());
        db.Add(stored);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(StatementAnswer.Of(stored, plan, texts));
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length > StatementReader.MaxFileBytes)
        {
            throw new BusinessException(FileErrors.TooLarge).With("megabytes", StatementReader.MaxFileBytes / (1024 * 1024));
        }

        using var content = new MemoryStream();
        await using var stream = file.OpenReadStream();
        await stream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    private static TableEncoding? EncodingOf(string? chosen) => chosen?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "UTF-8" or "UTF8" => TableEncoding.Utf8,
        "GBK" or "GB18030" or "GB2312" => TableEncoding.Gb18030,
        "UTF-16" or "UTF-16LE" or "UTF16LITTLEENDIAN" => TableEncoding.Utf16LittleEndian,
        "UTF-16BE" or "UTF16BIGENDIAN" => TableEncoding.Utf16BigEndian,
        _ => throw new InvalidRequestException("encoding", FundsErrors.StatementEncoding),
    };
}
