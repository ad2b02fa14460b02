using Dispatch.Domain.Providers;

namespace Dispatch.Api.Hubs;

/// <summary><c>Snapshot</c>: all that a provider holds, when what was missed is no longer kept.</summary>
public sealed record SnapshotMessage(
    long Seq, Duty Duty, IReadOnlyList<OfferMessage> Offers, IReadOnlyList<ProviderConsultBody> Consults);
