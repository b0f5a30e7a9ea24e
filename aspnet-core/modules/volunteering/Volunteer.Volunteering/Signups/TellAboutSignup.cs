using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Signups;

/// <summary>The mail after a sign-up, off the hot path. Whoever withdrew in the meantime gets none.</summary>
internal sealed class TellAboutSignup(VolunteerDbContext db, SignupMessages messages) : IReactTo<SignupConfirmed>
{
    public async Task ReactAsync(SignupConfirmed news, CancellationToken cancellationToken)
    {
        var signup = await db.Set<Signup>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == news.SignupId && s.State == SignupState.Confirmed, cancellationToken);
        if (signup is null)
        {
            return;
        }

        var shift = await messages.AboutAsync(signup.ShiftId, cancellationToken);
        if (signup.ByPersonId == signup.PersonId)
        {
            messages.Confirmed(shift, signup);
        }
        else
        {
            await messages.SignedUpByAnotherAsync(shift, signup, cancellationToken);
        }
    }
}
