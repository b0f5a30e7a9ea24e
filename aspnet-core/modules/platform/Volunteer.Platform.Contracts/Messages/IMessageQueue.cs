namespace Volunteer.Platform;

/// <summary>
/// A message to one person. Subject and body come from the text <c>{Template}.Subject</c> and <c>{Template}.Body</c> in
/// the localisation files, in the person's language.
/// </summary>
/// <param name="Template">E.g. <c>Volunteering.Mail.Reminder</c>.</param>
/// <param name="Values">Values for the template; shown to the person, never logged.</param>
/// <param name="DedupKey">The same key in the same community is queued once, e.g. <c>reminder:{signupId}:24h</c>.</param>
/// <param name="UsefulUntil">After this instant the message is dropped instead of sent.</param>
/// <param name="ClubId">Whose leader calls the person when there is no e-mail address.</param>
/// <param name="Link">Path in the portal, e.g. <c>/shifts/…</c>.</param>
public sealed record MessageDraft(
    Guid PersonId,
    string Template,
    IReadOnlyDictionary<string, string> Values,
    string DedupKey,
    DateTimeOffset UsefulUntil,
    Guid? ClubId = null,
    string? Link = null);

/// <summary>Queues messages in the caller's unit of work; a job sends them.</summary>
public interface IMessageQueue
{
    void Enqueue(MessageDraft draft);
}
