using System.Net.Mail;
using Volunteer.Identity;
using Volunteer.Organizations.Members;
using Volunteer.Tables;
using Volunteer.Text;
using Sex = Volunteer.Platform.Sex;

namespace Volunteer.Organizations.Rosters;

/// <summary>Reads one line cell by cell and gathers everything that is wrong with it, so that one look corrects it all.</summary>
internal sealed class RosterLineReader(RosterColumns columns, DateOnly today)
{
    /// <summary>Below it a guardian decides (PIPL art. 31), and a list cannot show that.</summary>
    private const int YoungestAge = 14;
    private const int LongestSkills = 300;
    private const int LongestBuilding = 100;
    private const int LongestEmail = 200;
    private static readonly char[] SkillSeparators = ['、', ',', '，', ';', '；', '/', '|', '\n'];

    private readonly List<RosterProblem> _problems = [];

    public static RosterRow Read(TableRow line, RosterColumns columns, DateOnly today) => new RosterLineReader(columns, today).Read(line);

    private RosterRow Read(TableRow line)
    {
        var name = ReadName(line);
        var number = ReadIdNumber(line);
        var sex = ReadSex(line);
        var birthDate = ReadBirthDate(line);
        if (number is not null)
        {
            var numbersSex = number.Sex is Identity.Sex.Female ? Sex.Female : Sex.Male;
            if (sex is not Sex.Unknown && sex != numbersSex)
            {
                Refuse(RosterColumn.Sex, OrganizationsErrors.RosterSexConflict);
            }

            if (birthDate is not null && birthDate != number.BirthDate)
            {
                Refuse(RosterColumn.BirthDate, OrganizationsErrors.RosterBirthDateConflict);
            }

            (sex, birthDate) = (numbersSex, number.BirthDate);
        }

        if (birthDate > today.AddYears(-YoungestAge))
        {
            Refuse(RosterColumn.BirthDate, OrganizationsErrors.RosterMinor);
        }

        var phone = ReadPhone(line);
        if (name.Length > 0 && number is null && birthDate is null && phone is null && !_problems.Exists(problem => problem.IsError))
        {
            Refuse(RosterColumn.Name, OrganizationsErrors.RosterNotRecognisable);
        }

        return new RosterRow
        {
            Number = line.Number,
            Name = name,
            Sex = sex,
            BirthDate = birthDate,
            IdNumber = number?.Value,
            Phone = phone,
            Email = ReadEmail(line),
            Building = ReadLine(line, RosterColumn.Building, LongestBuilding),
            Skills = ReadSkills(line),
            Remark = ReadText(line, RosterColumn.Remark, ClubMember.LongestRemark),
            NameColumn = columns.Letters(RosterColumn.Name),
            Problems = _problems,
        };
    }

    private string ReadName(TableRow line)
    {
        if (!PersonName.TryNormalise(Text(line, RosterColumn.Name), out var name, out var problem))
        {
            Refuse(RosterColumn.Name, problem!);
        }

        return name;
    }

    private Sex ReadSex(TableRow line)
    {
        if (columns.Cell(line, RosterColumn.Sex) is not { } cell)
        {
            return Sex.Unknown;
        }

        switch (TextRules.ToHalfWidth(cell.Text).Trim().ToUpperInvariant())
        {
            case "男" or "男性" or "M" or "MALE":
                return Sex.Male;
            case "女" or "女性" or "F" or "FEMALE":
                return Sex.Female;
            default:
                Refuse(RosterColumn.Sex, OrganizationsErrors.RosterSex);
                return Sex.Unknown;
        }
    }

    private DateOnly? ReadBirthDate(TableRow line)
    {
        if (columns.Cell(line, RosterColumn.BirthDate) is not { } cell)
        {
            return null;
        }

        if (!LooseDate.TryParse(cell.Text, out var day, out var problem))
        {
            Refuse(RosterColumn.BirthDate, problem!);
            return null;
        }

        if (day > today)
        {
            Refuse(RosterColumn.BirthDate, IdentityErrors.DateOutOfRange);
            return null;
        }

        return day;
    }

    private ChineseIdNumber? ReadIdNumber(TableRow line)
    {
        if (columns.Cell(line, RosterColumn.IdNumber) is not { } cell)
        {
            return null;
        }

        if (cell.IsRounded)
        {
            Refuse(RosterColumn.IdNumber, IdentityErrors.IdRounded);
            return null;
        }

        if (!ChineseIdNumber.TryParse(cell.Text, today, out var number, out var problem))
        {
            Refuse(RosterColumn.IdNumber, problem!);
        }
        else if (number!.WasFifteenDigits)
        {
            _problems.Add(new RosterProblem(columns.Letters(RosterColumn.IdNumber), OrganizationsErrors.RosterOldIdNumber, IsError: false));
        }

        return number;
    }

    private string? ReadPhone(TableRow line)
    {
        if (columns.Cell(line, RosterColumn.Phone) is not { } cell)
        {
            return null;
        }

        if (PhoneNumber.TryParse(cell.Text, out var phone, out var problem))
        {
            return phone!.Value;
        }

        Refuse(RosterColumn.Phone, problem!);
        return null;
    }

    private string? ReadEmail(TableRow line)
    {
        if (ReadLine(line, RosterColumn.Email, LongestEmail) is not { } text)
        {
            return null;
        }

        var address = TextRules.NormaliseIdentifier(text);
        if (MailAddress.TryCreate(address, out var mail) && mail.Address == address && mail.DisplayName.Length == 0)
        {
            return address;
        }

        Refuse(RosterColumn.Email, OrganizationsErrors.RosterEmail);
        return null;
    }

    private string? ReadSkills(TableRow line) =>
        ReadText(line, RosterColumn.Skills, LongestSkills) is { } text
            && string.Join('、', text.Split(SkillSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)) is { Length: > 0 } skills
            ? skills
            : null;

    private string? ReadLine(TableRow line, RosterColumn column, int longest) =>
        ReadText(line, column, longest) is { } text ? TextRules.Normalise(text) : null;

    private string? ReadText(TableRow line, RosterColumn column, int longest)
    {
        if (Text(line, column)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (TextRules.Check(text, multiLine: true) is { } problem)
        {
            Refuse(column, problem);
            return null;
        }

        if (text.Length > longest)
        {
            _problems.Add(new RosterProblem(columns.Letters(column), OrganizationsErrors.RosterTooLong, IsError: true, new(StringComparer.Ordinal) { ["most"] = longest }));
            return null;
        }

        return text;
    }

    private string? Text(TableRow line, RosterColumn column) => columns.Cell(line, column)?.Text.ReplaceLineEndings("\n");

    private void Refuse(RosterColumn column, string code) => _problems.Add(new RosterProblem(columns.Letters(column), code, IsError: true));
}
