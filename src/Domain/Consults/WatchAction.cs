namespace Dispatch.Domain.Consults;

/// <summary>What is due for a consult when one of its times has come.</summary>
public abstract record WatchAction
{
    private WatchAction()
    {
    }

    /// <summary>A promise was not kept by its deadline: to be recorded.</summary>
    public sealed record Escalate(SlaPromise Promise, DateTimeOffset Deadline) : WatchAction;

    /// <summary>Nobody was found: to be given up.</summary>
    public sealed record Expire(ExpiryReason Reason) : WatchAction;

    /// <summary>The assignment with this number has run out.</summary>
    public sealed record Release(int Number, ReleaseReason Reason) : WatchAction;
}
