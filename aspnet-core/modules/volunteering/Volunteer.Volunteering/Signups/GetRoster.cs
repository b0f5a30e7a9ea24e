using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Signups;

/// <summary>Who is on a shift, who waits, and what the leader should look at.</summary>
internal static class GetRoster
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/shifts/{shiftId:guid}/roster", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        VolunteerDbContext db,
        ClubScope scope,
        SignupChanges changes,
        IPeople people,
        IGuardians guardians,
        CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(shift.ClubId, cancellationToken);
        var signups = await db.Set<Signup>().AsNoTracking()
            .Where(s => s.ShiftId == shiftId && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted || s.WithdrewLate))
            .OrderBy(s => s.SignedUpAt).ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. signups.Select(s => s.PersonId).Concat(signups.Select(s => s.ByPersonId)).Distinct()], cancellationToken);
        var minors = cards.Values.Where(card => SignupRules.LacksGuardian(card.BirthDate, guardianUntil: null, shift.LocalDate)).Select(card => card.Id).ToList();
        var consents = minors.Count == 0 ? new Dictionary<Guid, DateOnly>() : await guardians.ConsentsAsync(minors, cancellationToken);
        var unskilled = await UnskilledAsync(db, shift, signups, cancellationToken);
        var asked = signups.Where(s => s is { HoldsPlace: true, NeedsReconfirmation: true }).Select(s => s.PersonId).ToList();
        var clashing = await changes.ClashingAsync(shiftId, asked, shift.StartsAt, shift.EndsAt, cancellationToken);

        var entries = signups.Select(s => new Entry(
            s.Id,
            s.PersonId,
            cards.GetValueOrDefault(s.PersonId)?.Name ?? string.Empty,
            cards.GetValueOrDefault(s.PersonId)?.ShortCode ?? string.Empty,
            cards.GetValueOrDefault(s.PersonId)?.MaskedPhone,
            s.State,
            s.RoleKey,
            s.State == SignupState.Waitlisted ? s.WaitlistNumber : null,
            s.State == SignupState.Offered ? s.OfferExpiresAt : null,
            s.SignedUpAt,
            s.ByPersonId == s.PersonId ? null : cards.GetValueOrDefault(s.ByPersonId)?.Name,
            s.WithdrewLate,
            s.OverrideReason == Signup.WalkIn ? null : s.OverrideReason,
            s.OverrideReason == Signup.WalkIn,
            s.IsLive && unskilled.Contains(s.Id),
            s.IsLive && minors.Contains(s.PersonId) && !(consents.TryGetValue(s.PersonId, out var until) && until >= shift.LocalDate),
            s.NeedsReconfirmation,
            clashing.Contains(s.PersonId)));
        var roles = shift.Roles.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => new RoleCount(role.Key, role.Name, role.NameEn, role.Places, role.Taken));
        return TypedResults.Ok(new Response(
            shift.Id,
            shift.Title,
            shift.TitleEn,
            shift.LocalDate,
            shift.StartsAt,
            shift.EndsAt,
            shift.State,
            shift.Places,
            shift.Taken,
            Math.Max(0, shift.Taken - shift.Places) + shift.Roles.Sum(role => Math.Max(0, role.Taken - role.Places)),
            [.. roles],
            [.. entries]));
    }

    /// <summary>Sign-ups whose role asks for a skill that the person will not have on the day (S8).</summary>
    private static async Task<HashSet<Guid>> UnskilledAsync(VolunteerDbContext db, Shift shift, List<Signup> signups, CancellationToken cancellationToken)
    {
        var needed = shift.Roles.Where(role => role.SkillId is not null).ToDictionary(role => role.Key, role => role.SkillId!.Value, StringComparer.Ordinal);
        var concerned = signups.Where(s => s.RoleKey is not null && needed.ContainsKey(s.RoleKey)).ToList();
        var ids = concerned.ConvertAll(s => s.PersonId);
        var skills = await db.Set<PersonSkill>().AsNoTracking().Where(skill => ids.Contains(skill.PersonId)).ToListAsync(cancellationToken);
        return concerned
            .Where(s => !skills.Exists(skill => skill.PersonId == s.PersonId && skill.SkillId == needed[s.RoleKey!] && skill.IsValidOn(shift.LocalDate)))
            .Select(s => s.Id)
            .ToHashSet();
    }

    /// <param name="OverBy">More people than places, after the places were reduced or by a leader's decision (S9).</param>
    public sealed record Response(
        Guid ShiftId,
        string Title,
        string? TitleEn,
        DateOnly Date,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ShiftState State,
        int Places,
        int Taken,
        int OverBy,
        IReadOnlyList<RoleCount> Roles,
        IReadOnlyList<Entry> Entries);

    public sealed record RoleCount(string Key, string Name, string? NameEn, int Places, int Taken);

    /// <param name="ShortCode">Tells two people of one name apart (S27).</param>
    /// <param name="SignedUpBy">Who did it for them; null when they did it themselves.</param>
    /// <param name="IsWalkIn">Came without having signed up.</param>
    /// <param name="SkillInvalid">The role's skill will not be valid on the day.</param>
    /// <param name="GuardianLacks">A minor for whom no guardian's consent counts on the day (S21).</param>
    /// <param name="Clashes">Waits for a yes to the new time and has something else then.</param>
    public sealed record Entry(
        Guid SignupId,
        Guid PersonId,
        string Name,
        string ShortCode,
        string? MaskedPhone,
        SignupState State,
        string? RoleKey,
        int? WaitlistNumber,
        DateTimeOffset? OfferExpiresAt,
        DateTimeOffset SignedUpAt,
        string? SignedUpBy,
        bool WithdrewLate,
        string? OverrideReason,
        bool IsWalkIn,
        bool SkillInvalid,
        bool GuardianLacks,
        bool NeedsReconfirmation,
        bool Clashes);
}
