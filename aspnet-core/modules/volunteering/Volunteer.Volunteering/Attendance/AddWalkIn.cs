using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Identity;
using Volunteer.Platform;
using Volunteer.Text;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Somebody came without having signed up: from the register, or new to the community with a signed form.</summary>
internal static class AddWalkIn
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/shifts/{shiftId:guid}/walk-ins", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        Request request,
        VolunteerDbContext db,
        RollCall rollCall,
        SaveRollCall.Merging merging,
        ShiftPlaces places,
        IPeople people,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shift = await rollCall.OpenAsync(shiftId, cancellationToken);
        return await db.AtomicallyAsync(
            async () =>
            {
                var personId = request.PersonId ?? await KnownOrNewAsync(request, people, cancellationToken);
                if (request.PersonId is not null && (await people.FindAsync([personId], cancellationToken)).Count == 0)
                {
                    throw new NotFoundException();
                }

                await db.SaveChangesAsync(cancellationToken);
                await db.WaitForAsync("shift", shift.Id, cancellationToken);
                var me = user.RequirePersonId();
                if (await places.HardStopAsync(shift, personId, cancellationToken) is { } stop)
                {
                    throw new BusinessException(stop);
                }

                var isNew = request.EvenIfFull
                    ? await places.HoldOrTakeEvenIfFullAsync(shift, personId, me, cancellationToken)
                    : await places.HoldOrTakeAsync(shift, personId, me, cancellationToken);
                if (isNew)
                {
                    db.Add(new AttendanceRecord(shift.Id, personId, isWalkIn: true));
                }

                await db.SaveChangesAsync(cancellationToken);
                var mark = new SaveRollCall.Mark(Guid.CreateVersion7(), personId, RollCallOutcome.Present, clock.GetUtcNow(), request.ArrivedAt);
                var merged = await merging.MergeAsync(shift, new SaveRollCall.Request([mark]), cancellationToken);
                return merged.Ignored is [var refused, ..]
                    ? throw new BusinessException(refused.Code)
                    : TypedResults.Ok(new Response(personId));
            },
            cancellationToken);
    }

    /// <summary>Somebody of that name and phone is that person; where it is not sure, the leader picks from the register.</summary>
    private static async Task<Guid> KnownOrNewAsync(Request request, IPeople people, CancellationToken cancellationToken)
    {
        if (!PersonName.TryNormalise(request.Name, out var name, out var problem))
        {
            throw new InvalidRequestException("name", problem);
        }

        var key = new PersonKey(name, BirthDate: null, request.Phone, IdNumber: null);
        var found = (await people.IdentifyAsync([key], cancellationToken))[0];
        if (found.Doubt is not null)
        {
            throw new BusinessException(VolunteeringErrors.WalkInDoubtful);
        }

        return found.PersonId ?? (request.ConsentConfirmed
            ? people.Register(new NewPerson(name, Platform.Sex.Unknown, BirthDate: null, request.Phone, Email: null, IdNumber: null, Building: null, ConsentBasis.PaperForm))
            : throw new InvalidRequestException("consentConfirmed", VolunteeringErrors.WalkInConsentMissing));
    }

    /// <param name="Name">Of somebody who may be new; with <paramref name="Phone"/> if there is one.</param>
    /// <param name="ConsentConfirmed">The signed form of somebody new is kept.</param>
    /// <param name="EvenIfFull">The person stays although every place is taken.</param>
    public sealed record Request(
        Guid? PersonId = null,
        string? Name = null,
        string? Phone = null,
        bool ConsentConfirmed = false,
        bool EvenIfFull = false,
        DateTimeOffset? ArrivedAt = null);

    public sealed record Response(Guid PersonId);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.PersonId).Null().When(r => r.Name is not null || r.Phone is not null);
            RuleFor(r => r.Name).NotEmpty().MaximumLength(60).When(r => r.PersonId is null);
            RuleFor(r => r.Phone).Must(phone => PhoneNumber.TryParse(phone, out _, out _)).When(r => r.Phone is not null);
        }
    }
}
