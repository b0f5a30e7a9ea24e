using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>What every message about a shift says: which, when, where.</summary>
internal sealed record ShiftNotice(Guid ShiftId, Guid ClubId, int Sequence, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyDictionary<string, string> Values);

/// <summary>Writes the messages of sign-ups into the caller's unit of work.</summary>
internal sealed class SignupMessages(VolunteerDbContext db, IMessageQueue queue, ICommunity community, IPeople people, IClubs clubs)
{
    private const string Template = "Volunteering.Mail.";

    public async Task<ShiftNotice> AboutAsync(Guid shiftId, CancellationToken cancellationToken) =>
        await AboutAsync(await db.Set<Shift>().AsNoTracking().SingleAsync(shift => shift.Id == shiftId, cancellationToken), cancellationToken);

    public async Task<ShiftNotice> AboutAsync(Shift shift, CancellationToken cancellationToken)
    {
        var place = await db.Set<Place>().AsNoTracking().SingleAsync(p => p.Id == shift.PlaceId, cancellationToken);
        var time = await LocalTime.OfAsync(community, cancellationToken);
        return new ShiftNotice(shift.Id, shift.ClubId, shift.Sequence, shift.StartsAt, shift.EndsAt, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = shift.Title,
            ["titleEn"] = shift.TitleEn ?? shift.Title,
            ["date"] = time.Date(shift.StartsAt),
            ["from"] = time.Time(shift.StartsAt),
            ["to"] = time.Time(shift.EndsAt),
            ["place"] = place.Name,
            ["placeEn"] = place.NameEn ?? place.Name,
            ["reason"] = shift.ChangeReason ?? string.Empty,
        });
    }

    public void Confirmed(ShiftNotice shift, Signup signup) =>
        Enqueue(shift, signup.PersonId, "Confirmed", $"confirmed:{signup.Id}", shift.StartsAt);

    /// <summary>A leader or relative did it; the person may say no (S20).</summary>
    public async Task SignedUpByAnotherAsync(ShiftNotice shift, Signup signup, CancellationToken cancellationToken) => Enqueue(
        shift,
        signup.PersonId,
        signup.State == SignupState.Waitlisted ? "WaitlistedForYou" : "SignedUpForYou",
        $"signed-up-for:{signup.Id}",
        shift.StartsAt,
        ("by", await NameAsync(signup.ByPersonId, cancellationToken)));

    public async Task OfferedAsync(ShiftNotice shift, Guid signupId, Guid personId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var time = await LocalTime.OfAsync(community, cancellationToken);
        Enqueue(shift, personId, "Offer", $"offer:{signupId}", expiresAt, ("deadline", $"{time.Date(expiresAt)} {time.Time(expiresAt)}"));
    }

    public void Cancelled(ShiftNotice shift, Signup signup) =>
        Enqueue(shift, signup.PersonId, "Cancelled", $"cancelled:{signup.Id}", shift.EndsAt);

    public void Moved(ShiftNotice shift, Signup signup) =>
        Enqueue(shift, signup.PersonId, signup.HoldsPlace ? "Moved" : "MovedWhileWaiting", $"moved:{signup.Id}:{shift.Sequence}", shift.StartsAt);

    /// <param name="version">Of the shift: it may move there and back again.</param>
    public void Relocated(ShiftNotice shift, Signup signup, int version, string? reason) =>
        Enqueue(shift, signup.PersonId, "Relocated", $"relocated:{signup.Id}:{version}", shift.StartsAt, ("reason", reason ?? string.Empty));

    public void Removed(ShiftNotice shift, Signup signup, string reason) =>
        Enqueue(shift, signup.PersonId, "Removed", $"removed:{signup.Id}", shift.EndsAt, ("reason", reason));

    public void FirstReminder(ShiftNotice shift, Guid signupId, Guid personId) =>
        Enqueue(shift, personId, "FirstReminder", $"first-reminder:{signupId}:{shift.Sequence}", shift.StartsAt);

    public void LastReminder(ShiftNotice shift, Guid signupId, Guid personId) =>
        Enqueue(shift, personId, "LastReminder", $"last-reminder:{signupId}:{shift.Sequence}", shift.StartsAt);

    public Task WithdrewLateAsync(ShiftNotice shift, Signup signup, CancellationToken cancellationToken) =>
        TellLeadersAsync(shift, signup.Id, signup.PersonId, "LateWithdrawal", cancellationToken);

    public Task SkillEndsAsync(ShiftNotice shift, Guid signupId, Guid personId, CancellationToken cancellationToken) =>
        TellLeadersAsync(shift, signupId, personId, "SkillEnds", cancellationToken);

    /// <param name="signup">Its version makes a second lapse after a renewed consent a second message.</param>
    public Task GuardianLacksAsync(ShiftNotice shift, Signup signup, CancellationToken cancellationToken) =>
        TellLeadersAsync(shift, signup.Id, signup.PersonId, "GuardianLacks", cancellationToken, $":{signup.Version}");

    private async Task TellLeadersAsync(ShiftNotice shift, Guid signupId, Guid personId, string template, CancellationToken cancellationToken, string? again = null)
    {
        var name = await NameAsync(personId, cancellationToken);
        foreach (var leader in await clubs.LeadersOfAsync(shift.ClubId, cancellationToken))
        {
            Enqueue(shift, leader, template, $"{template}:{signupId}:{leader}{again}", shift.EndsAt, ("name", name));
        }
    }

    private async Task<string> NameAsync(Guid personId, CancellationToken cancellationToken) =>
        (await people.FindAsync([personId], cancellationToken)).GetValueOrDefault(personId)?.Name ?? string.Empty;

    private void Enqueue(ShiftNotice shift, Guid personId, string template, string key, DateTimeOffset usefulUntil, params (string Name, string Value)[] more)
    {
        var values = new Dictionary<string, string>(shift.Values, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        queue.Enqueue(new MessageDraft(personId, Template + template, values, key, usefulUntil, shift.ClubId, $"/shifts/{shift.ShiftId}"));
    }
}
