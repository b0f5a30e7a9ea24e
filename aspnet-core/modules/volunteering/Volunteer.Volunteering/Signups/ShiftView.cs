using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>Why not, as a code and in the reader's words.</summary>
internal sealed record Reason(string Code, string Text);

/// <param name="Cannot">Why the reader cannot take it; null when they can (perhaps on the waitlist).</param>
internal sealed record RoleView(string Key, string Name, string? NameEn, int Places, int PlacesLeft, Reason? Cannot);

/// <param name="Ahead">How many wait in front.</param>
/// <param name="ArrivedAt">Since when the person is there, by scan or roll-call.</param>
internal sealed record MyEntry(
    Guid SignupId,
    SignupState State,
    string? RoleKey,
    int? WaitlistNumber,
    int? Ahead,
    DateTimeOffset? OfferExpiresAt,
    bool NeedsReconfirmation,
    DateTimeOffset? ArrivedAt = null,
    DateTimeOffset? LeftAt = null);

/// <summary>Shows shifts to one person: what is free, what is theirs, why not.</summary>
internal sealed class ShiftView(VolunteerDbContext db, Texts texts)
{
    /// <summary>The person's live entries on these shifts, by shift.</summary>
    public async Task<IReadOnlyDictionary<Guid, MyEntry>> MineAsync(Guid personId, IReadOnlyCollection<Guid> shiftIds, CancellationToken cancellationToken) =>
        (await db.Set<Signup>().AsNoTracking()
            .Where(s => s.PersonId == personId && shiftIds.Contains(s.ShiftId)
                && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
            .Select(s => new
            {
                Signup = s,
                Ahead = db.Set<Signup>().Count(other => other.ShiftId == s.ShiftId && other.RoleKey == s.RoleKey
                    && other.State == SignupState.Waitlisted && other.WaitlistNumber < s.WaitlistNumber),
                Presence = db.Set<AttendanceRecord>().Where(r => r.ShiftId == s.ShiftId && r.PersonId == personId)
                    .Select(r => new { r.ArrivedAt, r.LeftAt }).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken)).ToDictionary(
                row => row.Signup.ShiftId,
                row => Entry(row.Signup, row.Ahead) with { ArrivedAt = row.Presence?.ArrivedAt, LeftAt = row.Presence?.LeftAt });

    public static MyEntry Entry(Signup signup, int ahead) => new(
        signup.Id,
        signup.State,
        signup.RoleKey,
        signup.State == SignupState.Waitlisted ? signup.WaitlistNumber : null,
        signup.State == SignupState.Waitlisted ? ahead : null,
        signup.State == SignupState.Offered ? signup.OfferExpiresAt : null,
        signup.NeedsReconfirmation);

    /// <summary>The first reason against the general place and against each role. The risk is asked at sign-up and is no reason here.</summary>
    public (Reason? Overall, IReadOnlyList<RoleView> Roles) Explain(Shift shift, ShiftFacts facts, PersonFacts person, SignupLimits limits, DateTimeOffset now)
    {
        var roles = shift.Roles.OrderBy(role => role.Key, StringComparer.Ordinal)
            .Select(role => new RoleView(
                role.Key,
                role.Name,
                role.NameEn,
                role.Places,
                Math.Max(0, role.Places - role.Taken),
                Why(SignupRules.First(facts, person, limits, role.Key, acceptsRisk: true, now))))
            .ToList();
        var general = Why(SignupRules.First(facts, person, limits, roleKey: null, acceptsRisk: true, now));

        // One open way in is enough.
        var overall = shift.Places == 0 && roles.Count > 0 ? roles.Find(role => role.Cannot is null) is null ? roles[0].Cannot : null
            : roles.Exists(role => role.Cannot is null) ? null
            : general;
        return (overall, roles);
    }

    private Reason? Why(SignupRefusal? refusal) =>
        refusal is null ? null : new Reason(refusal.Code, texts.Get(refusal.Code, CultureInfo.CurrentUICulture.Name, refusal.Details));
}
