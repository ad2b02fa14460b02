using Dispatch.Client.Contract;

namespace Dispatch.Client.Hubs;

/// <summary>
/// Who takes what the server tells a provider; null for nobody. Handlers run on the receive loop and must not block.
/// </summary>
public sealed class ProviderEvents
{
    public Action<OfferMade>? Offer { get; init; }

    public Action<OfferRescinded>? OfferRescinded { get; init; }

    public Action<ConsultChanged>? ConsultChanged { get; init; }

    public Action<LicenseExpiring>? LicenseExpiring { get; init; }

    public Action<ShiftStarting>? ShiftStarting { get; init; }

    public Action<DutyChanged>? DutyChanged { get; init; }

    public Action<ProfileChanged>? ProfileChanged { get; init; }

    public Action<Reminder>? Reminder { get; init; }

    public Action<ProviderSnapshot>? Snapshot { get; init; }
}
