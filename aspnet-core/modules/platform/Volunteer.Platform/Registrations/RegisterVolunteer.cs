using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Sessions;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Registrations;

/// <summary>
/// Somebody joins a community on their own. The answer never tells whether a phone or an address is known: who knows the
/// password of the account with that phone joins with it, everybody else gets a new account and a made-up user name, and
/// the phone becomes a way to sign in only where nobody has it yet. Nobody becomes somebody who is on the register
/// already: a name and a phone prove nothing, so the community merges or invites.
/// </summary>
internal static class RegisterVolunteer
{
    private const int Attempts = 3;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/communities/{code}/registrations", HandleAsync)
        .AllowEveryone("Who is not registered cannot sign in; the community switches it on.")
        .WithMetadata(new NotIdempotent())
        .LimitRate<Request>(RateRule.Register, request => request.Phone);

    private static async Task<Ok<Response>> HandleAsync(
        string code,
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        ISettings settings,
        ICurrentTenant tenant,
        Registering registering,
        CancellationToken cancellationToken)
    {
        var communityId = await db.Set<Tenant>().Where(t => t.Code == code && t.IsActive).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException();
        using var entered = tenant.Change(communityId);
        if (!await settings.IsOnAsync(PlatformFeatures.OpenRegistration, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.RegistrationClosed);
        }

        var form = await registering.ReadAsync(request, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return TypedResults.Ok(new Response(await registering.RegisterAsync(http, communityId, form, cancellationToken)));
            }
            catch (DbUpdateException exception) when (attempt < Attempts && DatabaseFaults.IsUniqueViolation(exception))
            {
                // The same phone registered a moment ago, perhaps by a second tap: look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    public sealed record Request(
        string Name,
        string Phone,
        DateOnly BirthDate,
        string Password,
        bool Consent,
        string? Email = null,
        Guardian? Guardian = null);

    /// <summary>The parent or guardian who agrees for a child below fourteen.</summary>
    public sealed record Guardian(string Name, string Phone);

    /// <param name="UserName">Another way to sign in, beside the phone.</param>
    public sealed record Response(string UserName);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Phone).NotEmpty().MaximumLength(40);
            RuleFor(request => request.Password).NotEmpty();
            RuleFor(request => request.Email).MaximumLength(Identifier.LongestText);
        }
    }
}

/// <summary>A registration form after reading.</summary>
internal sealed record RegistrationForm(string Name, string Phone, DateOnly BirthDate, string? Email, string Password, string? GuardianName, string? GuardianPhone);

/// <summary>What registering does, once it is known where.</summary>
internal sealed class Registering(
    VolunteerDbContext db,
    PersonForm forms,
    IPeople people,
    Credentials credentials,
    AccountMaking accounts,
    SignIns signIns,
    TimeProvider clock)
{
    public async Task<RegistrationForm> ReadAsync(RegisterVolunteer.Request request, CancellationToken cancellationToken)
    {
        var name = PersonForm.Name(request.Name);
        var phone = PersonForm.Phone(request.Phone)!;
        var email = PersonForm.Email(request.Email);
        var birthDate = (await forms.BirthDateAsync(request.BirthDate, cancellationToken))!.Value;
        PasswordRules.Check(request.Password, "password", phone, email);
        if (!request.Consent)
        {
            throw new InvalidRequestException("consent", PlatformErrors.ConsentNeeded);
        }

        if (birthDate.AddYears(ConsentTexts.AgeOfConsent) <= await forms.TodayAsync(cancellationToken))
        {
            return new RegistrationForm(name, phone, birthDate, email, request.Password, null, null);
        }

        var guardian = request.Guardian ?? throw new BusinessException(PlatformErrors.GuardianNeeded);
        return new RegistrationForm(name, phone, birthDate, email, request.Password, PersonForm.Name(guardian.Name), PersonForm.Phone(guardian.Phone) ?? throw new BusinessException(PlatformErrors.GuardianNeeded));
    }

    /// <summary>Makes what is missing and signs in. Returns the user name.</summary>
    public async Task<string> RegisterAsync(HttpContext http, Guid communityId, RegistrationForm form, CancellationToken cancellationToken)
    {
        var (account, membership) = await db.AtomicallyAsync(() => EnterAsync(communityId, form, cancellationToken), cancellationToken);
        await signIns.StartCookieAsync(http, account, membership.Id, cancellationToken);
        return account.UserName!;
    }

    private async Task<(Account Account, Membership Membership)> EnterAsync(Guid communityId, RegistrationForm form, CancellationToken cancellationToken)
    {
        // Two taps with one phone register one after the other: the second must find what the first made.
        await db.TakeTurnAsync($"platform:registration:{form.Phone}", cancellationToken);
        var account = await credentials.TryOwnAsync(form.Phone, form.Password, cancellationToken)
            ?? await accounts.MakeQuietlyAsync(form.Phone, form.Email, form.Password, cancellationToken);
        var membership = await db.Set<Membership>().SingleOrDefaultAsync(m => m.TenantId == communityId && m.AccountId == account.Id, cancellationToken);
        if (membership?.State != MembershipState.Active)
        {
            membership = await JoinAsync(communityId, account, membership, form, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return (account, membership);
    }

    /// <summary>Who lets a child register also lets it take part; the one can be taken back without the other.</summary>
    private void LetTakePart(Guid personId, string guardianName, string guardianPhone, DateTimeOffset now)
    {
        var consent = db.Set<Consent>().Local.SingleOrDefault(c => c.PersonId == personId && c.Kind == ConsentKind.Participation);
        if (consent is null)
        {
            consent = new Consent(personId, ConsentKind.Participation, ConsentTexts.Participation, ConsentBasis.Guardian, now);
            db.Add(consent);
        }

        consent.GivenBy(guardianName, guardianPhone);
    }

    private async Task<Membership> JoinAsync(Guid communityId, Account account, Membership? former, RegistrationForm form, CancellationToken cancellationToken)
    {
        // Who left and comes back is the same person, unless the community ended it for a reason of its own.
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.AccountId == account.Id, cancellationToken);
        if (person is { IsActive: false })
        {
            if (person.Departure is not (DepartureReason.MovedAway or DepartureReason.OwnWish))
            {
                throw new BusinessException(PlatformErrors.AlreadyMember);
            }

            person.Return();
        }

        if (person is null)
        {
            var basis = form.GuardianName is null ? ConsentBasis.Self : ConsentBasis.Guardian;
            var id = people.Register(new NewPerson(form.Name, Sex.Unknown, form.BirthDate, form.Phone, form.Email, IdNumber: null, Building: null, basis));
            person = db.Set<Person>().Local.Single(p => p.Id == id);
            person.LinkAccount(account.Id);
        }

        var now = clock.GetUtcNow();
        var consent = new Consent(person.Id, ConsentKind.Registration, ConsentTexts.Registration, form.GuardianName is null ? ConsentBasis.Self : ConsentBasis.Guardian, now);
        if (form is { GuardianName: { } guardianName, GuardianPhone: { } guardianPhone })
        {
            consent.GivenBy(guardianName, guardianPhone);
            LetTakePart(person.Id, guardianName, guardianPhone, now);
        }

        db.Add(consent);
        if (former is not null)
        {
            former.Resume(person.Id);
            return former;
        }

        var membership = new Membership(account.Id, MembershipScope.Community, streetId: null, communityId, person.Id, now);
        db.Add(membership);
        return membership;
    }
}
