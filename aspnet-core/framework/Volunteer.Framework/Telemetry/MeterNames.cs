namespace Volunteer;

/// <summary>What the product measures about itself, for whoever collects it. Never with a person or a community as a tag.</summary>
public static class MeterNames
{
    public const string Volunteer = "Volunteer";
}
