using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;

namespace Volunteer.TestBase;

/// <summary>A user's phone with an authenticator app.</summary>
public sealed class Authenticator(TestApp app, byte[] seed)
{
    /// <summary>Sets the second factor up for somebody who is signed in; the session goes on.</summary>
    public static Task<Authenticator> SetUpAsync(TestApp app, TestUser user)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.InTenantAsync(null, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var account = await db.Set<Account>().SingleAsync(a => a.Id == user.AccountId);
            var seed = services.GetRequiredService<SecondFactor>().Prepare(account);
            account.EnableSecondFactor();
            await db.SaveChangesAsync();
            return new Authenticator(app, seed);
        });
    }

    /// <summary>The code of this half minute.</summary>
    public string Code() => Totp.Code(seed, Totp.Step(app.Clock.GetUtcNow()));
}
