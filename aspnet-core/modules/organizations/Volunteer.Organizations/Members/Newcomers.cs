using Volunteer.Identity;
using Volunteer.Platform;
using Volunteer.Text;

namespace Volunteer.Organizations.Members;

/// <summary>Somebody who is to belong to a club: a person of the community by id, or somebody new by name and phone.</summary>
internal sealed record Newcomer(Guid? PersonId = null, string? Name = null, string? Phone = null);

/// <summary>Turns who was named into people of the register, in the caller's unit of work.</summary>
internal sealed class Newcomers(IPeople people)
{
    /// <param name="named">Each with the field of the request where it stands, for refusals.</param>
    /// <param name="consentConfirmed">The signed paper forms of those who are new are kept (Decree 67 art. 5).</param>
    public async Task<IReadOnlyList<Guid>> ResolveAsync(
        IReadOnlyList<(string Field, Newcomer Person)> named,
        bool consentConfirmed,
        CancellationToken cancellationToken)
    {
        var keys = named.Select(entry => Key(entry.Field, entry.Person)).ToList();
        var matches = new Queue<Identification>(await people.IdentifyAsync([.. keys.OfType<PersonKey>()], cancellationToken));
        var chosen = named.Select((entry, index) => entry.Person.PersonId ?? Matched(entry.Field, keys, index, matches.Dequeue())).ToList();
        var cards = await people.FindAsync([.. chosen.OfType<Guid>()], cancellationToken);

        for (var index = 0; index < named.Count; index++)
        {
            if (chosen[index] is not { } id)
            {
                chosen[index] = consentConfirmed ? Register(keys[index]!) : throw new InvalidRequestException("consentConfirmed", OrganizationsErrors.ConsentNeeded);
                continue;
            }

            if (!cards.TryGetValue(id, out var card))
            {
                throw new InvalidRequestException(named[index].Field, OrganizationsErrors.PersonUnknown);
            }

            if (!card.IsActive)
            {
                throw new InvalidRequestException(named[index].Field, OrganizationsErrors.PersonDeparted);
            }

            if (chosen.IndexOf(id) < index)
            {
                throw new InvalidRequestException(named[index].Field, OrganizationsErrors.PersonTwice);
            }
        }

        return [.. chosen.OfType<Guid>()];
    }

    private static PersonKey? Key(string field, Newcomer newcomer)
    {
        if (newcomer is { PersonId: not null, Name: null, Phone: null })
        {
            return null;
        }

        if (newcomer.PersonId is not null || newcomer.Name is null || newcomer.Phone is null)
        {
            throw new InvalidRequestException(field, OrganizationsErrors.PersonOrName);
        }

        if (!PersonName.TryNormalise(newcomer.Name, out var name, out var nameProblem))
        {
            throw new InvalidRequestException($"{field}.name", nameProblem!);
        }

        return PhoneNumber.TryParse(newcomer.Phone, out var phone, out var phoneProblem)
            ? new PersonKey(name, BirthDate: null, phone!.Value, IdNumber: null)
            : throw new InvalidRequestException($"{field}.phone", phoneProblem!);
    }

    private static Guid? Matched(string field, List<PersonKey?> keys, int index, Identification match)
    {
        if (keys.IndexOf(keys[index]) < index)
        {
            throw new InvalidRequestException(field, OrganizationsErrors.PersonTwice);
        }

        return match.Doubt switch
        {
            null => match.PersonId,
            IdentityDoubt.Departed => throw new InvalidRequestException(field, OrganizationsErrors.PersonDeparted),
            _ => throw new InvalidRequestException(field, OrganizationsErrors.PersonAmbiguous),
        };
    }

    private Guid Register(PersonKey key) => people.Register(
        new NewPerson(key.Name, Platform.Sex.Unknown, BirthDate: null, key.Phone, Email: null, IdNumber: null, Building: null, ConsentBasis.PaperForm));
}
