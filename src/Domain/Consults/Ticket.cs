using Dispatch.Domain.Ids;
using Dispatch.Domain.Sla;

namespace Dispatch.Domain.Consults;

/// <summary>A consult as the line sees it. Carries no patient data.</summary>
/// <param name="Ladder">What is done when a promise is at risk, fixed with the promises; null for
/// <see cref="SlaLadder.Default"/>.</param>
[GenerateSerializer, Immutable, Alias("ticket")]
public sealed record Ticket(
    [property: Id(0)] ConsultId Consult,
    [property: Id(1)] ClinicId Clinic,
    [property: Id(2)] Priority Priority,
    [property: Id(3)] DateTimeOffset RequestedAt,
    [property: Id(4)] SlaDeadlines Sla,
    [property: Id(5)] HardRequirements Requirements,
    [property: Id(6)] SoftPreferences Preferences,
    [property: Id(7)] SlaLadder? Ladder = null)
{
    /// <summary>Its place in line: a released consult comes back to it. Only a step of the ladder moves it, one class up.</summary>
    public TicketOrder Order => new(Priority, Sla.AcceptBy, Consult);

    /// <summary>When it joins the line, because it was asked for outside service hours; null when it joined at once.</summary>
    [Id(20)]
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>From when its wait counts.</summary>
    public DateTimeOffset WaitsSince => OpensAt ?? RequestedAt;
}
