using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Tables;
using Volunteer.Text;

namespace Volunteer.Organizations.Rosters;

internal enum RosterColumn
{
    Name,
    Sex,
    BirthDate,
    IdNumber,
    Phone,
    Email,
    Building,
    Skills,
    Remark,
}

/// <summary>Finds the heading row of a list that somebody else made, and which column holds what.</summary>
internal sealed partial class RosterColumns
{
    /// <summary>Lists begin with a title, a date, who filled them in; further down it is no heading any more.</summary>
    private const int RowsToLookAt = 10;

    private static readonly FrozenDictionary<string, RosterColumn> Headings = new Dictionary<RosterColumn, string[]>
    {
        [RosterColumn.Name] = ["姓名", "名字", "成员姓名", "队员姓名", "会员姓名", "志愿者姓名", "name", "fullname", "membername"],
        [RosterColumn.Sex] = ["性别", "sex", "gender"],
        [RosterColumn.BirthDate] = ["出生日期", "出生年月日", "出生年月", "生日", "出生", "birthdate", "dateofbirth", "birthday", "dob"],
        [RosterColumn.IdNumber] = ["身份证号", "身份证号码", "身份证", "公民身份号码", "居民身份证号", "居民身份证号码", "证件号", "证件号码", "idnumber", "idno", "idcard", "idcardnumber", "identitynumber"],
        [RosterColumn.Phone] = ["手机号", "手机号码", "手机", "电话", "电话号码", "联系电话", "联系方式", "联系手机", "phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "telephone", "tel"],
        [RosterColumn.Email] = ["邮箱", "电子邮箱", "邮箱地址", "电子邮件", "email", "emailaddress", "mail"],
        [RosterColumn.Building] = ["楼栋", "楼号", "楼栋号", "住址", "地址", "家庭住址", "家庭地址", "居住地址", "住所", "building", "address"],
        [RosterColumn.Skills] = ["技能", "特长", "专长", "技能特长", "擅长", "skill", "skills"],
        [RosterColumn.Remark] = ["备注", "说明", "remark", "remarks", "note", "notes", "comment", "comments"],
    }.SelectMany(column => column.Value.Select(heading => (heading, column.Key))).ToFrozenDictionary(pair => pair.heading, pair => pair.Key, StringComparer.Ordinal);

    private readonly Dictionary<RosterColumn, int> _positions = [];

    private RosterColumns(TableRow headings)
    {
        for (var position = 0; position < headings.Cells.Count; position++)
        {
            var title = headings[position].Text;
            if (Recognise(title) is { } column && _positions.TryAdd(column, position))
            {
                continue;
            }

            if (!string.IsNullOrWhiteSpace(title))
            {
                Ignored.Add(CellReference.ColumnLetters(position));
            }
        }
    }

    /// <summary>Letters of the columns with a heading that means nothing here, or the same as an earlier one.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>The rows below the headings, with what is found where.</summary>
    public static (RosterColumns Columns, IEnumerable<TableRow> Rows) Find(Table table)
    {
        for (var index = 0; index < Math.Min(RowsToLookAt, table.Rows.Count); index++)
        {
            var columns = new RosterColumns(table.Rows[index]);
            if (columns._positions.ContainsKey(RosterColumn.Name) && columns._positions.Count > 1)
            {
                return (columns, table.Rows.Skip(index + 1));
            }
        }

        throw new BusinessException(OrganizationsErrors.RosterNoHeader);
    }

    public TableCell? Cell(TableRow row, RosterColumn column) =>
        _positions.TryGetValue(column, out var position) && row[position] is { IsBlank: false } cell ? cell : null;

    /// <summary>Where Excel shows it; an absent column's trouble is shown at the name.</summary>
    public string Letters(RosterColumn column) =>
        CellReference.ColumnLetters(_positions.TryGetValue(column, out var position) ? position : _positions[RosterColumn.Name]);

    public bool IsBlank(TableRow row) => _positions.Values.All(position => row[position].IsBlank);

    /// <summary>*姓 名（必填） is 姓名, and "ID No." is idno.</summary>
    private static RosterColumn? Recognise(string title)
    {
        var half = Parenthesis().Replace(TextRules.ToHalfWidth(title), string.Empty);
        var plain = new StringBuilder(half.Length);
        foreach (var character in half)
        {
            if (char.IsLetter(character))
            {
                plain.Append(char.ToLowerInvariant(character));
            }
        }

        return Headings.TryGetValue(plain.ToString(), out var column) ? column : null;
    }

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parenthesis();
}
