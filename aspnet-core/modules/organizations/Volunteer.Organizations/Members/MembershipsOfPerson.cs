using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;
using Volunteer.Platform;

namespace Volunteer.Organizations.Members;

/// <summary>The clubs of one person, for the person's own export.</summary>
internal sealed class MembershipsOfPerson(VolunteerDbContext db) : IPersonalDataSource
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public string Section => "organizations";

    public IReadOnlyList<Type> Covers { get; } = [typeof(ClubMember)];

    public async Task<JsonNode?> CollectAsync(Guid personId, CancellationToken cancellationToken)
    {
        var memberships = await db.Set<ClubMember>().AsNoTracking().Where(member => member.PersonId == personId)
            .Join(db.Set<Club>(), member => member.ClubId, club => club.Id, (member, club) => new
            {
                Club = club.Name,
                member.Post,
                member.PostSince,
                member.PostUntil,
                member.JoinedAt,
                member.LeftAt,
                member.Remark,
            })
            .OrderBy(membership => membership.JoinedAt)
            .ToListAsync(cancellationToken);
        return memberships.Count == 0 ? null : JsonSerializer.SerializeToNode(memberships, Format);
    }
}
