using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Consults;

namespace Dispatch.Grains.Providers;

/// <summary>
/// One clinician: licences, suspension, duty, capacity, open offers and assignments. Key: the provider id.
/// The only authority on whether the provider may and can take one more consult.
/// </summary>
[Alias("provider")]
public interface IProviderGrain : IGrainWithStringKey
{
    /// <summary>Creates the provider. Durable once answered; repeating the same call repeats its answer.</summary>
    /// <param name="tokenHash">SHA-256 of the provider's access token.</param>
    /// <param name="requireFreeNpi">Whether to refuse when another provider has the NPI.</param>
    [Idempotent, Alias("register")]
    Task<ProviderChangeResult> Register(ProviderProfile profile, ReadOnlyMemory<byte> tokenHash, bool requireFreeNpi);

    /// <summary>Replaces all licences. Offers that they no longer allow are taken back, assignments released.</summary>
    [Idempotent, Alias("replace-licenses")]
    Task<ProviderChangeResult> ReplaceLicenses(ImmutableArray<License> licenses);

    /// <summary>As <see cref="ReplaceLicenses"/>, and leaves the licences of other states as they are.</summary>
    [Idempotent, Alias("renew-licenses")]
    Task<ProviderChangeResult> RenewLicenses(ImmutableArray<License> licenses);

    /// <summary>Replaces all shifts. They bind the provider only where the deployment requires shifts.</summary>
    [Idempotent, Alias("replace-shifts")]
    Task<ProviderChangeResult> ReplaceShifts(ShiftPlan shifts);

    /// <summary>Warns of licences that end soon, each warning once, and gives up what the provider may not do any more.</summary>
    [Idempotent, Alias("check-standing")]
    Task CheckStanding();

    /// <summary>No offers, no acceptance, no signature until reinstated; work in hand is released. A repeat changes nothing.</summary>
    [Idempotent, Alias("suspend")]
    Task<ProviderChangeResult> Suspend(string reason);

    [Idempotent, Alias("reinstate")]
    Task<ProviderChangeResult> Reinstate();

    /// <summary>The provider as it stands; null when there is none.</summary>
    [AlwaysInterleave, Idempotent, Alias("get")]
    Task<ProviderView?> Get();

    /// <summary>A socket of the provider is open on this node.</summary>
    [Idempotent, Alias("connect")]
    Task<ConnectResult> Connect(string node, string connection);

    /// <summary>A socket is gone. With the last one, open offers go back to the line at once.</summary>
    [Idempotent, Alias("disconnect")]
    Task Disconnect(string connection);

    /// <summary>
    /// Which of these connections, all of them the provider's, are to be connected anew: nothing is pushed to them. None where
    /// there is no such provider.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("unknown-connections")]
    Task<ImmutableArray<string>> UnknownConnections(ImmutableArray<string> connections);

    /// <summary>A node is gone with all its sockets. As <see cref="Disconnect"/> for each of them.</summary>
    [OneWay, Alias("node-gone")]
    Task NodeGone(string node);

    /// <param name="modalities">Those the provider takes now; empty for all of the profile's.</param>
    [Idempotent, Alias("go-on-duty")]
    Task<DutyResult> GoOnDuty(ImmutableArray<Modality> modalities);

    /// <summary>No more offers; open ones go back to the line; assignments stay.</summary>
    [Idempotent, Alias("go-off-duty")]
    Task<DutyResult> GoOffDuty();

    /// <inheritdoc cref="GoOffDuty"/>
    [Idempotent, Alias("take-break")]
    Task<DutyResult> TakeBreak();

    /// <summary>What was pushed after <paramref name="lastSeq"/>, or a snapshot when that is no longer held.</summary>
    [Idempotent, Alias("resume")]
    Task<ResumeResult> Resume(long lastSeq);

    /// <summary>Takes the offer, also a late one where nothing stands against it. Durable once answered.</summary>
    [Idempotent, Alias("accept")]
    Task<AcceptResult> Accept(OfferId offer);

    /// <param name="reason">Free text, may be null.</param>
    [Idempotent, Alias("decline")]
    Task<DeclineResult> Decline(OfferId offer, string? reason);

    [Idempotent, Alias("start")]
    Task<StartResult> Start(ConsultId consult);

    /// <summary>Signs the decision. Hard requirements are checked at this moment too.</summary>
    [Idempotent, Alias("complete")]
    Task<CompleteResult> Complete(ConsultId consult, Completion completion);

    /// <param name="reason">Free text, may be null.</param>
    [Alias("release")]
    Task<ReleaseResult> Release(ConsultId consult, string? reason);

    /// <summary>
    /// Puts a ticket to the provider. Answers once a slot is reserved or refused; does not wait for the push. A
    /// provider that already holds an offer for the consult answers with that one.
    /// </summary>
    [ResponseTimeout("00:00:02"), Alias("offer")]
    Task<OfferResult> Offer(OfferRequest request);

    /// <summary>Takes an offer back; of one that is not open nothing changes.</summary>
    [OneWay, Alias("rescind")]
    Task Rescind(OfferId offer, RescindReason reason);

    /// <summary>A promise of a consult that the provider serves is at risk; of another number than the held one nothing is said.</summary>
    [OneWay, Alias("remind")]
    Task Remind(ConsultId consult, int number, SlaPromise promise, DateTimeOffset dueAt);

    /// <summary>A pool that was asked for work has none; it lists the provider as a candidate from now on.</summary>
    /// <param name="stamp">Of the claim that is answered.</param>
    [OneWay, Alias("no-work")]
    Task NoWork(StateCode state, long stamp);

    /// <summary>A pool asks whom it may have missed; a free provider announces itself, unless it is listed as it is.</summary>
    /// <param name="listed">As the pool lists it; null when it does not.</param>
    [OneWay, Alias("report-availability")]
    Task ReportAvailability(StateCode state, Candidate? listed);

    /// <summary>An assignment of this provider ended elsewhere; of another number than the held one nothing changes.</summary>
    [OneWay, Alias("assignment-ended")]
    Task AssignmentEnded(ConsultId consult, int number, ConsultStatus status);
}
