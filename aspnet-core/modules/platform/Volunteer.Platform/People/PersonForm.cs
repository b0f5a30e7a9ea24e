using System.Net.Mail;
using Volunteer.Identity;
using Volunteer.Text;

namespace Volunteer.Platform.People;

/// <summary>Reads what somebody typed about a person; a wrong value is refused with its field.</summary>
internal sealed class PersonForm(ICommunity community, TimeProvider clock)
{
    private const int LongestEmail = 254;
    private const int OldestAge = 130;

    public static string Name(string? text, string field = "name") =>
        PersonName.TryNormalise(text, out var name, out var problem) ? name : throw new InvalidRequestException(field, problem!);

    public static string? Phone(string? text, string field = "phone")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return PhoneNumber.TryParse(text, out var number, out var problem) ? number.Value : throw new InvalidRequestException(field, problem);
    }

    public static string? Email(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var address = text.Trim();
        return address.Length <= LongestEmail && TextRules.Check(address) is null && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? address
            : throw new InvalidRequestException("email", PlatformErrors.EmailFormat);
    }

    public static string? Building(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextRules.Normalise(text);

    public async Task<DateOnly> TodayAsync(CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    public async Task<DateOnly?> BirthDateAsync(DateOnly? date, CancellationToken cancellationToken)
    {
        var today = await TodayAsync(cancellationToken);
        return date is null || (date <= today && date > today.AddYears(-OldestAge)) ? date : throw new InvalidRequestException("birthDate", PlatformErrors.BirthDateRange);
    }

    /// <summary>The number, checked against the rest of the form; null when the form has none.</summary>
    public async Task<ChineseIdNumber?> IdNumberAsync(string? text, DateOnly? birthDate, Sex sex, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!ChineseIdNumber.TryParse(text, await TodayAsync(cancellationToken), out var number, out var problem))
        {
            throw new InvalidRequestException("idNumber", problem!);
        }

        if (birthDate is { } date && date != number!.BirthDate)
        {
            throw new InvalidRequestException("birthDate", PlatformErrors.BirthDateAgainstIdNumber);
        }

        return sex == Sex.Unknown || sex == SexOf(number!) ? number : throw new InvalidRequestException("sex", PlatformErrors.SexAgainstIdNumber);
    }

    public static Sex SexOf(ChineseIdNumber number) => number.Sex == Identity.Sex.Male ? Sex.Male : Sex.Female;
}
