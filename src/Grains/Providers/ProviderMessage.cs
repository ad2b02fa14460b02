using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Providers;

/// <summary>One message of a provider's stream.</summary>
/// <param name="Seq">Only ever grows, across activations and restarts too: a new activation starts at its time in microseconds.</param>
[GenerateSerializer, Immutable, Alias("provider-message")]
public abstract record ProviderMessage([property: Id(0)] long Seq)
{
    /// <param name="IdleSince">When the provider had become free for it.</param>
    [GenerateSerializer, Immutable, Alias("provider-message.offer")]
    public sealed record Offer(
        long Seq,
        [property: Id(0)] OpenOffer Open,
        [property: Id(1)] double WaitedSeconds,
        [property: Id(2)] DateTimeOffset IdleSince)
        : ProviderMessage(Seq);

    [GenerateSerializer, Immutable, Alias("provider-message.offer-rescinded")]
    public sealed record OfferRescinded(
        long Seq, [property: Id(0)] OfferId OfferId, [property: Id(1)] ConsultId Consult, [property: Id(2)] RescindReason Reason)
        : ProviderMessage(Seq);

    [GenerateSerializer, Immutable, Alias("provider-message.consult-changed")]
    public sealed record ConsultChanged(
        long Seq, [property: Id(0)] ConsultId Consult, [property: Id(1)] int Number, [property: Id(2)] ConsultStatus Status)
        : ProviderMessage(Seq);

    /// <param name="DaysLeft">To the last day of validity; 0 on it.</param>
    [GenerateSerializer, Immutable, Alias("provider-message.license-expiring")]
    public sealed record LicenseExpiring(
        long Seq, [property: Id(0)] StateCode State, [property: Id(1)] DateOnly ExpiresOn, [property: Id(2)] int DaysLeft)
        : ProviderMessage(Seq);

    /// <summary>A shift of the provider begins.</summary>
    [GenerateSerializer, Immutable, Alias("provider-message.shift-starting")]
    public sealed record ShiftStarting(
        long Seq, [property: Id(0)] DateTimeOffset StartsAt, [property: Id(1)] DateTimeOffset EndsAt) : ProviderMessage(Seq);

    /// <summary>The provider's duty changed without its asking: its shift ended.</summary>
    [GenerateSerializer, Immutable, Alias("provider-message.duty-changed")]
    public sealed record DutyChanged(long Seq, [property: Id(0)] Duty Duty) : ProviderMessage(Seq);

    /// <summary>The provider was suspended or reinstated, or its licences were replaced.</summary>
    [GenerateSerializer, Immutable, Alias("provider-message.profile-changed")]
    public sealed record ProfileChanged(long Seq) : ProviderMessage(Seq);

    [GenerateSerializer, Immutable, Alias("provider-message.reminder")]
    public sealed record Reminder(
        long Seq, [property: Id(0)] ConsultId Consult, [property: Id(1)] SlaPromise Promise, [property: Id(2)] DateTimeOffset DueAt)
        : ProviderMessage(Seq);

    [GenerateSerializer, Immutable, Alias("provider-message.snapshot")]
    public sealed record Snapshot(
        long Seq,
        [property: Id(0)] Duty Duty,
        [property: Id(1)] ImmutableArray<OpenOffer> Offers,
        [property: Id(2)] ImmutableArray<HeldAssignment> Consults) : ProviderMessage(Seq);
}
