using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Consults;

/// <summary>A step that was taken for a consult, as those who watch it hear.</summary>
[GenerateSerializer, Immutable, Alias("escalation-notice")]
public sealed record EscalationNotice(
    [property: Id(0)] ConsultId Consult,
    [property: Id(1)] ClinicId Clinic,
    [property: Id(2)] StateCode State,
    [property: Id(3)] ConsultEscalated Escalation);
