namespace Dispatch.Domain.Consults;

/// <summary>What is due for a consult when one of its times has come.</summary>
public abstract record WatchAction
{
    private WatchAction()
    {
    }

    /// <summary>A promise was not kept by its deadline, or is at risk: a step is to be taken and recorded.</summary>
    /// <param name="Deadline">Of the promise.</param>
    /// <param name="Step">Its place in the consult's ladder; null for the promise itself.</param>
    public sealed record Escalate(SlaPromise Promise, DateTimeOffset Deadline, int? Step = null) : WatchAction;

    /// <summary>Nobody was found: to be given up.</summary>
    public sealed record Expire(ExpiryReason Reason) : WatchAction;

    /// <summary>The assignment with this number has run out.</summary>
    /// <param name="Watched">In which the consult was: a start since then is another time to watch.</param>
    public sealed record Release(int Number, ConsultStatus Watched, ReleaseReason Reason) : WatchAction;
}
