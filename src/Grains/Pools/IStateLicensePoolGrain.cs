using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Pools;

/// <summary>
/// One state's waiting line, who could serve it, and the watch over every open consult of the state. Key: the state
/// code. Everything sent to it is a hint; it reads the truth from the store when it wakes and every two seconds.
/// </summary>
[Alias("state-license-pool")]
public interface IStateLicensePoolGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that the pool is awake.</summary>
    [OneWay, Alias("wake")]
    Task Wake();

    /// <summary>A consult of the state changed. Older news than the pool has is ignored.</summary>
    [OneWay, Alias("changed")]
    Task Changed(OpenConsult consult);

    /// <summary>A provider is free.</summary>
    [OneWay, Alias("announce")]
    Task Announce(Candidate candidate);

    /// <summary>A provider may serve nothing here any more, or is off the line altogether.</summary>
    /// <param name="stamp">News of the provider that is newer stands.</param>
    [OneWay, Alias("withdraw")]
    Task Withdraw(ProviderId provider, long stamp);

    /// <summary>A provider that just became free asks for work: it gets an offer, or <c>NoWork</c>.</summary>
    [OneWay, Alias("claim")]
    Task Claim(Candidate candidate);

    /// <summary>What became of an offer. Of an offer that the pool does not have outstanding nothing changes.</summary>
    [OneWay, Alias("offer-ended")]
    Task OfferEnded(OfferId offer, OfferEnd end);

    /// <summary>The line as it stands.</summary>
    /// <param name="order">Of a ticket, to count from its place; null for the end of the line.</param>
    /// <param name="clinic">Whose ticket it is: what a clinic has beyond its share stands behind. Null without one.</param>
    [AlwaysInterleave, ResponseTimeout("00:00:00.250"), Alias("look")]
    Task<LineView> Look(TicketOrder? order, ClinicId? clinic);

    /// <summary>What the pool knows about one consult and everybody who could serve it.</summary>
    [AlwaysInterleave, Alias("explain")]
    Task<PoolExplanation> Explain(ConsultId consult);
}
