using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Jobs;

/// <summary>Every night: what has served its purpose is not kept longer (PIPL art. 19), and what the law wants kept stays.</summary>
internal sealed class CleanUp(VolunteerDbContext db, DatabaseOptions database, IConfiguration configuration) : IRecurringJob
{
    public const string Name = "platform.clean-up";

    /// <summary>Network logs are kept for at least six months (Cybersecurity Law art. 23).</summary>
    private const int LeastAuditMonths = 6;
    private const int UsualAuditMonths = 24;

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var (twoDays, month, quarter) = (scheduledFor.AddDays(-2), scheduledFor.AddDays(-30), scheduledFor.AddDays(-90));
        await db.Set<IdempotentAnswer>().Where(a => a.CreatedAt < twoDays).ExecuteDeleteAsync(cancellationToken);
        await db.Set<OutboxMessage>().Where(m => m.DeliveredAt < month).ExecuteDeleteAsync(cancellationToken);
        await db.Set<JobRun>().Where(run => run.StartedAt < quarter).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Session>().Where(s => s.ExpiresAt < scheduledFor || s.RevokedAt < month).ExecuteDeleteAsync(cancellationToken);
        await db.Set<PasswordReset>().Where(r => r.ExpiresAt < month).ExecuteDeleteAsync(cancellationToken);
        await db.Set<EmailChange>().Where(c => c.ExpiresAt < month).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Invitation>().Where(i => i.ExpiresAt < quarter).ExecuteDeleteAsync(cancellationToken);
        await ForgetAuditAsync(scheduledFor.AddMonths(-Math.Max(LeastAuditMonths, configuration.GetValue("Audit:KeepMonths", UsualAuditMonths))), cancellationToken);
    }

    private async Task ForgetAuditAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.PostgreSql)
        {
            await db.Set<AuditEntry>().Where(entry => entry.At < before).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        // On PostgreSQL the application's role may not delete audit rows; this connection is still the owner's.
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("DELETE FROM platform_audit_entries WHERE at < $1", connection);
        command.Parameters.AddWithValue(before.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
