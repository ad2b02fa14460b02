namespace Dispatch.Domain.Consults.Events;

/// <summary>A fact of one consult's life, in its journal stream. Carries patient data only sealed.</summary>
[GenerateSerializer, Immutable, Alias("consult-event")]
public abstract record ConsultEvent;
