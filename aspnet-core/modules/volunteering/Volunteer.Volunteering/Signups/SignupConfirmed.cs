namespace Volunteer.Volunteering.Signups;

/// <summary>Somebody has a place for sure. Stated by the hot write, which loads no aggregate.</summary>
internal sealed record SignupConfirmed(Guid SignupId) : IIntegrationEvent;
