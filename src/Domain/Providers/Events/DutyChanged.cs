using System.Collections.Immutable;

namespace Dispatch.Domain.Providers.Events;

/// <summary>Off duty, available or on break.</summary>
public sealed record DutyChanged(Duty Duty, ImmutableArray<Modality> Modalities) : ProviderEvent;
