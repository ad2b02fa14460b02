using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults;

/// <summary>A consult as the line sees it. Carries no patient data.</summary>
[GenerateSerializer, Immutable, Alias("ticket")]
public sealed record Ticket(
    [property: Id(0)] ConsultId Consult,
    [property: Id(1)] ClinicId Clinic,
    [property: Id(2)] Priority Priority,
    [property: Id(3)] DateTimeOffset RequestedAt,
    [property: Id(4)] SlaDeadlines Sla,
    [property: Id(5)] HardRequirements Requirements,
    [property: Id(6)] SoftPreferences Preferences)
{
    /// <summary>Its place in line, for ever: a released consult comes back to it.</summary>
    public TicketOrder Order => new(Priority, Sla.AcceptBy, Consult);

    /// <summary>When it joins the line, because it was asked for outside service hours; null when it joined at once.</summary>
    [Id(20)]
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>From when its wait counts.</summary>
    public DateTimeOffset WaitsSince => OpensAt ?? RequestedAt;
}
