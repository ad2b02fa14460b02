using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Consults;

/// <summary>One patient's request, from asking to a signed order or a refusal. Key: the consult id.</summary>
[Alias("consult")]
public interface IConsultGrain : IGrainWithStringKey
{
    /// <summary>Begins the consult. Durable once answered; repeating a call repeats its answer.</summary>
    [Idempotent, Alias("request")]
    Task<RequestResult> Request(ConsultRequest request);

    /// <summary>Makes the provider the one who serves this consult. Repeating a call repeats its answer.</summary>
    /// <param name="offer">The winning offer in full; it may be late, and need not have been recorded.</param>
    /// <param name="slot">The provider's slot that the assignment occupies, claimed in the same transaction.</param>
    /// <param name="units">Of the provider's attention that it holds, a bit each; claimed too.</param>
    /// <param name="standing">Of the provider, at which the hard requirements were found to be met.</param>
    [Idempotent, Alias("assign")]
    Task<AssignResult> Assign(OfferSummary offer, int slot, int units, long standing);

    /// <param name="number">Of the assignment; another number than the current is answered gone.</param>
    [Idempotent, Alias("start")]
    Task<StartResult> Start(ProviderId provider, int number);

    /// <summary>Ends the consult with a documented decision.</summary>
    /// <param name="number">Of the assignment; another number than the current is answered gone.</param>
    /// <param name="standing">Of the provider, at which the hard requirements were found to be met.</param>
    [Idempotent, Alias("complete")]
    Task<CompleteResult> Complete(ProviderId provider, int number, Completion completion, long standing);

    /// <summary>Ends the assignment; the consult waits again at its original place.</summary>
    /// <param name="number">Of the assignment; another number than the current is answered gone.</param>
    /// <param name="note">Free text; sealed before it is stored. Null for none.</param>
    [Alias("release")]
    Task<ReleaseResult> Release(int number, ReleaseReason reason, string? note);

    /// <summary>Withdraws the consult. Of an ended consult nothing changes.</summary>
    /// <param name="reason">Free text; sealed before it is stored.</param>
    [Idempotent, Alias("cancel")]
    Task<CancelResult> Cancel(ClosedBy by, string reason);

    /// <summary>A watch over the consult in this status ran out. As <see cref="Release"/>, and nobody waits.</summary>
    [OneWay, Alias("release-overdue-of")]
    Task ReleaseOverdue(int number, ConsultStatus watched, ReleaseReason reason);

    /// <summary>A fact about an offer, recorded without anybody waiting for it.</summary>
    [OneWay, Alias("record-offer")]
    Task RecordOffer(OfferFact fact);

    /// <summary>A promise was missed, or is at risk. Recorded once per promise and step, and where it belongs to one, per assignment.</summary>
    /// <param name="deadline">Of the promise.</param>
    /// <param name="step">Its place in the consult's ladder; null when the promise was missed.</param>
    [OneWay, Alias("escalate")]
    Task Escalate(SlaPromise promise, DateTimeOffset deadline, int? step);

    /// <summary>Nobody was found in time. Nothing changes once somebody serves the consult.</summary>
    [OneWay, Alias("expire")]
    Task Expire(ExpiryReason reason);

    /// <summary>The consult as it stands; null when there is no such consult.</summary>
    [AlwaysInterleave, Idempotent, Alias("get")]
    Task<ConsultView?> Get();

    /// <summary>As <see cref="Get"/>, once the facts about offers that were told until now are in the store, or lost.</summary>
    [AlwaysInterleave, Idempotent, Alias("get-recorded")]
    Task<ConsultView?> GetRecorded();

    /// <summary>As <see cref="Get"/>, but after what is being decided now, and from the store when in doubt.</summary>
    [Idempotent, Alias("read")]
    Task<ConsultView?> Read();
}
