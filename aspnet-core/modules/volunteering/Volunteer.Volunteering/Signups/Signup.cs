using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

internal enum SignupState
{
    Confirmed,
    Waitlisted,

    /// <summary>A freed place is held for this person until <see cref="Signup.OfferExpiresAt"/>; it counts as taken.</summary>
    Offered,

    /// <summary>By the person (or for them).</summary>
    Withdrawn,

    /// <summary>The offer ran out or was declined.</summary>
    OfferLapsed,

    /// <summary>The shift was cancelled, or the person left the community.</summary>
    Cancelled,
}

/// <summary>A person's place, or place in the queue, on one shift (报名).</summary>
internal sealed class Signup : AggregateRoot
{
    /// <summary>Stands as <see cref="OverrideReason"/> of somebody who came without having signed up; pages show it in words.</summary>
    public const string WalkIn = "walk-in";

    public Signup(Shift shift, Guid personId, string? roleKey, SignupState state, int? waitlistNumber, Guid byPersonId, DateTimeOffset now)
    {
        (ShiftId, PersonId, RoleKey, State, WaitlistNumber, ByPersonId, SignedUpAt) = (shift.Id, personId, roleKey, state, waitlistNumber, byPersonId, now);
        (StartsAt, EndsAt) = (shift.StartsAt, shift.EndsAt);
    }

    /// <summary>As the hot write decided it.</summary>
    public Signup(ShiftFacts shift, SignupWish wish, SignupState state, int? waitlistNumber, DateTimeOffset now)
    {
        (ShiftId, PersonId, RoleKey, State, WaitlistNumber, ByPersonId, SignedUpAt) = (shift.Id, wish.PersonId, wish.RoleKey, state, waitlistNumber, wish.ByPersonId, now);
        (StartsAt, EndsAt, OverrideReason, AcceptedRisk) = (shift.StartsAt, shift.EndsAt, wish.OverrideReason, wish.AcceptsRisk);
    }

    private Signup()
    {
    }

    public Guid ShiftId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>The role the place belongs to; null for a general place.</summary>
    public string? RoleKey { get; private set; }

    public SignupState State { get; private set; }

    /// <summary>Arrival order on the waitlist, 1-based, without gap per shift at the time of joining.</summary>
    public int? WaitlistNumber { get; private set; }

    /// <summary>Who pressed the button: the person, or a leader or relative for them.</summary>
    public Guid ByPersonId { get; private set; }

    public DateTimeOffset SignedUpAt { get; private set; }

    /// <summary>The time the person said yes to. A moved shift asks again (S23).</summary>
    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>The shift was moved after the person said yes; no hours and no no-show until they say yes again.</summary>
    public bool NeedsReconfirmation { get; private set; }

    /// <summary>A leader allowed a clash or a missing skill, with a reason (S17).</summary>
    public string? OverrideReason { get; private set; }

    public DateTimeOffset? OfferExpiresAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Withdrew after the cut-off (S13).</summary>
    public bool WithdrewLate { get; private set; }

    /// <summary>What the leader said when removing the person.</summary>
    public string? EndReason { get; private set; }

    public bool AcceptedRisk { get; private set; }

    public DateTimeOffset? FirstReminderAt { get; private set; }

    public DateTimeOffset? LastReminderAt { get; private set; }

    /// <summary>When the leaders were told that the skill will not be valid on the day (S8).</summary>
    public DateTimeOffset? SkillAlertAt { get; private set; }

    /// <summary>When the leaders were told that a minor's guardian does not agree any more (S21); null again once one does.</summary>
    public DateTimeOffset? GuardianAlertAt { get; private set; }

    public bool IsLive => State is SignupState.Confirmed or SignupState.Waitlisted or SignupState.Offered;

    /// <summary>Counts as taken on the shift.</summary>
    public bool HoldsPlace => State is SignupState.Confirmed or SignupState.Offered;

    /// <summary>Says yes to the offered place, and to the shift's present time.</summary>
    public void Accept(Shift shift)
    {
        State = SignupState.Confirmed;
        AgreeTo(shift);
        Changed();
    }

    public void Lapse(DateTimeOffset now) => End(SignupState.OfferLapsed, now);

    public void Withdraw(bool late, DateTimeOffset now)
    {
        WithdrewLate = late;
        End(SignupState.Withdrawn, now);
    }

    public void Cancel(string? reason, DateTimeOffset now)
    {
        EndReason = reason;
        End(SignupState.Cancelled, now);
    }

    /// <summary>The shift moved: the place is kept, but a yes to the new time is needed (S23).</summary>
    public void AskAgain(DateTimeOffset lastOffer)
    {
        NeedsReconfirmation = true;
        OfferExpiresAt = OfferExpiresAt > lastOffer ? lastOffer : OfferExpiresAt;
        (FirstReminderAt, LastReminderAt) = (null, null);
        Changed();
    }

    public void AgreeTo(Shift shift)
    {
        (StartsAt, EndsAt, NeedsReconfirmation) = (shift.StartsAt, shift.EndsAt, false);
        Changed();
    }

    /// <summary>Stood at the door and got a free place: that they are there is a fact, whatever else they had promised.</summary>
    public void CameWithoutSigningUp() => OverrideReason = WalkIn;

    public void LacksGuardian(DateTimeOffset? since)
    {
        GuardianAlertAt = since;
        Changed();
    }

    private void End(SignupState state, DateTimeOffset now)
    {
        (State, EndedAt) = (state, now);
        Changed();
    }
}

internal sealed class SignupMapping : IEntityTypeConfiguration<Signup>
{
    public void Configure(EntityTypeBuilder<Signup> signup)
    {
        signup.ToTable("volunteering_signups");
        signup.Ignore(s => s.IsLive);
        signup.Ignore(s => s.HoldsPlace);
        signup.Property(s => s.RoleKey).HasMaxLength(40);
        signup.Property(s => s.OverrideReason).HasMaxLength(200);
        signup.Property(s => s.EndReason).HasMaxLength(200);
        signup.HasIndex(s => new { s.TenantId, s.ShiftId, s.PersonId }).IsUnique()
            .HasFilter("state IN ('Confirmed', 'Waitlisted', 'Offered')")
            .HasDatabaseName("ux_volunteering_signups_live");
        signup.HasIndex(s => new { s.TenantId, s.ShiftId, s.State, s.WaitlistNumber });
        signup.HasIndex(s => new { s.TenantId, s.PersonId, s.StartsAt });
        signup.HasIndex(s => new { s.TenantId, s.State, s.OfferExpiresAt });
        signup.HasOne<Shift>().WithMany().HasForeignKey(s => new { s.TenantId, s.ShiftId }).OnDelete(DeleteBehavior.Restrict);
    }
}
