using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Which shift a scanned or typed code stands for.</summary>
internal sealed class CodeReader(VolunteerDbContext db, CheckInCodes codes, ICurrentTenant tenant, ICurrentUser user, AttemptLimiter limiter)
{
    private const int MostGuesses = 10;
    private static readonly TimeSpan GuessWindow = TimeSpan.FromMinutes(5);

    /// <summary>A code of another community, a made-up one and a broken one get the same answer (A4).</summary>
    public async Task<(Shift Shift, long Step)> ReadTokenAsync(string token, CancellationToken cancellationToken)
    {
        var (shiftId, step) = Check(token);
        return (await CodeShiftAsync(shiftId, cancellationToken), step);
    }

    /// <summary>The same without looking whether the shift exists.</summary>
    public (Guid ShiftId, long Step) Check(string token)
    {
        var read = codes.Read(token, tenant.Id!.Value) ?? throw new BusinessException(VolunteeringErrors.CheckInCodeUnknown);
        return read.IsFresh ? (read.ShiftId, read.Step) : throw new BusinessException(VolunteeringErrors.CheckInCodeExpired);
    }

    public async Task<Shift> CodeShiftAsync(Guid shiftId, CancellationToken cancellationToken) =>
        await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new BusinessException(VolunteeringErrors.CheckInCodeUnknown);

    /// <summary>Null when this person has guessed too often.</summary>
    public async Task<(Shift Shift, long Step)?> ReadDigitsAsync(Guid shiftId, string sixDigits, CancellationToken cancellationToken)
    {
        var shift = await FindShiftAsync(shiftId, cancellationToken);
        var key = $"digits:{tenant.Id:N}:{user.RequirePersonId():N}";
        if (!limiter.TryTake(key, MostGuesses, GuessWindow))
        {
            return null;
        }

        var step = codes.StepOf(sixDigits, tenant.Id!.Value, shiftId) ?? throw new BusinessException(VolunteeringErrors.CheckInCodeUnknown);
        limiter.Forget(key);
        return (shift, step);
    }

    public async Task<Shift> FindShiftAsync(Guid shiftId, CancellationToken cancellationToken) =>
        await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
}
